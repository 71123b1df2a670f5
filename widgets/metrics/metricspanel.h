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
class SegmentedControl;
class TextLabel;

/// The Metrics tab: range, how old the values are, and the charts with the incident's marks and events.
class MetricsPanel final : public QWidget
{
    Q_OBJECT

public:
    MetricsPanel(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    /// The locked crosshair: what is logged now happened then.
    void eventTimeChanged(std::optional<matoi::domain::Time> at);
    void logRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showSeries();
    void showMarks();
    void showFlags();
    void showRange();
    void showAge();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    itemmodels::IncidentMetrics* m_metrics;
    SegmentedControl* m_range;
    TextLabel* m_age;
    ChartStack* m_stack;
    EmptyState* m_empty;
    QTimer* m_refresh;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
