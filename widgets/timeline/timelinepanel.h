#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::itemmodels {
class TimelineModel;
}

namespace matoi::widgets {

class Composer;
class ConflictArea;
class EmptyState;
class TextLabel;
class TimelineFilter;
class TimelineSide;
class TimelineView;

/// The Timeline tab: filters, the composer, everything that happened, and at the right its shape and what is
/// pinned for the analysis.
class TimelinePanel final : public QWidget
{
    Q_OBJECT

public:
    TimelinePanel(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);

public Q_SLOTS:
    void focusComposer();
    void focusFind();
    /// Selects that event, whatever is filtered now.
    void reveal(matoi::domain::Id<matoi::domain::TimelineEvent> id);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showEmpty();
    void showAge();
    void describeGap(domain::Time from, domain::Time to);

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    itemmodels::TimelineModel* m_model;
    TimelineFilter* m_filter;
    Composer* m_composer;
    TextLabel* m_age;
    ConflictArea* m_conflict;
    EmptyState* m_empty;
    TimelineView* m_view;
    TimelineSide* m_side;
    QWidget* m_sideLine;
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
