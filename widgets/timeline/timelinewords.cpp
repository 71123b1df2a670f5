#include "widgets/timeline/timelinewords.h"

#include "widgets/attachments/attachmentwords.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace matoi::widgets {

using namespace domain;
using itemmodels::TimelineModel;

namespace {

QString spokenEvent(const TimelineModel::Entry& entry, const QTimeZone& zone)
{
    const TimelineEvent& event = entry.record.value;
    QString out = QCoreApplication::translate("Timeline", "%1, %2, %3, %4")
                      .arg(timeWithSecondsText(event.at, zone), texts::eventKind(event.eventKind), entry.text,
                           QString::fromStdString(event.author));
    if (!event.attachments.empty())
        out = QCoreApplication::translate("Timeline", "%1, attached: %2")
                  .arg(out, attachmentsText(event.attachments));
    if (event.pinned)
        out = QCoreApplication::translate("Timeline", "%1, pinned").arg(out);
    if (entry.record.meta.unsent > 0)
        out = QCoreApplication::translate("Timeline", "%1, not sent yet").arg(out);
    return out;
}

} // namespace

QString timelineSentence(const TimelineModel::Entry& entry)
{
    return entry.record.value.eventKind == EventKind::Decision
               ? QCoreApplication::translate("Timeline", "Decision: %1").arg(entry.text)
               : entry.text;
}

QString gapSentence(const TimelineModel::Row& gap)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(gap.to - gap.from);
    if (minutes < std::chrono::hours(1))
        return QCoreApplication::translate("Timeline", "%1 min without events").arg(minutes.count());
    return QCoreApplication::translate("Timeline", "%1 without events").arg(durationText(minutes));
}

QString dayHeading(QDate day)
{
    return isJapanese() ? QLocale(QLocale::Japanese).toString(day, QStringLiteral("yyyy/MM/dd（ddd）"))
                        : QLocale(QLocale::English).toString(day, QStringLiteral("dddd d MMMM yyyy"));
}

TimelineModel::Wording timelineWording(const QTimeZone& zone)
{
    return {&texts::event, [zone](const TimelineModel::Row& row) {
                switch (row.kind) {
                case TimelineModel::RowKind::Day: return dayHeading(row.day);
                case TimelineModel::RowKind::Gap:
                    return QCoreApplication::translate("Timeline", "%1. Add what happened here")
                        .arg(gapSentence(row));
                case TimelineModel::RowKind::Event: break;
                }
                return spokenEvent(*row.entry, zone);
            }};
}

QString filterWord(TimelineModel::Filter filter)
{
    switch (filter) {
    case TimelineModel::Filter::All: return QCoreApplication::translate("Timeline", "All");
    case TimelineModel::Filter::Decisions: return QCoreApplication::translate("Timeline", "Decisions");
    case TimelineModel::Filter::Actions: return QCoreApplication::translate("Timeline", "Actions");
    case TimelineModel::Filter::Communications: return QCoreApplication::translate("Timeline", "Comms");
    case TimelineModel::Filter::Automatic: return QCoreApplication::translate("Timeline", "Automatic");
    case TimelineModel::Filter::Pinned: return QCoreApplication::translate("Timeline", "Pinned");
    case TimelineModel::Filter::Unsent: return QCoreApplication::translate("Timeline", "Unsent");
    }
    return {};
}

Icon filterIcon(TimelineModel::Filter filter)
{
    switch (filter) {
    case TimelineModel::Filter::All: return Icon::None;
    case TimelineModel::Filter::Decisions: return Icon::Gavel;
    case TimelineModel::Filter::Actions: return Icon::Wrench;
    case TimelineModel::Filter::Communications: return Icon::Megaphone;
    case TimelineModel::Filter::Automatic: return Icon::Zap;
    case TimelineModel::Filter::Pinned: return Icon::Pin;
    case TimelineModel::Filter::Unsent: return Icon::CloudOff;
    }
    return Icon::None;
}

} // namespace matoi::widgets
