#pragma once

#include "models/domain/ports/changes.h"
#include "models/itemmodels/chartseries.h"

#include <QtCore/QList>
#include <QtCore/QObject>

namespace matoi::itemmodels {

/// The charts of one incident: a ChartSeries for each of its metrics, filled from this computer's samples and
/// from what arrives. Asks the service only when told to (refresh()), and only for what it has not told yet.
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
    /// Samples are kept at hand for that too ("24 h"); nullopt: for the incident alone.
    void setSpan(std::optional<domain::TimeSpan> span);
    /// What was measured so long before, drawn under each chart; nullopt: nothing.
    void setReference(std::optional<domain::Duration> ago);
    bool hasReference() const { return m_ago.has_value(); }
    /// ChartSeries::setResolution() of all, also of those to come.
    void setResolution(domain::Duration resolution);

    /// Asks for what is missing.
    void refresh();
    /// Asks for all of it again.
    void reread(const ChartSeries& series);

Q_SIGNALS:
    void seriesChanged();

private:
    struct Shown
    {
        domain::Id<domain::MetricDefinition> id;
        ChartSeries* series = nullptr;
        domain::Duration step{};
        bool drill = false;
        bool unsent = false;                    ///< the service does not know yet what is asked for
        std::optional<domain::TimeSpan> loaded; ///< what `series` holds
    };

    domain::TimeSpan wanted() const;
    void rebuild();
    void show(const domain::Record<domain::MetricDefinition>& metric);
    void load(Shown& shown);
    void loadReference(const Shown& shown);
    void tell(const Shown& shown);
    void askForMissing(const Shown& shown, domain::TimeSpan span);
    void ask(const Shown& shown, domain::TimeSpan span);

    domain::Repositories& m_repositories;
    domain::ChangeNotifier& m_changes;
    const domain::Clock& m_clock;
    domain::Id<domain::Incident> m_id;
    std::optional<domain::TimeSpan> m_span;
    std::optional<domain::Duration> m_ago;
    domain::Duration m_resolution{0};
    std::vector<domain::Id<domain::MetricDefinition>> m_metrics; ///< as the incident has them
    std::vector<Shown> m_shown;
    QList<ChartSeries*> m_series;
    bool m_marksMoved = false; ///< a drill's numbers follow its marks, also those of the past
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::itemmodels
