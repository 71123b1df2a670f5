#pragma once

#include "models/domain/ports/similar.h"
#include "widgets/common/accessible.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

class CommandButton;
class ElidedLabel;
class ImpactBadge;
class TextLabel;

/// A past incident that is like this one: why, and what fixed it.
class SimilarRow final : public PaintedWidget
{
    Q_OBJECT

public:
    SimilarRow(const PanelContext& context, QWidget* parent);

    void setIncident(const domain::SimilarIncident& similar);
    QAccessible::Role accessibleRole() const override { return QAccessible::ListItem; }

Q_SIGNALS:
    void openRequested();
    void linkRequested();
    void refused();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PanelContext m_context;
    ImpactBadge* m_badge;
    ElidedLabel* m_title;
    TextLabel* m_when;
    TextLabel* m_why;
    TextLabel* m_fixed;
    CommandButton* m_open;
    CommandButton* m_link;
    CommandButton* m_not;
};

} // namespace matoi::widgets
