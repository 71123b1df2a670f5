#include "widgets/metrics/metricsbar.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/textlabel.h"

#include <QtCore/QEvent>
#include <QtGui/QActionGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>

namespace matoi::widgets {

namespace {

using std::chrono::minutes;

constexpr std::array resolutions{minutes(0), minutes(1), minutes(5), minutes(15), minutes(60)};

QString resolutionText(domain::Duration resolution)
{
    const auto length = std::chrono::duration_cast<minutes>(resolution);
    if (length == minutes(0))
        return MetricsBar::tr("As measured");
    return length < minutes(60) ? MetricsBar::tr("%1 min mean").arg(length.count())
                                : MetricsBar::tr("1 h mean");
}

} // namespace

MetricsBar::MetricsBar(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_range(new SegmentedControl(theme, this))
    , m_means(new CommandButton(theme, {}, Icon::Clock, this))
    , m_lastWeek(new CommandButton(theme, {}, Icon::History, this))
    , m_age(new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_snapshots(new CommandButton(theme, {}, Icon::Image, this))
    , m_pin(new CommandButton(theme, {}, Icon::Pin, this))
    , m_add(new CommandButton(theme, {}, Icon::Plus, this))
{
    for (int i = 0; i < 4; ++i)
        m_range->add({});
    m_range->setCurrent(static_cast<int>(Range::Incident));
    m_lastWeek->setCheckable(true);
    m_lastWeek->setKey(Qt::Key_W);
    m_pin->setKey(Qt::Key_S);
    for (CommandButton* button : {m_means, m_lastWeek, m_snapshots, m_pin, m_add})
        button->setSmall(true);
    // Words that do not fit must not push the buttons out of the window.
    m_age->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_age->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8));
    row->setSpacing(theme.px(8));
    row->addWidget(m_range);
    row->addWidget(m_means);
    row->addWidget(m_lastWeek);
    row->addWidget(m_age, 1);
    row->addWidget(m_snapshots);
    row->addWidget(m_pin);
    row->addWidget(m_add);
    connect(m_range, &SegmentedControl::currentChanged, this, &MetricsBar::rangeChanged);
    connect(m_means, &QAbstractButton::clicked, this, &MetricsBar::openResolutions);
    connect(m_lastWeek, &QAbstractButton::toggled, this, &MetricsBar::lastWeekToggled);
    connect(m_snapshots, &QAbstractButton::clicked, this, &MetricsBar::snapshotsRequested);
    connect(m_pin, &QAbstractButton::clicked, this, &MetricsBar::pinRequested);
    connect(m_add, &QAbstractButton::clicked, this, &MetricsBar::addRequested);
    connect(&theme, &Theme::changed, this, &MetricsBar::fit);
    setSnapshots(0);
    setCharts(false);
    retranslate();
}

void MetricsBar::retranslate()
{
    m_range->setText(static_cast<int>(Range::Hour), tr("1 h"));
    m_range->setText(static_cast<int>(Range::Incident), tr("Incident"));
    m_range->setText(static_cast<int>(Range::ThreeHours), tr("3 h"));
    m_range->setText(static_cast<int>(Range::Day), tr("24 h"));
    m_range->setAccessibleName(tr("Range"));
    m_means->setText(resolutionText(m_resolution));
    m_means->setAccessibleDescription(tr("How fine the lines are. Alarms go by what was measured."));
    m_lastWeek->setText(tr("Same time last week"));
    m_snapshots->setText(tr("Snapshots"));
    m_pin->setText(tr("Pin snapshot"));
    m_add->setText(tr("Add metric"));
    fit();
}

MetricsBar::Range MetricsBar::range() const
{
    return static_cast<Range>(m_range->current());
}

void MetricsBar::setRange(Range range)
{
    m_range->setCurrent(static_cast<int>(range));
}

void MetricsBar::openResolutions()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("How fine the lines are"));
    auto* choices = new QActionGroup(menu);
    for (const auto resolution : resolutions) {
        QAction* action = menu->addAction(resolutionText(resolution));
        action->setCheckable(true);
        action->setChecked(resolution == m_resolution);
        choices->addAction(action);
        connect(action, &QAction::triggered, this, [this, resolution] { setResolution(resolution); });
    }
    menu->addSeparator();
    menu->addAction(tr("Alarms go by what was measured."))->setEnabled(false);
    menu->setActiveAction(choices->checkedAction());
    menu->popup(m_means->mapToGlobal(QPoint(0, m_means->height())));
}

void MetricsBar::setResolution(domain::Duration resolution)
{
    if (resolution == m_resolution)
        return;
    m_resolution = resolution;
    retranslate();
    Q_EMIT resolutionChanged();
}

bool MetricsBar::comparesLastWeek() const
{
    return m_lastWeek->isChecked();
}

void MetricsBar::toggleLastWeek()
{
    if (m_anyCharts)
        m_lastWeek->toggle();
}

void MetricsBar::setAge(const QString& text, Role role)
{
    m_age->setRole(role);
    m_age->setText(text);
}

void MetricsBar::setSnapshots(int count)
{
    m_count = count;
    m_snapshots->setDetail(locale().toString(count));
    m_snapshots->setVisible(count > 0);
    fit();
}

void MetricsBar::setCharts(bool any)
{
    m_anyCharts = any;
    m_range->setVisible(any);
    m_means->setVisible(any);
    m_lastWeek->setVisible(any);
    m_pin->setVisible(any);
    fit();
}

QPoint MetricsBar::snapshotsCorner() const
{
    return m_snapshots->mapToGlobal(QPoint(0, m_snapshots->height()));
}

void MetricsBar::fit()
{
    // From the right: what is pressed least loses its word first.
    const std::array buttons{m_add, m_snapshots, m_means, m_lastWeek, m_pin};
    for (CommandButton* button : buttons)
        button->setIconOnly(false);
    for (CommandButton* button : buttons) {
        int needed = m_theme.px(32) + m_range->sizeHint().width();
        for (const CommandButton* other : buttons)
            if (!other->isHidden())
                needed += other->sizeHint().width() + m_theme.px(8);
        if (needed + m_theme.px(150) <= width())
            break;
        button->setIconOnly(true);
    }
}

void MetricsBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void MetricsBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
