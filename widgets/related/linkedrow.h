#pragma once

#include "widgets/common/accessible.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

class CommandButton;
class ElidedLabel;
class StatusDot;
class Tag;
class TextLabel;

/// One related item: what it is, where it is, how it stands; a button that opens it, the rest in a menu.
class LinkedRow final : public PaintedWidget
{
    Q_OBJECT

public:
    LinkedRow(const PanelContext& context, QWidget* parent);

    void setItem(const domain::Record<domain::RelatedItem>& item);
    QAccessible::Role accessibleRole() const override { return QAccessible::ListItem; }

Q_SIGNALS:
    void incidentRequested(matoi::domain::Id<matoi::domain::Incident> incident);
    /// By an effect that another reason keeps from being done.
    void failed(const matoi::domain::Error& error);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void open();
    void openMenu();
    bool canOpen() const;
    void showState();

    PanelContext m_context;
    domain::Record<domain::RelatedItem> m_item;
    TextLabel* m_icon;
    ElidedLabel* m_title;
    Tag* m_source;
    StatusDot* m_unsent;
    ElidedLabel* m_about;
    TextLabel* m_stateIcon;
    TextLabel* m_state;
    CommandButton* m_open;
    CommandButton* m_more;
};

} // namespace matoi::widgets
