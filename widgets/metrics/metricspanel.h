#pragma once

#include "widgets/metrics/charttimeframe.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace matoi::itemmodels {
class IncidentMetrics;
}

namespace matoi::widgets {

class ChartStack;
class EmptyState;
class Hairline;
class MetricsBar;

/// The Metrics tab: range, how old the values are, the charts with the incident's marks and events, and what
/// was pinned of them.
class MetricsPanel final : public QWidget
{
    Q_OBJECT

public:
    MetricsPanel(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);

public Q_SLOTS:
    /// Keeps what the charts show now.
    void pinSnapshot();
    void toggleLastWeek();
    void addMetric();

Q_SIGNALS:
    /// The locked crosshair: what is logged now happened then.
    void eventTimeChanged(std::optional<matoi::domain::Time> at);
    void logRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void connectParts();
    void retranslate();
    void showSeries();
    void showRange();
    void showReference();
    void showMarks();
    void showSnapshots();
    void showBar();
    void showAge();
    void openMarks(domain::Time at);
    void openSnapshots();
    void openFlag(const QString& event);
    void pin(domain::MetricSnapshot snapshot);
    void remove(const itemmodels::ChartSeries& series);
    void tell(const domain::Result<void>& result);

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    itemmodels::IncidentMetrics* m_metrics;
    MetricsBar* m_bar;
    Hairline* m_barLine;
    ChartStack* m_stack;
    EmptyState* m_empty;
    QTimer* m_refresh;
    QString m_problem; ///< why the last thing that was tried here was not done
    std::vector<domain::Subscription> m_subscriptions;
    std::vector<domain::Subscription> m_pictures; ///< being kept; a snapshot follows each
};

} // namespace matoi::widgets
