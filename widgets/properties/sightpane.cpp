#include "widgets/properties/sightpane.h"

#include "widgets/common/avatar.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/noteblock.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/question.h"
#include "widgets/panel/texts.h"
#include "widgets/properties/propertiesforms.h"

#include <QtCore/QEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using rules::Seer;
using rules::SightReason;

SightPane::SightPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_turn(m_header->addAction({}, Icon::Lock))
    , m_state(new TextLabel(context.theme, TextStyle::Body, widgets::Role::TextPrimary, {}, this))
    , m_unsent(new NoteBlock(context.theme, NoteBlock::Tone::Local, this))
    , m_people(new QWidget(this))
    , m_grid(new QGridLayout)
    , m_admins(new TextLabel(context.theme, TextStyle::Body, widgets::Role::TextSecondary, {}, m_people))
    , m_add(new CommandButton(context.theme, {}, Icon::UserPlus, m_people))
    , m_problem(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::StateFail, {}, this))
{
    Theme& theme = context.theme;
    for (TextLabel* label : {m_state, m_admins, m_problem})
        label->setWordWrap(true);
    m_add->setSmall(true);
    m_grid->setContentsMargins(0, theme.px(4), 0, 0);
    m_grid->setHorizontalSpacing(theme.px(8));
    m_grid->setVerticalSpacing(theme.px(2));
    m_grid->setColumnMinimumWidth(0, theme.px(24));
    m_grid->setColumnStretch(2, 1);
    auto* people = new QVBoxLayout(m_people);
    people->setContentsMargins(0, 0, 0, 0);
    people->setSpacing(theme.px(6));
    people->addLayout(m_grid);
    people->addWidget(m_admins);
    auto* row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addStretch();
    people->addLayout(row);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(theme.px(16), theme.px(6), theme.px(8), theme.px(12));
    body->setSpacing(theme.px(6));
    for (QWidget* part : {static_cast<QWidget*>(m_state), static_cast<QWidget*>(m_unsent), m_people,
                          static_cast<QWidget*>(m_problem)})
        body->addWidget(part);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme.px(2), 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(body);
    connect(m_turn, &QAbstractButton::clicked, this, [this] {
        const auto incident = m_context.repositories.incidents.find(m_id);
        if (incident && incident->value.restricted)
            askToOpen();
        else if (incident)
            askToRestrict();
    });
    connect(m_add, &QAbstractButton::clicked, this, &SightPane::addPerson);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& one) {
            return one.id == m_id.uuid() || one.kind == Kind::Contact ||
                   (one.parent == m_id.uuid() &&
                    (one.kind == Kind::RoleAssignment || one.kind == Kind::Engagement));
        });
        if (ours)
            refresh();
    });
}

void SightPane::setIncident(Id<Incident> id)
{
    m_id = id;
    tell({});
    refresh();
}

/// Why this person cannot change it; empty: they can. The service has the last word.
QString SightPane::whyNot() const
{
    const Session session = m_context.changes.session();
    if (session.role == "viewer" || session.role == "responder")
        return tr("Changing who sees an incident needs the role commander.");
    if (session.role != "admin" && !session.role.empty() && !session.contactId)
        return tr("Your token is linked to no contact: you would not see the incident any more.");
    return {};
}

void SightPane::showState(const Record<Incident>& record)
{
    const Incident& incident = record.value;
    m_header->setTitle(tr("Who sees it"));
    m_header->setMeta(incident.restricted ? tr("Restricted") : QString());
    m_turn->setText(incident.restricted ? tr("Open to everybody…") : tr("Restrict…"));
    m_turn->setIconName(incident.restricted ? Icon::LockOpen : Icon::Lock);
    const QString whyNot = this->whyNot();
    m_turn->setEnabled(whyNot.isEmpty());
    m_turn->setToolTip(whyNot);
    m_turn->setAccessibleDescription(whyNot);
    m_state->setText(incident.restricted
                         ? tr("Only the people below see it. Other computers remove their copy the next time "
                              "they connect; one that stays offline keeps what it has.")
                         : tr("Everybody who has a token for this service."));
    // `seenBy` is the service's: it is empty until the service has heard of it.
    const bool unsent = record.meta.unsent > 0;
    const bool inForce = !incident.seenBy.empty();
    if (record.meta.rev == 0 && incident.restricted)
        m_unsent->setTexts(
            tr("Only on this computer"),
            tr("The service has not heard of it yet. It will be restricted from the first moment "
               "on."));
    else if (unsent && incident.restricted && !inForce)
        m_unsent->setTexts(tr("Not yet in force"),
                           tr("It was not sent yet: until then everybody sees the incident as before."));
    else if (unsent && !incident.restricted && inForce)
        m_unsent->setTexts(tr("Still restricted"), tr("That it is open to everybody was not sent yet."));
    else
        m_unsent->setTexts({}, {});
}

void SightPane::addLine()
{
    Theme& theme = m_context.theme;
    const Line line{new Avatar(theme, {}, m_people),
                    new TextLabel(theme, TextStyle::Medium, widgets::Role::TextPrimary, {}, m_people),
                    new TextLabel(theme, TextStyle::Body, widgets::Role::TextSecondary, {}, m_people),
                    new CommandButton(theme, {}, Icon::X, m_people),
                    {}};
    line.name->setTextFormat(Qt::PlainText);
    line.remove->setKind(CommandButton::Kind::Quiet);
    line.remove->setSmall(true);
    line.remove->setIconOnly(true);
    const int row = static_cast<int>(m_lines.size());
    m_grid->setRowMinimumHeight(row, theme.px(28));
    m_grid->addWidget(line.avatar, row, 0, Qt::AlignVCenter);
    m_grid->addWidget(line.name, row, 1, Qt::AlignVCenter);
    m_grid->addWidget(line.why, row, 2, Qt::AlignVCenter);
    m_grid->addWidget(line.remove, row, 3, Qt::AlignVCenter);
    connect(line.remove, &QAbstractButton::clicked, this, [this, at = m_lines.size()] { removePerson(at); });
    m_lines.push_back(line);
}

void SightPane::showLine(Line& line, const Seer& seer)
{
    const auto contact = m_context.repositories.contacts.find(seer.contact);
    const QString name =
        contact ? QString::fromStdString(contact->value.name) : tr("a contact that was removed");
    const bool own = m_context.changes.session().contactId == seer.contact;
    line.contact = seer.contact;
    line.avatar->setPersonName(name);
    line.name->setText(own ? tr("%1 (you)").arg(name) : name);
    switch (seer.reason) {
    case SightReason::Named: line.why->setText(tr("named")); break;
    case SightReason::Role: line.why->setText(tr("has a role")); break;
    case SightReason::Paged: line.why->setText(tr("paged, or next in line")); break;
    }
    // What comes from a role or a page is changed there; and nobody locks themselves out.
    const bool removable = seer.reason == SightReason::Named && !own && whyNot().isEmpty();
    line.remove->setText(tr("Remove %1").arg(name));
    line.remove->setToolTip(tr("Remove %1").arg(name));
    line.remove->setAccessibleName(tr("Remove %1").arg(name));
    line.avatar->show();
    line.name->show();
    line.why->show();
    line.remove->setVisible(removable);
}

void SightPane::showPeople(const Record<Incident>& record)
{
    m_people->setVisible(record.value.restricted);
    if (!record.value.restricted)
        return;
    const auto seers = rules::seersOf(record.value, m_context.repositories.roleAssignments.of(m_id.uuid()),
                                      m_context.repositories.engagements.of(m_id.uuid()));
    while (m_lines.size() < seers.size())
        addLine();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        Line& line = m_lines[i];
        if (i < seers.size()) {
            showLine(line, seers[i]);
            continue;
        }
        for (QWidget* part : {static_cast<QWidget*>(line.avatar), static_cast<QWidget*>(line.name),
                              static_cast<QWidget*>(line.why), static_cast<QWidget*>(line.remove)})
            part->hide();
        m_grid->setRowMinimumHeight(static_cast<int>(i), 0);
    }
    m_admins->setText(tr("Admins see it too; their tokens are not listed. Whoever is paged for it or gets a "
                         "role on it sees it from then on."));
    m_add->setText(tr("Add a person"));
    m_add->setEnabled(whyNot().isEmpty());
    m_add->setToolTip(whyNot());
}

void SightPane::refresh()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident)
        return;
    showState(*incident);
    showPeople(*incident);
}

void SightPane::askToRestrict()
{
    ask(this,
        {tr("Restrict"), tr("Restrict this incident?"),
         tr("Only people whom you name, those with a role and those paged see it, and admins. Other "
            "computers remove their copy the next time they connect; one that stays offline keeps what it "
            "has."),
         tr("Restrict")},
        [this] { tell(m_context.incidents.setRestricted(m_id, true)); });
}

void SightPane::askToOpen()
{
    ask(this,
        {tr("Open to everybody"), tr("Open this incident to everybody?"),
         tr("Everybody who has a token for this service sees all of it, also what was written while it was "
            "restricted."),
         tr("Open to everybody")},
        [this] { tell(m_context.incidents.setRestricted(m_id, false)); });
}

void SightPane::addPerson()
{
    properties::openAddPerson(m_context, m_id, this);
}

void SightPane::removePerson(std::size_t at)
{
    const auto contact = m_context.repositories.contacts.find(m_lines[at].contact);
    const QString name = contact ? QString::fromStdString(contact->value.name) : QString();
    ask(this,
        {tr("Remove"), tr("Remove %1?").arg(name),
         tr("They do not see the incident any more, unless they have a role on it or were paged for it."),
         tr("Remove")},
        [this, id = m_lines[at].contact] { tell(m_context.incidents.setNamed(m_id, id, false)); });
}

void SightPane::tell(const Result<void>& result)
{
    m_problem->setText(result ? QString() : texts::error(result.error()));
    m_problem->setVisible(!result);
}

void SightPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
