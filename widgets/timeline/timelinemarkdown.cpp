#include "widgets/timeline/timelinemarkdown.h"

#include "widgets/attachments/attachmentwords.h"
#include "widgets/common/durationtext.h"
#include "widgets/timeline/timelinewords.h"

#include <QtCore/QDateTime>

namespace matoi::widgets {

QString timelineMarkdown(const std::vector<itemmodels::TimelineModel::EntryPtr>& events,
                         const QTimeZone& zone)
{
    QString out;
    QDate day;
    for (const auto& entry : events) {
        const auto& event = entry->record.value;
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(event.at.time_since_epoch().count(), zone);
        if (at.date() != day) {
            day = at.date();
            out += QStringLiteral("%1### %2 (%3)\n\n")
                       .arg(out.isEmpty() ? QString() : QStringLiteral("\n"), day.toString(Qt::ISODate),
                            zone.abbreviation(at.toUTC()));
        }
        out += QStringLiteral("- %1 %2 (%3)\n")
                   .arg(timeText(event.at, zone), timelineSentence(*entry),
                        QString::fromStdString(event.author));
        for (const domain::Attachment& file : event.attachments)
            out += QStringLiteral("  - %1\n").arg(attachmentText(file));
    }
    return out;
}

} // namespace matoi::widgets
