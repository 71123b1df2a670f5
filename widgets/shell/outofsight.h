#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class TextLabel;

/// In the place of an incident that this person may not see any more: that it is so, since when, and what
/// they had typed and not sent, to be copied or let go of. Nothing else of the incident is here.
class OutOfSight final : public QWidget
{
    Q_OBJECT

public:
    OutOfSight(const PanelContext& context, QWidget* parent);

    void show(domain::Time since);
    void hide() { setVisible(false); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void addText(const domain::OutboxItem& item);

    PanelContext m_context;
    domain::Time m_since{};
    TextLabel* m_title;
    TextLabel* m_why;
    TextLabel* m_kept;
    QVBoxLayout* m_texts;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
