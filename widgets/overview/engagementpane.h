#pragma once

#include "widgets/overview/engagementwords.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class EmptyState;
class EngagementRow;
class SectionHeader;
class TextLabel;

/// Who was called and who has answered. Under the first that has not: what happens next by itself, and the
/// button that answers in somebody's name.
class EngagementPane final : public QWidget
{
    Q_OBJECT

public:
    EngagementPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    void contactsRequested();
    void pageRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void tick();
    void showConnection();
    void askToAcknowledge();
    const EngagementView* waiting() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    QString m_count; ///< "2 people"
    SectionHeader* m_header;
    EmptyState* m_empty;
    QVBoxLayout* m_rows;
    std::vector<EngagementRow*> m_lines;
    QWidget* m_foot;
    TextLabel* m_coming;
    CommandButton* m_page = nullptr; ///< with nobody paged
    CommandButton* m_acknowledge;
    TextLabel* m_reason;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
