#include "widgets/timeline/timelinefilter.h"

#include "widgets/common/chip.h"
#include "widgets/common/theme.h"
#include "widgets/timeline/leadingicon.h"
#include "widgets/timeline/timelinewords.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

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
    , m_order(new QComboBox(this))
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
    connect(m_group, &QButtonGroup::idClicked, &model,
            [&model](int id) { model.setFilter(static_cast<TimelineModel::Filter>(id)); });
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
}

void TimelineFilter::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void TimelineFilter::reset()
{
    m_find->clear();
    m_chips.front()->setChecked(true);
    m_model.setFilter(TimelineModel::Filter::All);
}

QSize TimelineFilter::minimumSizeHint() const
{
    // Chips give way: see resizeEvent.
    return {m_context.theme.px(480), QWidget::minimumSizeHint().height()};
}

void TimelineFilter::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // The kinds that are rarely looked for alone go first; their events stay reachable with "All" and find.
    const Theme& theme = m_context.theme;
    const int fixed = m_order->sizeHint().width() + theme.px(findWidth + 2 * 16 + 9 * 6);
    int wanted = fixed;
    for (const Chip* chip : m_chips)
        wanted += chip->sizeHint().width();
    for (const auto filter : {TimelineModel::Filter::Communications, TimelineModel::Filter::Actions,
                              TimelineModel::Filter::Pinned, TimelineModel::Filter::Automatic,
                              TimelineModel::Filter::Unsent, TimelineModel::Filter::Decisions}) {
        Chip* chip = m_chips[static_cast<std::size_t>(filter)];
        const bool hides = wanted > width() && !chip->isChecked();
        chip->setVisible(!hides);
        if (hides)
            wanted -= chip->sizeHint().width();
    }
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
