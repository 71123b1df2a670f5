#include "widgets/metrics/flagstrip.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/metrics/chartpaint.h"

#include <QtGui/QPainter>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

namespace {

constexpr int rowHeight = 32;
constexpr int titleLeft = 16;
constexpr int buttonWidth = 24;
constexpr int boxSize = 22;
constexpr int iconSide = 14;
constexpr int nearDistance = 24;

QString menuText(const ChartFlag& flag, const QTimeZone& zone)
{
    auto text = timeWithSecondsText(flag.time, zone) + QChar::Space + flag.text;
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

FlagButton::FlagButton(Theme& theme, QWidget* parent)
    : PaintedButton(theme, parent)
{}

void FlagButton::setFlags(std::vector<ChartFlag> flags, const QTimeZone& zone)
{
    m_flags = std::move(flags);
    const auto& first = m_flags.front();
    if (m_flags.size() == 1)
        describe(tr("%1 at %2", "event and its time").arg(first.text, timeWithSecondsText(first.time, zone)));
    else
        describe(tr("%n event(s) from %1", "a group of events that lie close together",
                    static_cast<int>(m_flags.size()))
                     .arg(timeWithSecondsText(first.time, zone)));
    update();
}

void FlagButton::setCurrent(bool current)
{
    if (current == m_current)
        return;
    m_current = current;
    update();
}

QSize FlagButton::sizeHint() const
{
    return {theme().px(buttonWidth), theme().px(rowHeight)};
}

void FlagButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto emphasised =
        std::find_if(m_flags.begin(), m_flags.end(), [](const ChartFlag& flag) { return flag.emphasised; });
    const bool blue = emphasised != m_flags.end();
    QRectF box(0, 0, theme().px(boxSize), theme().px(boxSize));
    box.moveCenter(QRectF(rect()).center());
    BoxStyle style;
    style.fill = theme().colour(m_current      ? Role::AccentTint
                                : underMouse() ? Role::BgHover
                                               : Role::BgSurface);
    style.edge = theme().colour(blue ? Role::AccentText : Role::LineControl);
    if (isDown())
        style.fill = theme().colour(Role::LineStrong);
    paintBox(painter, box, style);
    const auto role = blue ? Role::AccentText : Role::TextSecondary;
    if (m_flags.size() > 1) {
        painter.setFont(theme().font(TextStyle::Strong));
        painter.setPen(theme().colour(role));
        painter.drawText(box, Qt::AlignCenter, locale().toString(static_cast<int>(m_flags.size())));
    } else if (!m_flags.empty()) {
        const auto size = theme().iconSize(iconSide);
        painter.drawPixmap(
            QPointF(std::round(box.center().x() - size / 2.0), std::round(box.center().y() - size / 2.0)),
            theme().pixmap(m_flags.front().icon, size, role, devicePixelRatioF()));
    }
    if (hasFocus())
        paintFocusRing(painter, theme(), box.adjusted(-1, -1, 1, 1), 5);
}

void FlagButton::enterEvent(QEnterEvent* event)
{
    PaintedButton::enterEvent(event);
    Q_EMIT pointedAt(time());
}

void FlagButton::focusInEvent(QFocusEvent* event)
{
    PaintedButton::focusInEvent(event);
    Q_EMIT pointedAt(time());
}

FlagStrip::FlagStrip(Theme& theme, ChartTimeframe& timeframe, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_timeframe(timeframe)
{
    setMouseTracking(true);
    connect(&timeframe, &ChartTimeframe::rangeChanged, this, &FlagStrip::arrange);
    connect(&timeframe, &ChartTimeframe::zoneChanged, this, &FlagStrip::arrange);
    connect(&timeframe, &ChartTimeframe::crosshairChanged, this, &FlagStrip::showCurrent);
    const auto repaint = [this] { update(); };
    connect(&timeframe, &ChartTimeframe::marksChanged, this, repaint);
    connect(&timeframe, &ChartTimeframe::nowChanged, this, repaint);
    connect(&timeframe, &ChartTimeframe::selectionChanged, this, repaint);
}

void FlagStrip::setFlags(std::vector<ChartFlag> flags)
{
    m_flags = std::move(flags);
    std::stable_sort(m_flags.begin(), m_flags.end(),
                     [](const ChartFlag& left, const ChartFlag& right) { return left.time < right.time; });
    arrange();
}

const ChartFlag* FlagStrip::near(domain::Time time) const
{
    const ChartFlag* best = nullptr;
    for (const auto& flag : m_flags)
        if (!best || std::chrono::abs(flag.time - time) < std::chrono::abs(best->time - time))
            best = &flag;
    const auto& axis = m_timeframe.axis();
    if (best && std::abs(axis.x(best->time) - axis.x(time)) > theme().px(nearDistance))
        return nullptr;
    return best;
}

QSize FlagStrip::sizeHint() const
{
    return {theme().px(400), theme().px(rowHeight)};
}

FlagButton* FlagStrip::button(std::size_t index)
{
    if (index == m_buttons.size()) {
        auto* made = new FlagButton(theme(), this);
        connect(made, &FlagButton::clicked, this, [this, made] { activate(*made); });
        connect(made, &FlagButton::pointedAt, this, [this](domain::Time time) {
            if (!m_timeframe.isLocked())
                m_timeframe.setCrosshair(time, false);
        });
        if (!m_buttons.empty())
            setTabOrder(m_buttons.back(), made);
        m_buttons.push_back(made);
    }
    return m_buttons[index];
}

void FlagStrip::arrange()
{
    const auto& axis = m_timeframe.axis();
    const auto size = QSize(theme().px(buttonWidth), height());
    m_used = 0;
    std::vector<ChartFlag> group;
    const auto place = [&] {
        if (group.empty())
            return;
        const auto middle = (axis.x(group.front().time) + axis.x(group.back().time)) / 2;
        auto* flag = button(m_used++);
        flag->setGeometry(QRect(QPoint(static_cast<int>(std::round(middle - size.width() / 2.0)), 0), size));
        flag->setFlags(std::move(group), m_timeframe.zone());
        flag->show();
        group.clear();
    };
    for (const auto& flag : m_flags) {
        if (!m_timeframe.range().holds(flag.time))
            continue;
        if (!group.empty() && axis.x(flag.time) - axis.x(group.back().time) < size.width() - 1)
            ; // too near: joins the group
        else
            place();
        group.push_back(flag);
    }
    place();
    for (auto index = m_used; index < m_buttons.size(); ++index)
        m_buttons[index]->hide();
    showCurrent();
    update();
}

void FlagStrip::showCurrent()
{
    const auto time = m_timeframe.crosshair();
    const auto* current = time ? near(*time) : nullptr;
    for (std::size_t index = 0; index < m_used; ++index) {
        const auto& flags = m_buttons[index]->flags();
        m_buttons[index]->setCurrent(
            current && std::any_of(flags.begin(), flags.end(),
                                   [&](const ChartFlag& flag) { return flag.id == current->id; }));
    }
    update();
}

void FlagStrip::activate(const FlagButton& button)
{
    const auto& flags = button.flags();
    m_timeframe.setCrosshair(button.time(), true);
    if (flags.size() == 1) {
        Q_EMIT flagActivated(flags.front().id);
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(button.accessibleName());
    for (const auto& flag : flags) {
        auto* action = menu->addAction(theme().icon(flag.icon), menuText(flag, m_timeframe.zone()));
        connect(action, &QAction::triggered, this, [this, flag] {
            m_timeframe.setCrosshair(flag.time, true);
            Q_EMIT flagActivated(flag.id);
        });
    }
    menu->popup(button.mapToGlobal(QPoint(0, button.height())));
}

void FlagStrip::resizeEvent(QResizeEvent*)
{
    arrange();
}

void FlagStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().colour(Role::BgSurface));
    paintHorizontalLine(painter, 0, width(), height() - hairlineWidth(painter),
                        theme().colour(Role::LineHairline));
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(Role::TextTertiary));
    painter.drawText(rect().adjusted(theme().px(titleLeft), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("Events"));
    for (const auto& mark : m_timeframe.marks())
        if (m_timeframe.range().holds(mark.time))
            paintVerticalLine(painter, m_timeframe.axis().x(mark.time), 0, height(),
                              markColour(theme(), mark.kind));
    paintCrosshair(painter, theme(), m_timeframe, rect());
}

} // namespace matoi::widgets
