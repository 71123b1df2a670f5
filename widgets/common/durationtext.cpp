#include "widgets/common/durationtext.h"

#include "widgets/common/theme.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("DurationText", source);
}

QString twoDigits(long long value)
{
    return QString::number(value).rightJustified(2, u'0');
}

/// The smaller unit: "2 h 05 m" stands in columns, but Japanese writes 2時間5分.
QString second(long long value)
{
    return isJapanese() ? QString::number(value) : twoDigits(value);
}

QDateTime local(domain::Time time, const QTimeZone& zone)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), zone);
}

} // namespace

QString clockText(std::chrono::seconds elapsed)
{
    const long long all = std::max<long long>(0, elapsed.count());
    return twoDigits(all / 3600) + u':' + twoDigits(all / 60 % 60) + u':' + twoDigits(all % 60);
}

QString countdownText(std::chrono::seconds left)
{
    const long long all = std::abs(static_cast<long long>(left.count()));
    const QString minutes = twoDigits(all / 60 % 60) + u':' + twoDigits(all % 60);
    return all < 3600 ? minutes : QString::number(all / 3600) + u':' + minutes;
}

QString durationText(std::chrono::seconds length)
{
    const long long all = std::max<long long>(0, length.count());
    const long long days = all / 86400;
    const long long hours = all / 3600 % 24;
    const long long minutes = all / 60 % 60;
    if (days > 0) {
        return translated(QT_TRANSLATE_NOOP("DurationText", "%1 d %2 h")).arg(days).arg(hours);
    }
    if (hours > 0) {
        return translated(QT_TRANSLATE_NOOP("DurationText", "%1 h %2 m")).arg(hours).arg(second(minutes));
    }
    if (minutes > 0) {
        return translated(QT_TRANSLATE_NOOP("DurationText", "%1 m %2 s"))
            .arg(minutes)
            .arg(twoDigits(all % 60));
    }
    return translated(QT_TRANSLATE_NOOP("DurationText", "%1 s")).arg(all);
}

QString timeText(domain::Time time, const QTimeZone& zone)
{
    return local(time, zone).toString(u"HH:mm"_s);
}

QString timeWithSecondsText(domain::Time time, const QTimeZone& zone)
{
    return local(time, zone).toString(u"HH:mm:ss"_s);
}

QString dateText(domain::Time time, domain::Time now, const QTimeZone& zone)
{
    const QDate date = local(time, zone).date();
    //: Date of this year, as QLocale::toString takes it
    QString format = translated(QT_TRANSLATE_NOOP("DurationText", "ddd d MMM"));
    if (date.year() != local(now, zone).date().year()) {
        //: Date of another year, as QLocale::toString takes it
        format = translated(QT_TRANSLATE_NOOP("DurationText", "ddd d MMM yyyy"));
    }
    return QLocale().toString(date, format);
}

QString dateTimeText(domain::Time time, domain::Time now, const QTimeZone& zone)
{
    const QString clock = timeText(time, zone);
    if (local(time, zone).date() == local(now, zone).date()) {
        return clock;
    }
    return dateText(time, now, zone) + u' ' + clock;
}

} // namespace matoi::widgets
