#include "widgets/related/relatedwords.h"

#include "models/domain/rules/facts.h"
#include "models/domain/rules/weblink.h"
#include "widgets/common/durationtext.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>

namespace matoi::widgets::relatedwords {

using namespace domain;

namespace {

QString text(const std::string& value)
{
    return QString::fromStdString(value).simplified();
}

QString list(const std::vector<std::string>& words)
{
    QStringList all;
    for (const std::string& word : words)
        all << text(word);
    return all.join(QCoreApplication::translate("Related", ", "));
}

} // namespace

QString kind(RelatedKind kind)
{
    switch (kind) {
    case RelatedKind::Link: return QCoreApplication::translate("Related", "Link");
    case RelatedKind::Dashboard: return QCoreApplication::translate("Related", "Dashboard");
    case RelatedKind::Ticket: return QCoreApplication::translate("Related", "Ticket");
    case RelatedKind::Chat: return QCoreApplication::translate("Related", "Chat");
    case RelatedKind::Change: return QCoreApplication::translate("Related", "Change or deploy");
    case RelatedKind::Alarm: return QCoreApplication::translate("Related", "Alarm");
    case RelatedKind::Incident: return QCoreApplication::translate("Related", "Incident");
    }
    return {};
}

Icon icon(RelatedKind kind)
{
    switch (kind) {
    case RelatedKind::Link: return Icon::Link;
    case RelatedKind::Dashboard: return Icon::ChartLine;
    case RelatedKind::Ticket: return Icon::Tag;
    case RelatedKind::Chat: return Icon::Hash;
    case RelatedKind::Change: return Icon::Code;
    case RelatedKind::Alarm: return Icon::Bell;
    case RelatedKind::Incident: return Icon::Siren;
    }
    return Icon::Link;
}

QString about(const PanelContext& context, const RelatedItem& item)
{
    QStringList parts;
    if (item.relatedKind == RelatedKind::Alarm) {
        if (item.startedIt)
            parts << QCoreApplication::translate("Related", "started this incident");
        else if (item.firedAt)
            parts << (item.alarmState == AlarmState::Recovered
                          ? QCoreApplication::translate("Related", "joined, fired from %1")
                          : QCoreApplication::translate("Related", "joined, fires since %1"))
                         .arg(dateTimeText(*item.firedAt, context.clock.now(), context.zone));
    } else if (item.relatedKind == RelatedKind::Incident) {
        const auto other = item.otherId ? context.repositories.incidents.find(*item.otherId) : std::nullopt;
        if (!other)
            return QCoreApplication::translate("Related", "not on this computer");
        parts << texts::incidentNumber(other->value) << texts::status(other->value.status)
              << dateText(other->value.startedAt, context.clock.now(), context.zone);
        return parts.join(QCoreApplication::translate("Related", ", "));
    } else {
        parts << kind(item.relatedKind);
        if (const std::string host = rules::hostOf(item.url); !host.empty())
            parts << text(host);
    }
    if (!item.note.empty())
        parts << text(item.note);
    return parts.join(QCoreApplication::translate("Related", ", "));
}

QString state(const PanelContext& context, const RelatedItem& item)
{
    if (!item.alarmState)
        return {};
    if (*item.alarmState == AlarmState::Firing)
        return QCoreApplication::translate("Related", "In alarm");
    return item.recoveredAt ? QCoreApplication::translate("Related", "Recovered %1")
                                  .arg(dateTimeText(*item.recoveredAt, context.clock.now(), context.zone))
                            : QCoreApplication::translate("Related", "Recovered");
}

QString why(const rules::Likeness& likeness)
{
    QStringList parts;
    if (!likeness.alarms.empty())
        parts << QCoreApplication::translate("Related", "Same alarm: %1").arg(list(likeness.alarms));
    if (likeness.sameService)
        parts << QCoreApplication::translate("Related", "Same service");
    if (likeness.samePlan)
        parts << QCoreApplication::translate("Related", "Same plan");
    if (!likeness.tags.empty())
        parts << QCoreApplication::translate("Related", "Same tags: %1").arg(list(likeness.tags));
    if (!likeness.words.empty())
        parts << QCoreApplication::translate("Related", "Both say: %1").arg(list(likeness.words));
    return parts.join(QCoreApplication::translate("Related", ". "));
}

QString fixed(const SimilarIncident& similar)
{
    QString what = QCoreApplication::translate("Related", "What fixed it is not written down.");
    if (similar.remedy) {
        const QString words = text(similar.remedy->text);
        switch (similar.remedy->from) {
        case rules::Remedy::From::Analysis:
            what = QCoreApplication::translate("Related", "Fixed by: %1").arg(words);
            break;
        case rules::Remedy::From::Decision:
            what = QCoreApplication::translate("Related", "Decided then: %1").arg(words);
            break;
        case rules::Remedy::From::Action:
            what = QCoreApplication::translate("Related", "Done last: %1").arg(words);
            break;
        case rules::Remedy::From::Recovery:
            what =
                QCoreApplication::translate("Related", "Its alerts recovered; nobody wrote down an action.");
            break;
        }
    }
    const auto facts = rules::factsOf(similar.incident.value);
    if (!facts.timeToResolve)
        return what;
    return QCoreApplication::translate("Related", "%1 Resolved in %2.")
        .arg(what, minutesText(std::chrono::duration_cast<std::chrono::minutes>(*facts.timeToResolve)));
}

} // namespace matoi::widgets::relatedwords
