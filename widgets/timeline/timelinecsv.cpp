#include "widgets/timeline/timelinecsv.h"

#include "widgets/attachments/attachmentwords.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

namespace matoi::widgets {

QList<QStringList> timelineCsv(const std::vector<itemmodels::TimelineModel::EntryPtr>& events,
                               const QTimeZone& zone)
{
    QList<QStringList> rows;
    rows.append(
        {QCoreApplication::translate("Timeline", "Time"), QCoreApplication::translate("Timeline", "Kind"),
         QCoreApplication::translate("Timeline", "What happened"),
         QCoreApplication::translate("Timeline", "Details"),
         QCoreApplication::translate("Timeline", "Author"), QCoreApplication::translate("Timeline", "Pinned"),
         QCoreApplication::translate("Timeline", "Attached files")});
    for (const auto& entry : events) {
        const auto& event = entry->record.value;
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(event.at.time_since_epoch().count(), zone);
        rows.append({at.toOffsetFromUtc(at.offsetFromUtc()).toString(Qt::ISODateWithMs),
                     texts::eventKind(event.eventKind), entry->text, QString::fromStdString(event.details),
                     QString::fromStdString(event.author),
                     event.pinned ? QCoreApplication::translate("Timeline", "yes") : QString(),
                     attachmentsText(event.attachments)});
    }
    return rows;
}

} // namespace matoi::widgets
