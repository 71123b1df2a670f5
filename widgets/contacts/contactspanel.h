#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class EmptyState;
class EngagementBlock;
class SectionHeader;

/// The Contacts tab: every engagement with its lanes, running ones first, and the people with their channels.
class ContactsPanel final : public QWidget
{
    Q_OBJECT

public:
    ContactsPanel(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    void pageRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showPeople();
    QWidget* card(const domain::Record<domain::Contact>& contact);

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    QVBoxLayout* m_blocks;
    EmptyState* m_empty;
    SectionHeader* m_peopleHeader;
    CommandButton* m_page;
    QWidget* m_people;
    std::vector<EngagementBlock*> m_shown;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
