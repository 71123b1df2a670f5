#include "widgets/cockpit/taskspane.h"

#include "models/commands/cockpitcommands.h"
#include "widgets/cockpit/noterow.h"
#include "widgets/cockpit/people.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/briefingtext.h"

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
    , m_done(new TextLabel(with.theme, TextStyle::Body, widgets::Role::TextTertiary, {}, this))
{
    adder().setIconName(Icon::Plus);
    adder().setKey(Qt::Key_T);
    m_done->setWordWrap(true);
    m_done->setContentsMargins(with.theme.px(16), with.theme.px(10), with.theme.px(16), with.theme.px(10));
    rows().addWidget(m_done);
    refresh();
}

bool TasksPane::concerns(Kind kind) const
{
    return kind == Kind::Task;
}

TasksPane::Row TasksPane::makeRow()
{
    auto* widget = new NoteRow(context(), this);
    const Row row{widget, widget->addAction({}), widget->addAction({}), widget->addAction({}),
                  widget->addAction({})};
    const std::size_t at = m_lines.size();
    rows().insertWidget(static_cast<int>(at), widget);
    connect(row.done, &QAbstractButton::clicked, this, [this, at] { finish(at, TaskState::Done, {}); });
    connect(row.drop, &QAbstractButton::clicked, this, [this, at] {
        finish(at, TaskState::NotNeeded, tr("dropped when its time was over").toStdString());
    });
    connect(row.more, &QAbstractButton::clicked, this, [this, at] {
        if (at >= m_tasks.size())
            return;
        const Record<Task> task = m_tasks[at];
        static_cast<void>(
            CockpitCommands(context().repositories, context().changes, context().clock, context().history)
                .moreTime(task, moreTime));
    });
    connect(row.give, &QAbstractButton::clicked, this, [this, at] { openPeople(at); });
    return row;
}

void TasksPane::finish(std::size_t at, TaskState state, const std::string& reason)
{
    if (at >= m_tasks.size())
        return;
    const Record<Task> task = m_tasks[at]; // the list is read anew while it is changed
    static_cast<void>(context().incidents.setTask(task, state, reason));
}

void TasksPane::openPeople(std::size_t at)
{
    if (at >= m_tasks.size())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const std::string& name : peopleOf(context(), incident()))
        if (name != m_tasks[at].value.assignee)
            menu->addAction(text(name), this, [this, task = m_tasks[at], name] {
                static_cast<void>(CockpitCommands(context().repositories, context().changes, context().clock,
                                                  context().history)
                                      .passOn(task, name));
            });
    menu->popup(m_lines[at].give->mapToGlobal(QPoint(0, m_lines[at].give->height())));
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
    QStringList lines;
    for (std::size_t i = 0; i < std::min(shownDone, done.size()); ++i) {
        const Task& task = done[i];
        const QString when = task.doneAt ? timeText(*task.doneAt, context().zone) : QString();
        lines << (task.state == TaskState::Done
                      ? tr("%1  %2, done by %3").arg(when, text(task.title), text(task.doneBy))
                      : tr("%1  %2, dropped").arg(when, text(task.title)));
    }
    m_done->setText(lines.join(QLatin1Char('\n')));
    m_done->setVisible(!lines.isEmpty());
}

void TasksPane::refresh()
{
    header().setTitle(tr("Tasks with a time box"));
    adder().setText(tr("Give"));
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
    while (m_lines.size() < m_tasks.size())
        m_lines.push_back(makeRow());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].widget->setVisible(i < m_tasks.size());
        if (i < m_tasks.size())
            showTask(m_lines[i], m_tasks[i].value);
    }
    showDone(done);
}

void TasksPane::tick()
{
    for (std::size_t i = 0; i < m_tasks.size(); ++i)
        showTask(m_lines[i], m_tasks[i].value);
}

} // namespace matoi::widgets
