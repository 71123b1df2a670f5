#pragma once

#include "models/domain/records.h"
#include "widgets/common/accessible.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

/// One event in one line: time, icon, what happened, who wrote it. Pressing it is the way to the timeline.
class EventLine final : public PaintedButton
{
    Q_OBJECT

public:
    EventLine(const PanelContext& context, QWidget* parent);

    void setEvent(const domain::Record<domain::TimelineEvent>& event);

    QAccessible::Role accessibleRole() const override { return QAccessible::ListItem; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString author() const;
    Role iconColour() const;

    PanelContext m_context;
    domain::Record<domain::TimelineEvent> m_event;
    QString m_sentence;
};

} // namespace matoi::widgets
