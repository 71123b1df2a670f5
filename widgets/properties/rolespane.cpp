#include "widgets/properties/rolespane.h"

#include "widgets/cockpit/cockpitdialogs.h"
#include "widgets/common/avatar.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/commandacts.h"
#include "widgets/panel/texts.h"

#include <QtCore/QEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using Holder = domain::IncidentRole;

RolesPane::RolesPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_grid(new QGridLayout)
{
    Theme& theme = context.theme;
    m_grid->setContentsMargins(theme.px(16), theme.px(4), theme.px(8), theme.px(8));
    m_grid->setHorizontalSpacing(theme.px(8));
    m_grid->setVerticalSpacing(theme.px(2));
    m_grid->setColumnMinimumWidth(0, theme.px(136));
    m_grid->setColumnMinimumWidth(1, theme.px(24));
    m_grid->setColumnStretch(2, 1);
    for (const Holder role :
         {Holder::Commander, Holder::Operations, Holder::Communications, Holder::Liaison, Holder::Scribe})
        addLine(role);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme.px(2), 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(m_grid);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& one) {
            return one.parent == m_id.uuid() &&
                   (one.kind == Kind::RoleAssignment || one.kind == Kind::Handover);
        });
        if (ours)
            refresh();
    });
}

void RolesPane::addLine(Holder role)
{
    Theme& theme = m_context.theme;
    const Line line{role,
                    new TextLabel(theme, TextStyle::Body, widgets::Role::TextSecondary, {}, this),
                    new Avatar(theme, {}, this),
                    new TextLabel(theme, TextStyle::Body, widgets::Role::StateWait, {}, this),
                    new TextLabel(theme, TextStyle::Medium, widgets::Role::TextPrimary, {}, this),
                    new TextLabel(theme, TextStyle::Body, widgets::Role::TextSecondary, {}, this),
                    new CommandButton(theme, {}, Icon::None, this)};
    line.person->setTextFormat(Qt::PlainText);
    line.icon->setPixmap(
        theme.pixmap(Icon::Hand, theme.iconSize(16), widgets::Role::StateWait, devicePixelRatioF()));
    line.act->setKind(CommandButton::Kind::Link);
    line.act->setSmall(true);
    const int row = m_grid->rowCount();
    m_grid->setRowMinimumHeight(row, theme.px(30));
    m_grid->addWidget(line.caption, row, 0, Qt::AlignVCenter);
    m_grid->addWidget(line.avatar, row, 1, Qt::AlignVCenter);
    m_grid->addWidget(line.icon, row, 1, Qt::AlignCenter);
    m_grid->addWidget(line.person, row, 2, Qt::AlignVCenter);
    m_grid->addWidget(line.since, row, 3, Qt::AlignVCenter | Qt::AlignRight);
    m_grid->addWidget(line.act, row, 4, Qt::AlignVCenter | Qt::AlignRight);
    m_lines.push_back(line);
    connect(line.act, &QAbstractButton::clicked, this, [this, role] {
        if (role == Holder::Commander)
            Q_EMIT commandRequested();
        else
            cockpit::openAssign(m_context, m_id, role, this);
    });
}

void RolesPane::setIncident(Id<Incident> id)
{
    m_id = id;
    refresh();
}

void RolesPane::showLine(const Line& line) const
{
    const auto held = m_context.repositories.roleAssignments.find(roleAssignmentIdOf(m_id, line.role));
    const bool nobody = !held || held->value.person.empty();
    const QString name = nobody ? QString() : QString::fromStdString(held->value.person);
    line.caption->setText(texts::role(line.role));
    line.avatar->setVisible(!nobody);
    line.avatar->setPersonName(name);
    line.icon->setVisible(nobody);
    line.person->setRole(nobody ? widgets::Role::StateWait : widgets::Role::TextPrimary);
    line.person->setText(nobody ? tr("nobody yet") : name);
    line.since->setText(
        nobody ? QString()
               : tr("since %1").arg(dateTimeText(held->value.since, m_context.clock.now(), m_context.zone)));
    line.since->setToolTip(nobody || held->value.reason.empty()
                               ? QString()
                               : tr("Reason: %1").arg(QString::fromStdString(held->value.reason)));
    QString act = nobody ? tr("Assign") : tr("Change");
    if (line.role == Holder::Commander) {
        switch (nextCommandStep(m_context, m_id)) {
        case CommandStep::Take: act = tr("Take command"); break;
        case CommandStep::HandOver: act = tr("Hand over"); break;
        case CommandStep::Accept: act = tr("Accept"); break;
        case CommandStep::TakeOver: act = tr("Take over"); break;
        }
    }
    line.act->setText(act);
    line.act->setAccessibleName(tr("%1: %2").arg(texts::role(line.role), act));
}

void RolesPane::refresh()
{
    m_header->setTitle(tr("Roles"));
    m_header->setMeta(tr("a change is on the timeline"));
    if (m_id.isNil())
        return;
    for (const Line& line : m_lines)
        showLine(line);
}

void RolesPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
