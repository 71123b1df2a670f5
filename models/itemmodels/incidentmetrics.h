#pragma once

#include "models/domain/ports/changes.h"
#include "models/itemmodels/chartseries.h"

#include <QtCore/QList>
#include <QtCore/QObject>

namespace matoi::itemmodels {

/// The charts of one incident: a ChartSeries for each of its metrics, filled from this computer's samples and
/// from what arrives. Asks for newer samples only when told to (refresh()).
class IncidentMetrics final : public QObject
{
    Q_OBJECT

public:
    IncidentMetrics(domain::Repositories& repositories, domain::ChangeNotifier& changes,
                    const domain::Clock& clock, QObject* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);
    const QList<ChartSeries*>& series() const { return m_series; }

    /// From a while before the start to now (or to a while after the end).
    domain::Time from() const;
    domain::Time to() const;

    void refresh();

Q_SIGNALS:
    void seriesChanged();

private:
    void rebuild();
    void load(domain::Id<domain::MetricDefinition> metric);

    domain::Repositories& m_repositories;
    domain::ChangeNotifier& m_changes;
    const domain::Clock& m_clock;
    domain::Id<domain::Incident> m_id;
    std::vector<domain::Id<domain::MetricDefinition>> m_metrics;
    QList<ChartSeries*> m_series;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::itemmodels
