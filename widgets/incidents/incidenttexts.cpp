#include "widgets/incidents/incidenttexts.h"

#include "models/itemmodels/incidentlistmodel.h"
#include "models/itemmodels/incidenttablemodel.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/roughduration.h"
#include "widgets/panel/texts.h"

namespace matoi::widgets {

using namespace domain;
using itemmodels::IncidentTableModel;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

QString iso(const std::optional<Time>& time, const QTimeZone& zone)
{
    if (!time)
        return {};
    return QDateTime::fromMSecsSinceEpoch(time->time_since_epoch().count(), Qt::UTC)
        .toTimeZone(zone)
        .toString(Qt::ISODate);
}

QString secondsBetween(Time from, const std::optional<Time>& to)
{
    return to ? QString::number(duration_cast<seconds>(*to - from).count()) : QString();
}

} // namespace

IncidentTexts::IncidentTexts(const PanelContext& context, IncidentTableModel& model, QObject* parent)
    : QIdentityProxyModel(parent)
    , m_context(context)
    , m_model(model)
{
    setSourceModel(&model);
}

void IncidentTexts::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

QVariant IncidentTexts::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(section == IncidentTableModel::DurationColumn ||
                                        section == IncidentTableModel::AcknowledgedColumn
                                    ? Qt::AlignRight | Qt::AlignVCenter
                                    : Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::InitialSortOrderRole) // the first press on a time asks for the newest
        return static_cast<int>(section == IncidentTableModel::StartedColumn ? Qt::DescendingOrder
                                                                             : Qt::AscendingOrder);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IncidentTableModel::ImpactColumn: return tr("Impact");
    case IncidentTableModel::NumberColumn: return tr("Incident");
    case IncidentTableModel::TitleColumn: return tr("Title");
    case IncidentTableModel::StatusColumn: return tr("Status");
    case IncidentTableModel::CommanderColumn: return tr("Commander");
    case IncidentTableModel::ServiceColumn: return tr("Service");
    case IncidentTableModel::StartedColumn: return tr("Started");
    case IncidentTableModel::DurationColumn: return tr("Duration");
    case IncidentTableModel::AcknowledgedColumn: return tr("To ack");
    case IncidentTableModel::AnalysisColumn: return tr("Analysis");
    default: return {};
    }
}

QString IncidentTexts::cell(const QModelIndex& index) const
{
    const auto record = index.data(IncidentTableModel::IncidentRole).value<Record<Incident>>();
    const Incident& incident = record.value;
    const Time now = m_context.clock.now();
    const bool resolved = incident.status == IncidentStatus::Resolved;
    switch (index.column()) {
    case IncidentTableModel::ImpactColumn: return QString::number(static_cast<int>(incident.impact));
    case IncidentTableModel::NumberColumn: return texts::incidentNumber(incident);
    case IncidentTableModel::TitleColumn: return QString::fromStdString(incident.title);
    case IncidentTableModel::StatusColumn: return texts::status(incident.status);
    case IncidentTableModel::CommanderColumn: {
        const QString name = index.data(IncidentTableModel::CommanderRole).toString();
        return !name.isEmpty() ? name : resolved ? QString() : tr("none yet");
    }
    case IncidentTableModel::ServiceColumn: return QString::fromStdString(incident.service);
    case IncidentTableModel::StartedColumn: {
        const QString text = dateTimeText(incident.startedAt, now, m_context.zone);
        const bool today = text == timeText(incident.startedAt, m_context.zone);
        return today ? tr("today %1").arg(text) : text;
    }
    case IncidentTableModel::DurationColumn: {
        const auto length = duration_cast<seconds>(incident.resolvedAt.value_or(now) - incident.startedAt);
        return resolved ? roughDurationText(length) : clockText(length);
    }
    case IncidentTableModel::AcknowledgedColumn:
        return incident.acknowledgedAt
                   ? roughDurationText(duration_cast<seconds>(*incident.acknowledgedAt - incident.startedAt))
                   : QStringLiteral("–");
    case IncidentTableModel::AnalysisColumn:
        switch (index.data(IncidentTableModel::AnalysisRole).value<IncidentTableModel::AnalysisMark>()) {
        case IncidentTableModel::AnalysisMark::Draft: return tr("Draft");
        case IncidentTableModel::AnalysisMark::Published: return tr("Published");
        case IncidentTableModel::AnalysisMark::None: return {};
        }
        return {};
    default: return {};
    }
}

QString IncidentTexts::described(const QModelIndex& index) const
{
    if (index.column() == IncidentTableModel::ImpactColumn)
        return impactDescription(
            index.data(IncidentTableModel::IncidentRole).value<Record<Incident>>().value.impact);
    const auto incident = index.data(IncidentTableModel::IncidentRole).value<Record<Incident>>();
    QString text = cell(index);
    if (index.column() == IncidentTableModel::TitleColumn) {
        text = texts::spokenTitle(incident.value);
        if (incident.meta.unsent > 0)
            text = tr("%1, not sent yet").arg(text);
    }
    const QString heading = headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
    return text.isEmpty() || text == QStringLiteral("–") ? tr("%1: none").arg(heading)
                                                         : tr("%1: %2").arg(heading, text);
}

QString IncidentTexts::describedHit(const QModelIndex& index) const
{
    const int more = index.data(IncidentTableModel::MoreRole).toInt();
    if (more > 0)
        return tr("%n more in this incident", nullptr, more);
    const auto hit = index.data(IncidentTableModel::HitRole).value<SearchHit>();
    QString place;
    switch (hit.kind) {
    case Kind::Incident: place = tr("Title"); break;
    case Kind::Summary: place = tr("Summary"); break;
    case Kind::TimelineEvent: place = tr("Timeline"); break;
    case Kind::Answer: place = tr("Answer"); break;
    case Kind::ActionItem: place = tr("Action item"); break;
    case Kind::Task: place = tr("Checklist"); break;
    case Kind::StatusUpdate: place = tr("Update"); break;
    case Kind::Decision: place = tr("Open decision"); break;
    case Kind::Handover: place = tr("Briefing"); break;
    case Kind::RelatedItem: place = tr("Related"); break;
    default: break;
    }
    return tr("%1: %2").arg(place, m_model.data(mapToSource(index), Qt::DisplayRole).toString());
}

QVariant IncidentTexts::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const bool hit = IncidentTableModel::isHit(mapToSource(index));
    switch (role) {
    case Qt::DisplayRole:
        return hit ? (index.column() == 0 ? QVariant(describedHit(index)) : QVariant()) : cell(index);
    case Qt::AccessibleTextRole: return hit ? describedHit(index) : described(index);
    case Qt::ToolTipRole:
        return !hit && index.column() == IncidentTableModel::TitleColumn ? QVariant(cell(index)) : QVariant();
    default: return QIdentityProxyModel::data(index, role);
    }
}

QList<QStringList> IncidentTexts::forExport() const
{
    QList<QStringList> rows{{tr("Incident"), tr("Title"), tr("Impact"), tr("Status"), tr("Commander"),
                             tr("Service"), tr("Response plan"), tr("Tags"), tr("Drill"), tr("Started"),
                             tr("Acknowledged"), tr("Mitigated"), tr("Resolved"),
                             tr("Seconds to acknowledge"), tr("Seconds to resolve"), tr("Analysis")}};
    for (int i = 0; i < rowCount(); ++i) {
        const IncidentTableModel::Row& row = m_model.rows()[static_cast<std::size_t>(i)];
        const Incident& incident = row.incident.value;
        QStringList tags;
        for (const std::string& tag : incident.tags)
            tags << QString::fromStdString(tag);
        rows << QStringList{texts::incidentNumber(incident),
                            QString::fromStdString(incident.title),
                            QString::number(static_cast<int>(incident.impact)),
                            texts::status(incident.status),
                            row.commander,
                            QString::fromStdString(incident.service),
                            QString::fromStdString(incident.planName),
                            tags.join(QStringLiteral(", ")),
                            incident.drill ? tr("yes") : QString(),
                            iso(incident.startedAt, m_context.zone),
                            iso(incident.acknowledgedAt, m_context.zone),
                            iso(incident.mitigatedAt, m_context.zone),
                            iso(incident.resolvedAt, m_context.zone),
                            secondsBetween(incident.startedAt, incident.acknowledgedAt),
                            secondsBetween(incident.startedAt, incident.resolvedAt),
                            cell(index(i, IncidentTableModel::AnalysisColumn))};
    }
    return rows;
}

} // namespace matoi::widgets
