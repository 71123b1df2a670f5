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
class CallList;
class ContactCard;
class EngagementBlock;
class NoteBlock;
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
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showPeople();
    void placeCards();
    void showOffline();
    std::vector<domain::Id<domain::Contact>> whomToCall() const;
    std::vector<domain::Id<domain::Contact>> people() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    QVBoxLayout* m_blocks;
    EmptyState* m_empty;
    SectionHeader* m_peopleHeader;
    CommandButton* m_page;
    QWidget* m_people;
    QGridLayout* m_grid;
    std::vector<ContactCard*> m_cards;
    int m_columns = 0;
    NoteBlock* m_offline;
    CallList* m_numbers;
    std::vector<EngagementBlock*> m_shown;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
