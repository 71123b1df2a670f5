#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QTimer;
QT_END_NAMESPACE

namespace matoi::itemmodels {
class IncidentMetrics;
}

namespace matoi::widgets {

class EmptyState;
class MiniChart;
class SectionHeader;

/// Up to four metrics of the incident, small. Asks for newer samples while it is seen.
class KeyMetricsPane final : public QWidget
{
    Q_OBJECT

public:
    KeyMetricsPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    void metricsRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void place();
    void follow();
    void retranslate();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    itemmodels::IncidentMetrics* m_metrics;
    SectionHeader* m_header;
    EmptyState* m_empty;
    QGridLayout* m_grid;
    QTimer* m_refresh;
    std::vector<MiniChart*> m_charts;
    int m_columns = 0;
};

} // namespace matoi::widgets
