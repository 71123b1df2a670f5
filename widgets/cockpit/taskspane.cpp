#include "widgets/cockpit/taskspane.h"

#include "models/commands/cockpitcommands.h"
#include "widgets/cockpit/cockpitdialogs.h"
#include "widgets/cockpit/noterow.h"
#include "widgets/cockpit/people.h"
#include "widgets/common/avatar.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/briefingtext.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using commands::CockpitCommands;
using std::chrono::duration_cast;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr minutes moreTime{5};
constexpr std::size_t shownDone = 5;

QString text(const std::string& value)
{
    return QString::fromStdString(value).simplified();
}

} // namespace

TasksPane::TasksPane(const PanelContext& with, QWidget* parent)
    : CockpitPane(with, parent)
    , m_doneHeader(new SectionHeader(with.theme, {}, this))
    , m_doneRows(new QVBoxLayout)
    , m_scriptCaption(new TextLabel(with.theme, TextStyle::Meta, widgets::Role::TextTertiary, {}, this))
    , m_script(new TextLabel(with.theme, TextStyle::Body, widgets::Role::TextPrimary, {}, this))
{
    adder().setIconName(Icon::Plus);
    adder().setKey(Qt::Key_T);
    m_doneRows->setSpacing(0);
    rows().addWidget(m_doneHeader);
    rows().addLayout(m_doneRows);
    setFoot(makeFoot());
    refresh();
}

bool TasksPane::concerns(Kind kind) const
{
    return kind == Kind::Task || kind == Kind::Incident || kind == Kind::Engagement ||
           kind == Kind::RoleAssignment;
}

/// What the commander says next, always in sight.
QWidget* TasksPane::makeFoot()
{
    const Theme& theme = context().theme;
    auto* foot = new QWidget(this);
    m_script->setWordWrap(true);
    m_script->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(10));
    words->setSpacing(theme.px(2));
    words->addWidget(m_scriptCaption);
    words->addWidget(m_script);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Hairline(context().theme, Qt::Horizontal, foot));
    column->addLayout(words);
    return foot;
}

void TasksPane::showScript()
{
    m_scriptAt = context().clock.now();
    m_scriptCaption->setText(tr("To read out at the call-out"));
    const QString script = incident().isNil() ? QString() : cockpit::callOutScript(context(), incident());
    m_script->setText(script.isEmpty() ? QString() : tr("“%1”").arg(script));
}

TasksPane::DoneRow TasksPane::makeDoneRow()
{
    Theme& theme = context().theme;
    auto* box = new QWidget(this);
    const DoneRow row{box, new TextLabel(theme, TextStyle::Body, widgets::Role::StateOk, {}, box),
                      new ElidedLabel(theme, TextStyle::Body, widgets::Role::TextSecondary, {}, box),
                      new TabularLabel(theme, TextStyle::Meta, widgets::Role::TextTertiary, box)};
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(theme.px(16), theme.px(3), theme.px(16), theme.px(3));
    line->setSpacing(theme.px(8));
    line->addWidget(row.icon);
    line->addWidget(row.title, 1);
    line->addWidget(row.when);
    m_doneRows->addWidget(box);
    return row;
}

/// A row is one task's as long as that is open: what is pressed is what was read, whatever comes in between.
TasksPane::Row TasksPane::makeRow(Id<Task> id)
{
    auto* widget = new NoteRow(context(), this);
    const Row row{id,
                  widget,
                  widget->addAction({}),
                  widget->addAction({}),
                  widget->addAction({}),
                  widget->addAction({})};
    connect(row.done, &QAbstractButton::clicked, this, [this, id] { finish(id, TaskState::Done, {}); });
    connect(row.drop, &QAbstractButton::clicked, this, [this, id] {
        finish(id, TaskState::NotNeeded, tr("dropped when its time was over").toStdString());
    });
    connect(row.more, &QAbstractButton::clicked, this, [this, id] {
        if (const auto task = find(id))
            static_cast<void>(
                CockpitCommands(context().repositories, context().changes, context().clock, context().history)
                    .moreTime(*task, moreTime));
    });
    connect(row.give, &QAbstractButton::clicked, this, [this, id, give = row.give] { openPeople(id, give); });
    return row;
}

const TasksPane::Row& TasksPane::rowOf(Id<Task> id)
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [&](const Row& row) { return row.id == id; });
    return found != m_lines.end() ? *found : m_lines.emplace_back(makeRow(id));
}

std::optional<Record<Task>> TasksPane::find(Id<Task> id) const
{
    const auto found =
        std::find_if(m_tasks.begin(), m_tasks.end(), [&](const Record<Task>& task) { return task.id == id; });
    return found != m_tasks.end() ? std::optional(*found) : std::nullopt;
}

void TasksPane::finish(Id<Task> id, TaskState state, const std::string& reason)
{
    if (const auto task = find(id))
        static_cast<void>(context().incidents.setTask(*task, state, reason));
}

void TasksPane::openPeople(Id<Task> id, const QWidget* under)
{
    const auto task = find(id);
    if (!task)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const std::string& name : peopleOf(context(), incident()))
        if (name != task->value.assignee)
            menu->addAction(text(name), this, [this, task = *task, name] {
                static_cast<void>(CockpitCommands(context().repositories, context().changes, context().clock,
                                                  context().history)
                                      .passOn(task, name));
            });
    menu->popup(under->mapToGlobal(QPoint(0, under->height())));
}

void TasksPane::showTask(const Row& row, const Task& task) const
{
    const Time now = context().clock.now();
    const Time end = task.boxEndsAt().value_or(now);
    const Time begin = task.boxStartedAt.value_or(now);
    const auto left = duration_cast<seconds>(end - now);
    const bool over = left < seconds(0);
    row.widget->setPerson(text(task.assignee));
    row.widget->setTitle(text(task.title));
    const QString box =
        tr("%1 from %2")
            .arg(minutesText(minutes(task.boxMinutes.value_or(0))), timeText(begin, context().zone));
    row.widget->setMeta(task.assignee.empty() ? box : tr("%1, %2").arg(text(task.assignee), box), {});
    row.widget->setClock(over ? tr("%1 over").arg(countdownText(-left)) : countdownText(left));
    row.widget->setBar(std::chrono::duration<double>(now - begin) /
                       std::chrono::duration<double>(end - begin));
    row.widget->setWaiting(over);
    row.done->setText(tr("Done"));
    row.more->setText(tr("%1 more").arg(minutesText(moreTime)));
    row.give->setText(tr("Give to…"));
    row.drop->setText(tr("Drop"));
    for (CommandButton* button : {row.more, row.give, row.drop})
        button->setVisible(over);
}

void TasksPane::showDone(const std::vector<Task>& done)
{
    const std::size_t count = std::min(shownDone, done.size());
    m_doneHeader->setTitle(tr("Done"));
    m_doneHeader->setVisible(count > 0);
    m_doneHeader->setMeta(count < done.size() ? tr("the last %1 of %2").arg(count).arg(done.size())
                                              : QString());
    while (m_done.size() < count)
        m_done.push_back(makeDoneRow());
    const Theme& theme = context().theme;
    for (std::size_t i = 0; i < m_done.size(); ++i) {
        m_done[i].box->setVisible(i < count);
        if (i >= count)
            continue;
        const Task& task = done[i];
        const bool finished = task.state == TaskState::Done;
        const QString when = task.doneAt ? timeText(*task.doneAt, context().zone) : QString();
        m_done[i].icon->setPixmap(theme.pixmap(
            finished ? Icon::Check : Icon::Minus, theme.iconSize(14),
            finished ? widgets::Role::StateOk : widgets::Role::TextTertiary, devicePixelRatioF()));
        m_done[i].icon->setAccessibleName(finished ? tr("done") : tr("dropped"));
        m_done[i].title->setText(finished ? text(task.title) : tr("%1, dropped").arg(text(task.title)));
        m_done[i].when->setText(QStringLiteral("%1 %2").arg(initials(text(task.doneBy)), when).trimmed());
        m_done[i].when->setAccessibleName(tr("%1 by %2").arg(when, text(task.doneBy)));
    }
}

void TasksPane::refresh()
{
    header().setTitle(tr("Tasks with a time box"));
    adder().setText(tr("Give"));
    showScript();
    m_tasks.clear();
    std::vector<Task> done;
    if (!incident().isNil())
        for (const auto& task : context().repositories.tasks.of(incident().uuid())) {
            if (!task.value.boxMinutes)
                continue;
            if (task.value.state == TaskState::Open)
                m_tasks.push_back(task);
            else
                done.push_back(task.value);
        }
    std::stable_sort(m_tasks.begin(), m_tasks.end(),
                     [](const auto& a, const auto& b) { return a.value.boxEndsAt() < b.value.boxEndsAt(); });
    std::stable_sort(done.begin(), done.end(),
                     [](const Task& a, const Task& b) { return a.doneAt > b.doneAt; });
    header().setMeta(m_tasks.empty() ? QString() : tr("%1 open").arg(m_tasks.size()));
    showEmpty(m_tasks.empty() && done.empty(),
              tr("No task is given. Example: are other services slow, Sofia, 10 minutes."));
    std::erase_if(m_lines, [this](const Row& row) {
        const bool gone = !find(row.id);
        if (gone) {
            row.widget->hide(); // it may hold the button whose press brought us here
            row.widget->deleteLater();
        }
        return gone;
    });
    int at = 0;
    for (const Record<Task>& task : m_tasks) {
        const Row& row = rowOf(task.id);
        if (rows().indexOf(row.widget) != at)
            rows().insertWidget(at, row.widget);
        row.widget->show();
        showTask(row, task.value);
        ++at;
    }
    showDone(done);
}

void TasksPane::tick()
{
    for (const Record<Task>& task : m_tasks)
        showTask(rowOf(task.id), task.value);
    if (context().clock.now() - m_scriptAt >= seconds(15))
        showScript();
}

} // namespace matoi::widgets
