#pragma once

#include "models/domain/rules/sight.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class Avatar;
class CommandButton;
class NoteBlock;
class SectionHeader;
class TextLabel;

/// Who sees the incident: everybody, or, when it is restricted, these people, each with what for. Says what
/// restricting does to other computers before it is done, and whether it is in force yet.
class SightPane final : public QWidget
{
    Q_OBJECT

public:
    SightPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Line
    {
        Avatar* avatar;
        TextLabel* name;
        TextLabel* why;
        CommandButton* remove;
        domain::Id<domain::Contact> contact;
    };
    void refresh();
    void showState(const domain::Record<domain::Incident>& incident);
    void showPeople(const domain::Record<domain::Incident>& incident);
    void showLine(Line& line, const domain::rules::Seer& seer);
    void addLine();
    void askToRestrict();
    void askToOpen();
    void addPerson();
    void removePerson(std::size_t line);
    void tell(const domain::Result<void>& result);
    QString whyNot() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    SectionHeader* m_header;
    CommandButton* m_turn;
    TextLabel* m_state;
    NoteBlock* m_unsent;
    QWidget* m_people;
    QGridLayout* m_grid;
    std::vector<Line> m_lines;
    TextLabel* m_admins;
    CommandButton* m_add;
    TextLabel* m_problem;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
