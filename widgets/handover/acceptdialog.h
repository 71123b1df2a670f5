#pragma once

#include "models/domain/records.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLayout;
class QLineEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TabularLabel;
class TextLabel;
class VerticalScroll;

/// The successor's side of a handover: the briefing in parts, each to be ticked as read, and the first step
/// to be said back. Accepting is an effect: it needs the connection. When the offer ends meanwhile the dialog
/// stays and says so.
class AcceptDialog final : public QDialog
{
    Q_OBJECT

public:
    AcceptDialog(const PanelContext& context, domain::Id<domain::Handover> handover,
                 QWidget* parent = nullptr);

    domain::Id<domain::Handover> handover() const { return m_id; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLayout* head(const domain::Handover& handover);
    QLayout* briefing(const domain::Handover& handover);
    bool wasInSight(const QWidget& words);
    QLayout* answer(const domain::Handover& handover);
    QLayout* side(const domain::Handover& handover);
    QLayout* footer();
    QString load(const domain::Handover& handover) const;
    QString since(const domain::Handover& handover) const;
    void refresh();
    void showTime();
    void take();
    void refuse();
    void ask();
    void sending();
    QString sendProblem(const QString& from) const;

    PanelContext m_context;
    domain::Id<domain::Handover> m_id;
    VerticalScroll* m_scroll;
    int m_seenTo = 0; ///< how far down the briefing has been in sight
    TextLabel* m_leftCaption;
    TabularLabel* m_left;
    std::vector<QCheckBox*> m_parts;
    QLineEdit* m_sayBack;
    QLineEdit* m_reason;
    TextLabel* m_note;
    CommandButton* m_decline;
    CommandButton* m_ask;
    CommandButton* m_accept;
    QWidget* m_headEnd = nullptr;
    bool m_sent = false;
    std::int64_t m_before = 0; ///< the newest line of the outbox before the answer
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
