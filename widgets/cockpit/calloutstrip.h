#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class CommandButton;
class SpanBoxes;
class TabularLabel;
class TextLabel;

/// Over the cockpit: the ten minutes to the next call-out, the last one, and how many people one commander
/// leads.
class CallOutStrip final : public QWidget
{
    Q_OBJECT

public:
    CallOutStrip(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    void callOutRequested();

public:
    /// It lays itself out anew for any width: it must never hold a window wide.
    QSize minimumSizeHint() const override { return {0, QWidget::minimumSizeHint().height()}; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void tick();
    QString lastText() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    TextLabel* m_icon;
    TextLabel* m_title;
    SpanBoxes* m_boxes;
    TextLabel* m_last;
    TabularLabel* m_left;
    TextLabel* m_spanCaption;
    TextLabel* m_span;
    CommandButton* m_start;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
