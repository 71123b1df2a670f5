#include "widgets/cockpit/rolesstrip.h"

#include "models/domain/records.h"
#include "widgets/cockpit/cockpitdialogs.h"
#include "widgets/common/avatar.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using Holder = domain::IncidentRole;
using namespace domain;
using std::chrono::duration_cast;
using std::chrono::minutes;

namespace {

constexpr Holder roles[] = {Holder::Commander, Holder::Operations, Holder::Communications, Holder::Liaison,
                            Holder::Scribe};

} // namespace

RolesStrip::RolesStrip(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_grid(new QGridLayout(this))
{
    const Theme& theme = context.theme;
    m_grid->setContentsMargins(0, theme.px(8), 0, theme.px(8));
    m_grid->setHorizontalSpacing(0);
    m_grid->setVerticalSpacing(theme.px(8));
    for (const Holder role : roles)
        m_cells.push_back(makeCell(role));
    place();
    connect(&context.theme, &Theme::changed, this, &RolesStrip::place);
    connect(&context.ticker, &Ticker::tick, this, &RolesStrip::refresh);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return (record.kind == Kind::RoleAssignment || record.kind == Kind::Task) &&
                   record.parent == m_id.uuid();
        });
        if (ours)
            refresh();
    });
}

RolesStrip::Cell RolesStrip::makeCell(Holder role)
{
    Theme& theme = m_context.theme;
    auto* box = new QWidget(this);
    const Cell cell{box,
                    new Hairline(theme, Qt::Vertical, box),
                    new TextLabel(theme, TextStyle::Meta, widgets::Role::TextTertiary, {}, box),
                    new Avatar(theme, {}, box),
                    new QSpacerItem(0, 0),
                    new CommandButton(theme, {}, Icon::None, box),
                    new TextLabel(theme, TextStyle::Meta, widgets::Role::TextSecondary, {}, box)};
    auto* grid = new QGridLayout;
    grid->setContentsMargins(theme.px(16), 0, theme.px(8), 0);
    grid->setHorizontalSpacing(theme.px(8));
    grid->setVerticalSpacing(theme.px(1));
    grid->addWidget(cell.caption, 0, 0, 1, 2);
    grid->addWidget(cell.avatar, 1, 0, 2, 1, Qt::AlignVCenter);
    auto* name = new QHBoxLayout;
    name->addItem(cell.beforeName);
    name->addWidget(cell.name);
    name->addStretch(1);
    grid->addLayout(name, 1, 1);
    grid->addWidget(cell.about, 2, 1);
    grid->setColumnStretch(1, 1);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(cell.line);
    row->addLayout(grid, 1);
    cell.name->setKind(CommandButton::Kind::Quiet);
    cell.name->setSmall(true);
    connect(cell.name, &QAbstractButton::clicked, this, [this, role] {
        if (role == Holder::Commander)
            Q_EMIT commandRequested();
        else
            cockpit::openAssign(m_context, m_id, role, this);
    });
    return cell;
}

/// Five in a row where names have room, otherwise in rows of three or two.
void RolesStrip::place()
{
    const Theme& theme = m_context.theme;
    const int columns = width() >= theme.px(760) ? 5 : width() >= theme.px(480) ? 3 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const int at = static_cast<int>(i);
        m_grid->addWidget(m_cells[i].box, at / columns, at % columns);
        m_cells[i].line->setVisible(at % columns > 0);
    }
    for (int i = 0; i < 5; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
}

void RolesStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void RolesStrip::setIncident(Id<Incident> id)
{
    m_id = id;
    refresh();
}

void RolesStrip::showCell(Holder role, const Cell& cell) const
{
    const auto all = m_context.repositories.roleAssignments.of(m_id.uuid());
    const auto held =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.value.role == role; });
    const std::string person = held == all.end() ? std::string() : held->value.person;
    const QString name = QString::fromStdString(person);
    cell.caption->setText(texts::role(role));
    cell.avatar->setPersonName(name);
    cell.name->setIconName(person.empty() ? Icon::Hand : Icon::None);
    // The button's own padding, which its kind has, must not shift the name.
    const Theme& theme = m_context.theme;
    cell.beforeName->changeSize(-theme.px(person.empty() ? 3 : 9), 0, QSizePolicy::Fixed);
    cell.box->layout()->invalidate();
    // What waits is amber, what is to be pressed is blue.
    cell.name->setKind(person.empty() ? CommandButton::Kind::Link : CommandButton::Kind::Quiet);
    cell.name->setText(!person.empty()             ? name
                       : role == Holder::Commander ? tr("Take command")
                                                   : tr("Assign"));
    cell.name->setAccessibleName(person.empty() ? tr("%1: nobody. Assign").arg(texts::role(role))
                                                : tr("%1: %2. Change").arg(texts::role(role), name));
    if (person.empty()) {
        cell.about->setRole(widgets::Role::StateWait);
        cell.about->setText(tr("nobody"));
        return;
    }
    const auto heldRoles =
        std::count_if(all.begin(), all.end(), [&](const auto& one) { return one.value.person == person; });
    const auto tasks = m_context.repositories.tasks.of(m_id.uuid());
    const auto taskCount = std::count_if(tasks.begin(), tasks.end(), [&](const auto& task) {
        return task.value.assignee == person && task.value.state == TaskState::Open;
    });
    const auto since = duration_cast<minutes>(m_context.clock.now() - held->value.since);
    cell.about->setRole(widgets::Role::TextSecondary);
    cell.about->setText(
        heldRoles > 1 ? tr("holds %n role(s)", nullptr, static_cast<int>(heldRoles))
        : role == Holder::Commander
            ? tr("since %1, %2").arg(timeText(held->value.since, m_context.zone), minutesText(since))
            : tr("%n task(s)", nullptr, static_cast<int>(taskCount)));
}

void RolesStrip::refresh()
{
    for (std::size_t i = 0; i < m_cells.size(); ++i)
        showCell(roles[i], m_cells[i]);
}

void RolesStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
