#include "widgets/overview/checklistrow.h"

#include "widgets/cockpit/people.h"
#include "widgets/common/avatar.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionButton>

namespace matoi::widgets {

using namespace domain;

ChecklistRow::ChecklistRow(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_line(new TaskLine(context, this))
    , m_assign(new CommandButton(context.theme, {}, Icon::None, this))
    , m_more(new CommandButton(context.theme, {}, Icon::Ellipsis, this))
    , m_why(new QLineEdit(this))
{
    m_more->setKind(CommandButton::Kind::Quiet);
    m_more->setSmall(true);
    m_more->setIconOnly(true);
    m_assign->setKind(CommandButton::Kind::Link);
    m_assign->setSmall(true);
    m_why->hide();
    m_why->installEventFilter(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, context.theme.px(8), 0);
    row->setSpacing(0);
    row->addWidget(m_line, 1);
    row->addWidget(m_why, 1);
    row->addWidget(m_assign);
    row->addWidget(m_more);
    connect(m_line, &QAbstractButton::clicked, this, &ChecklistRow::toggle);
    connect(m_assign, &QAbstractButton::clicked, this, &ChecklistRow::openPeople);
    connect(m_more, &QAbstractButton::clicked, this,
            [this] { openMenu(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(m_why, &QLineEdit::returnPressed, this, &ChecklistRow::answerWhy);
}

void ChecklistRow::setTask(const Record<Task>& task)
{
    m_task = task;
    m_line->setTask(task);
    m_assign->setText(tr("assign"));
    m_assign->setAccessibleName(tr("Assign “%1”").arg(QString::fromStdString(task.value.title)));
    m_assign->setVisible(task.value.state == TaskState::Open && task.value.assignee.empty() &&
                         m_why->isHidden());
    m_more->setText(tr("More for “%1”").arg(QString::fromStdString(task.value.title)));
}

void ChecklistRow::toggle()
{
    set(m_task.value.state == TaskState::Open ? TaskState::Done : TaskState::Open);
}

void ChecklistRow::openMenu(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_task.value.state == TaskState::Open) {
        connect(menu->addAction(tr("Done")), &QAction::triggered, this, [this] { set(TaskState::Done); });
        connect(menu->addAction(tr("Not needed…")), &QAction::triggered, this, &ChecklistRow::askWhy);
    } else {
        connect(menu->addAction(tr("Open again")), &QAction::triggered, this,
                [this] { set(TaskState::Open); });
    }
    menu->addSeparator();
    addPeople(*menu->addMenu(tr("Assign to")));
    menu->popup(at);
}

void ChecklistRow::openPeople()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addPeople(*menu);
    menu->popup(m_assign->mapToGlobal(QPoint(0, m_assign->height())));
}

/// Whoever is here, and those who work on the incident already.
void ChecklistRow::addPeople(QMenu& menu)
{
    const std::string me = m_context.changes.session().name;
    const std::string now = m_task.value.assignee;
    if (now != me)
        menu.addAction(tr("Me"), this, [this, me] { assign(me); });
    for (const std::string& name : peopleOf(m_context, m_task.value.incidentId))
        if (name != me && name != now)
            menu.addAction(QString::fromStdString(name), this, [this, name] { assign(name); });
    if (!now.empty())
        menu.addAction(tr("Nobody"), this, [this] { assign({}); });
}

void ChecklistRow::askWhy()
{
    m_why->setPlaceholderText(tr("Why is it not needed?"));
    m_why->setAccessibleName(tr("Why “%1” is not needed").arg(QString::fromStdString(m_task.value.title)));
    m_line->hide();
    m_assign->hide();
    m_more->hide();
    m_why->show();
    m_why->setFocus(Qt::OtherFocusReason);
}

void ChecklistRow::answerWhy()
{
    const QString reason = m_why->text().trimmed();
    if (reason.isEmpty())
        return;
    closeWhy();
    set(TaskState::NotNeeded, reason.toStdString());
}

void ChecklistRow::closeWhy()
{
    m_why->clear();
    m_why->hide();
    m_more->show();
    m_line->show();
    setTask(m_task);
    m_line->setFocus(Qt::OtherFocusReason);
}

void ChecklistRow::set(TaskState state, const std::string& reason)
{
    tell(m_context.incidents.setTask(m_task, state, reason));
}

void ChecklistRow::assign(const std::string& person)
{
    tell(m_context.incidents.assignTask(m_task, person));
}

void ChecklistRow::tell(const Result<void>& result)
{
    if (result)
        return;
    m_line->setTask(m_task); // the press has ticked the box already
    Q_EMIT failed(result.error());
}

void ChecklistRow::contextMenuEvent(QContextMenuEvent* event)
{
    openMenu(event->globalPos());
}

bool ChecklistRow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_why && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        closeWhy();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

TaskLine::TaskLine(const PanelContext& context, QWidget* parent)
    : PaintedButton(context.theme, parent)
    , m_context(context)
{
    setCheckable(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TaskLine::setTask(const Record<Task>& task)
{
    m_task = task;
    setChecked(task.value.state == TaskState::Done);
    QString spoken = QString::fromStdString(task.value.title);
    if (task.value.state == TaskState::NotNeeded)
        spoken = tr("%1, not needed: %2").arg(spoken, QString::fromStdString(task.value.reason));
    else if (task.value.state == TaskState::Done)
        spoken = tr("%1, done by %2").arg(spoken, QString::fromStdString(task.value.doneBy));
    else if (!task.value.assignee.empty())
        spoken = tr("%1, assigned to %2").arg(spoken, QString::fromStdString(task.value.assignee));
    describe(task.meta.unsent > 0 ? tr("%1, not sent yet").arg(spoken) : spoken);
    setToolTip(spoken);
    update();
}

QString TaskLine::right() const
{
    const Task& task = m_task.value;
    if (task.state == TaskState::Open)
        return initials(QString::fromStdString(task.assignee));
    const QString who = initials(QString::fromStdString(task.doneBy));
    return task.doneAt ? tr("%1 %2").arg(timeText(*task.doneAt, m_context.zone), who) : who;
}

QSize TaskLine::sizeHint() const
{
    return {theme().px(320), std::max(theme().px(28), theme().lineHeight(TextStyle::Body) + theme().px(6))};
}

QSize TaskLine::minimumSizeHint() const
{
    return {theme().px(180), sizeHint().height()};
}

void TaskLine::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& look = theme();
    if (underMouse())
        painter.fillRect(rect(), look.colour(Role::BgHover));
    const TaskState state = m_task.value.state;
    const bool open = state == TaskState::Open;

    QStyleOptionButton box;
    box.initFrom(this);
    const int side = style()->pixelMetric(QStyle::PM_IndicatorWidth, &box, this);
    box.rect = QRect(look.px(16), (height() - side) / 2, side, side);
    box.state.setFlag(QStyle::State_HasFocus, false);
    box.state |= state == TaskState::Done        ? QStyle::State_On
                 : state == TaskState::NotNeeded ? QStyle::State_NoChange
                                                 : QStyle::State_Off;
    style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, &painter, this);

    const QString end = right();
    painter.setFont(look.font(TextStyle::Meta));
    painter.setPen(look.colour(Role::TextTertiary));
    const auto endWidth = static_cast<int>(tabularWidth(painter.font(), end)) + 1;
    drawTabular(painter, QRect(width() - look.px(6) - endWidth, 0, endWidth, height()), end,
                Qt::AlignRight | Qt::AlignVCenter);
    int room = width() - look.px(6) - endWidth - look.px(10);
    if (m_task.meta.unsent > 0) {
        const int icon = look.iconSize(13);
        room -= icon + look.px(4);
        painter.drawPixmap(QPointF(room + look.px(6), (height() - icon) / 2.0),
                           look.pixmap(Icon::CloudOff, icon, Role::StateLocal, devicePixelRatioF()));
    }
    const int textAt = look.px(16) + side + look.px(10);
    QString text = QString::fromStdString(m_task.value.title);
    if (state == TaskState::NotNeeded)
        text = tr("%1 (not needed: %2)").arg(text, QString::fromStdString(m_task.value.reason));
    painter.setFont(look.font(TextStyle::Body));
    painter.setPen(look.colour(open ? Role::TextPrimary : Role::TextSecondary));
    painter.drawText(QRect(textAt, 0, room - textAt, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, room - textAt));
    if (hasFocus())
        paintFocusRing(painter, look, rect().adjusted(2, 0, 0, 0), 4);
}

} // namespace matoi::widgets
