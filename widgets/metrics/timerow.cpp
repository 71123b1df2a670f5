#include "widgets/metrics/timerow.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/metrics/chartpaint.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

namespace {

constexpr int rowHeight = 28;
constexpr int boxHeight = 20;
constexpr int boxPadding = 8;
constexpr int gap = 6;

} // namespace

TimeRow::TimeRow(Theme& theme, ChartTimeframe& timeframe, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_timeframe(timeframe)
{
    setMouseTracking(true);
    const auto repaint = [this] { update(); };
    connect(&timeframe, &ChartTimeframe::rangeChanged, this, repaint);
    connect(&timeframe, &ChartTimeframe::nowChanged, this, repaint);
    connect(&timeframe, &ChartTimeframe::zoneChanged, this, repaint);
    connect(&timeframe, &ChartTimeframe::crosshairChanged, this, repaint);
}

QSize TimeRow::sizeHint() const
{
    return {theme().px(400), theme().px(rowHeight)};
}

QString TimeRow::accessibleText() const
{
    const auto& range = m_timeframe.range();
    const auto& zone = m_timeframe.zone();
    if (m_timeframe.crosshair())
        return tr("Time axis, %1 to %2, cursor at %3")
            .arg(timeText(range.from, zone), timeText(range.to, zone),
                 timeWithSecondsText(*m_timeframe.crosshair(), zone));
    return tr("Time axis, %1 to %2").arg(timeText(range.from, zone), timeText(range.to, zone));
}

void TimeRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().colour(Role::BgSurface));
    paintHorizontalLine(painter, 0, width(), 0, theme().colour(Role::LineHairline));
    const auto& axis = m_timeframe.axis();
    std::vector<QRectF> taken;
    const auto centred = [&](qreal x, qreal textWidth, qreal height) {
        const auto left = std::clamp<qreal>(x - textWidth / 2, 0, std::max<qreal>(0, width() - textWidth));
        return QRectF(std::round(left), (this->height() - height) / 2, std::ceil(textWidth), height);
    };
    const auto crosshair = m_timeframe.crosshair();
    if (crosshair && m_timeframe.range().holds(*crosshair)) {
        const auto text = timeWithSecondsText(*crosshair, m_timeframe.zone());
        const auto textWidth =
            tabularWidth(theme().font(TextStyle::Strong), text) + 2 * theme().px(boxPadding);
        const auto box = centred(axis.x(*crosshair), textWidth, theme().px(boxHeight));
        paintVerticalLine(painter, axis.x(*crosshair), 0, box.top(), theme().colour(Role::TextPrimary));
        paintValueBox(painter, theme(), box, text);
        taken.push_back(box);
    }
    const auto label = [&](qreal x, const QString& text, Role role, TextStyle style) {
        painter.setFont(theme().font(style));
        const auto area = centred(x, tabularWidth(painter.font(), text), theme().px(boxHeight));
        const auto room = area.adjusted(-theme().px(gap), 0, theme().px(gap), 0);
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& one) { return one.intersects(room); }))
            return;
        painter.setPen(theme().colour(role));
        drawTabular(painter, area, text, Qt::AlignCenter);
        taken.push_back(area);
    };
    if (m_timeframe.range().holds(m_timeframe.now()))
        label(axis.x(m_timeframe.now()), tr("now"), Role::AccentText, TextStyle::Strong);
    for (const auto& tick : m_timeframe.ticks())
        label(tick.x, tick.label, Role::TextTertiary, TextStyle::Meta);
}

} // namespace matoi::widgets
