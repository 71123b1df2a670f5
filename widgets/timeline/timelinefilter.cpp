#include "widgets/timeline/timelinefilter.h"

#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/theme.h"
#include "widgets/timeline/leadingicon.h"
#include "widgets/timeline/timelinewords.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>

namespace matoi::widgets {

using itemmodels::TimelineModel;

namespace {

constexpr int findWidth = 170;

} // namespace

TimelineFilter::TimelineFilter(const PanelContext& context, TimelineModel& model, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(model)
    , m_group(new QButtonGroup(this))
    , m_more(new CommandButton(context.theme, {}, Icon::ChevronDown, this))
    , m_order(new QComboBox(this))
    , m_output(new CommandButton(context.theme, {}, Icon::Ellipsis, this))
    , m_find(new QLineEdit(this))
{
    Theme& theme = context.theme;
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(16), theme.px(7), theme.px(16), theme.px(7));
    row->setSpacing(theme.px(6));
    for (int i = 0; i < TimelineModel::filterCount; ++i) {
        auto* chip = new Chip(theme, {}, filterIcon(static_cast<TimelineModel::Filter>(i)), this);
        m_group->addButton(chip, i);
        m_chips.push_back(chip);
        row->addWidget(chip);
    }
    m_more->setKind(CommandButton::Kind::Quiet);
    m_more->setSmall(true);
    row->addWidget(m_more);
    m_chips[static_cast<std::size_t>(TimelineModel::Filter::Decisions)]->setIconRole(Role::AccentText);
    m_chips[static_cast<std::size_t>(TimelineModel::Filter::Unsent)]->setIconRole(Role::StateLocal);
    m_chips.front()->setChecked(true);
    m_order->addItems({{}, {}});
    setLeadingIcon(*m_find, theme, Icon::Search);
    m_find->setClearButtonEnabled(true);
    m_find->setMinimumWidth(theme.px(findWidth));
    m_find->setMaximumWidth(theme.px(220));
    m_find->installEventFilter(this);
    row->addStretch(1);
    row->addWidget(m_order);
    row->addWidget(m_find, 1);
    m_output->setKind(CommandButton::Kind::Quiet);
    m_output->setSmall(true);
    m_output->setIconOnly(true);
    row->addWidget(m_output);
    connect(m_output, &QAbstractButton::clicked, this, &TimelineFilter::openOutput);
    connect(m_group, &QButtonGroup::idClicked, this,
            [this](int id) { choose(static_cast<TimelineModel::Filter>(id)); });
    connect(m_more, &QAbstractButton::clicked, this, &TimelineFilter::openMore);
    connect(m_order, &QComboBox::currentIndexChanged, &model,
            [&model](int index) { model.setNewestFirst(index == 0); });
    connect(m_find, &QLineEdit::textChanged, &model,
            [&model](const QString& text) { model.setWords(text.trimmed()); });
    connect(&model, &TimelineModel::eventsChanged, this, &TimelineFilter::showCounts);
    retranslate();
}

void TimelineFilter::retranslate()
{
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        m_chips[i]->setText(filterWord(static_cast<TimelineModel::Filter>(i)));
        m_chips[i]->setCount(-1); // its name is made anew with the count
    }
    m_more->setText(tr("More"));
    m_more->setAccessibleName(tr("More kinds"));
    m_output->setText(tr("Copy or export"));
    m_order->setItemText(0, tr("Newest first"));
    m_order->setItemText(1, tr("Oldest first"));
    m_order->setAccessibleName(tr("Order"));
    m_find->setPlaceholderText(tr("Find in timeline"));
    m_find->setAccessibleName(tr("Find in timeline"));
    showCounts();
}

void TimelineFilter::showCounts()
{
    for (std::size_t i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setCount(m_model.count(static_cast<TimelineModel::Filter>(i)));
    arrange();
}

void TimelineFilter::choose(TimelineModel::Filter filter)
{
    m_chips[static_cast<std::size_t>(filter)]->setChecked(true);
    m_model.setFilter(filter);
    arrange();
}

/// What is listed now.
void TimelineFilter::openOutput()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(m_context.theme.icon(Icon::Copy), tr("Copy what is listed as Markdown")),
            &QAction::triggered, this, &TimelineFilter::copyRequested);
    connect(menu->addAction(m_context.theme.icon(Icon::Download), tr("Export what is listed as CSV…")),
            &QAction::triggered, this, &TimelineFilter::exportRequested);
    menu->popup(m_output->mapToGlobal(QPoint(0, m_output->height())));
}

/// The kinds that have no chip at this width.
void TimelineFilter::openMore()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < TimelineModel::filterCount; ++i) {
        const auto filter = static_cast<TimelineModel::Filter>(i);
        if (!m_chips[static_cast<std::size_t>(i)]->isHidden())
            continue;
        QAction* action = menu->addAction(m_context.theme.icon(filterIcon(filter)),
                                          tr("%1 (%2)").arg(filterWord(filter)).arg(m_model.count(filter)));
        connect(action, &QAction::triggered, this, [this, filter] { choose(filter); });
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void TimelineFilter::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void TimelineFilter::reset()
{
    m_find->clear();
    choose(TimelineModel::Filter::All);
}

QSize TimelineFilter::minimumSizeHint() const
{
    // Chips give way: see resizeEvent.
    return {m_context.theme.px(480), QWidget::minimumSizeHint().height()};
}

void TimelineFilter::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void TimelineFilter::arrange()
{
    // The kinds that are rarely looked for alone go into the menu first, the one that is chosen never.
    const Theme& theme = m_context.theme;
    const int spacing = theme.px(6);
    int wanted = m_order->sizeHint().width() + m_output->sizeHint().width() + theme.px(findWidth + 2 * 16) +
                 4 * spacing;
    for (const Chip* chip : m_chips)
        wanted += chip->sizeHint().width() + spacing;
    bool more = false;
    for (const auto filter : {TimelineModel::Filter::Communications, TimelineModel::Filter::Actions,
                              TimelineModel::Filter::Pinned, TimelineModel::Filter::Automatic,
                              TimelineModel::Filter::Unsent, TimelineModel::Filter::Decisions}) {
        Chip* chip = m_chips[static_cast<std::size_t>(filter)];
        const bool hides = wanted > width() && !chip->isChecked();
        chip->setVisible(!hides);
        if (!hides)
            continue;
        wanted -= chip->sizeHint().width() + spacing;
        wanted += more ? 0 : m_more->sizeHint().width() + spacing;
        more = true;
    }
    m_more->setVisible(more);
    // At once: Tab goes by where things stand.
    layout()->activate();
}

bool TimelineFilter::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_find && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            m_find->clear();
            Q_EMIT left();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void TimelineFilter::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
