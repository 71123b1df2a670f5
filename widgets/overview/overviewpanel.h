#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class ChecklistPane;
class EngagementPane;
class HairlineSplitter;
class KeyMetricsPane;
class LatestPane;
class SummaryPane;
class VerticalScroll;

/// The Overview tab: what it is, who has answered, how bad it is now, what happened last, what is to be done.
/// Two columns in a wide window; one, with the first paragraph of the summary over the engagement, in a
/// narrow.
class OverviewPanel final : public QWidget
{
    Q_OBJECT

public:
    OverviewPanel(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);
    bool isNarrow() const { return m_narrow; }

public Q_SLOTS:
    void editSummary();

Q_SIGNALS:
    void timelineRequested();
    void contactsRequested();
    void metricsRequested();
    void pageRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void place();

    PanelContext m_context;
    VerticalScroll* m_scroll;
    HairlineSplitter* m_top;
    HairlineSplitter* m_bottom;
    SummaryPane* m_summary;
    EngagementPane* m_engagement;
    KeyMetricsPane* m_metrics;
    LatestPane* m_latest;
    ChecklistPane* m_checklist;
    bool m_narrow = false;
};

} // namespace matoi::widgets
