#include "widgets/contacts/engagementlanes.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/handover/briefingtext.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace matoi::widgets {

using std::chrono::seconds;

namespace {

constexpr int axisHeight = 20;
constexpr int stageHeight = 24;
constexpr int laneHeight = 36;
constexpr int nodeSize = 24;

/// A step between two labels of the axis that leaves them room.
int axisStep(int span)
{
    for (const int step : {5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400})
        if (span / step <= 6)
            return step;
    return 28800;
}

} // namespace

EngagementLanes::EngagementLanes(Theme& theme, QWidget* parent)
    : PaintedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void EngagementLanes::setPlan(std::vector<Stage> stages, std::vector<Lane> lanes)
{
    m_stages = std::move(stages);
    m_lanes = std::move(lanes);
    updateGeometry();
    update();
    describe(accessibleText());
}

void EngagementLanes::setNow(std::optional<int> now)
{
    if (m_now == now)
        return;
    m_now = now;
    update();
}

void EngagementLanes::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
}

int EngagementLanes::gutter() const
{
    return theme().px(m_compact ? 126 : 168);
}

int EngagementLanes::span() const
{
    int end = 60;
    for (const Stage& stage : m_stages)
        end = std::max(end, stage.offsetSeconds + stage.durationSeconds);
    for (const Lane& lane : m_lanes)
        for (const Node& node : lane.nodes)
            end = std::max(end, node.offsetSeconds + 30);
    return end;
}

qreal EngagementLanes::xAt(int at) const
{
    const qreal width = this->width() - gutter() - theme().px(24);
    return gutter() + width * at / span();
}

int EngagementLanes::laneTop(std::size_t lane) const
{
    return theme().px(axisHeight + stageHeight + 6) + static_cast<int>(lane) * theme().px(laneHeight);
}

QSize EngagementLanes::sizeHint() const
{
    return {theme().px(m_compact ? 440 : 800), laneTop(m_lanes.size()) + theme().px(6)};
}

QSize EngagementLanes::minimumSizeHint() const
{
    return {theme().px(m_compact ? 320 : 480), sizeHint().height()};
}

QString EngagementLanes::accessibleText() const
{
    QStringList parts;
    for (const Lane& lane : m_lanes)
        for (const Node& node : lane.nodes)
            parts << tr("%1, %2, %3 after the start, %4 %5")
                         .arg(lane.name, channelWord(node.channel), durationText(seconds(node.offsetSeconds)),
                              channelStateWord(node.state), node.text);
    return parts.join(QStringLiteral("; "));
}

void EngagementLanes::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxis(painter);
    paintStages(painter);
    paintNow(painter);
    for (std::size_t i = 0; i < m_lanes.size(); ++i)
        paintLane(painter, i);
}

void EngagementLanes::paintAxis(QPainter& painter) const
{
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(Role::TextTertiary));
    const int step = axisStep(span());
    for (int at = 0; at <= span(); at += step) {
        const QString length =
            at % 60 == 0 ? minutesText(std::chrono::minutes(at / 60)) : durationText(seconds(at));
        const QString text = at == 0 ? tr("at once") : QStringLiteral("+") + length;
        const QRectF box(xAt(at), 0, theme().px(90), theme().px(axisHeight));
        if (box.left() + painter.fontMetrics().horizontalAdvance(text) <= width())
            drawTabular(painter, box, text);
    }
}

void EngagementLanes::paintStages(QPainter& painter) const
{
    const int top = theme().px(axisHeight);
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        const Stage& stage = m_stages[i];
        const QRectF box(xAt(stage.offsetSeconds), top,
                         std::max<qreal>(theme().px(6), xAt(stage.offsetSeconds + stage.durationSeconds) -
                                                            xAt(stage.offsetSeconds) - 2),
                         theme().px(stageHeight));
        paintBox(painter, box,
                 {.fill = theme().colour(stage.current ? Role::BgSelected : Role::BgInset),
                  .edge = theme().colour(stage.current ? Role::AccentText : Role::LineControl),
                  .radius = 2});
        painter.save();
        painter.setClipRect(box);
        const qreal left = box.left() + theme().px(8);
        painter.setFont(theme().font(TextStyle::Medium));
        painter.setPen(theme().colour(stage.current ? Role::TextPrimary : Role::TextSecondary));
        // A number without its word says more than a word without its number.
        const QString whole = tr("Stage %1").arg(i + 1);
        const bool fits = left + painter.fontMetrics().horizontalAdvance(whole) < box.right();
        const QString name = fits ? whole : QString::number(i + 1);
        painter.drawText(QRectF(left, box.top(), box.width(), box.height()), Qt::AlignVCenter | Qt::AlignLeft,
                         name);
        const qreal after = left + painter.fontMetrics().horizontalAdvance(name) + theme().px(8);
        painter.setFont(theme().font(TextStyle::Meta));
        painter.setPen(theme().colour(Role::TextTertiary));
        if (after + painter.fontMetrics().horizontalAdvance(stage.text) < box.right())
            drawTabular(painter, QRectF(after, box.top(), box.width(), box.height()), stage.text);
        painter.restore();
    }
}

void EngagementLanes::paintNow(QPainter& painter) const
{
    if (!m_now || *m_now > span())
        return;
    const qreal x = xAt(*m_now);
    painter.fillRect(QRectF(x - 1, theme().px(axisHeight), 2, height() - theme().px(axisHeight)),
                     theme().colour(Role::AccentText));
    painter.setFont(theme().font(TextStyle::Strong));
    const QString text = tr("now +%1").arg(countdownText(seconds(*m_now)));
    const qreal width = tabularWidth(painter.font(), text) + theme().px(12);
    const QRectF box(std::clamp(x - width / 2, qreal(gutter()), this->width() - width), 0, width,
                     theme().px(axisHeight - 2));
    paintBox(painter, box, {.fill = theme().colour(Role::AccentFill), .edge = Qt::transparent, .radius = 3});
    painter.setPen(theme().colour(Role::AccentOnFill));
    drawTabular(painter, box, text, Qt::AlignCenter);
}

void EngagementLanes::paintLane(QPainter& painter, std::size_t index) const
{
    const Lane& lane = m_lanes[index];
    const int top = laneTop(index);
    const int height = theme().px(laneHeight);
    const int nameWidth = gutter() - theme().px(m_compact ? 8 : 16) - theme().px(m_compact ? 0 : 16);
    const int nameLeft = theme().px(m_compact ? 0 : 16);
    // What a person is may go on to where their first page stands: the gutter is for the shortest lanes.
    const int roomEnd =
        lane.nodes.empty() ? width() : static_cast<int>(xAt(lane.nodes.front().offsetSeconds));
    const int titleWidth = std::max(nameWidth, roomEnd - theme().px(8) - nameLeft);
    painter.setFont(theme().font(TextStyle::Medium));
    painter.setPen(theme().colour(Role::TextPrimary));
    painter.drawText(QRect(nameLeft, top, titleWidth, height / 2), Qt::AlignBottom | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(lane.name, Qt::ElideRight, titleWidth));
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(Role::TextTertiary));
    painter.drawText(QRect(nameLeft, top + height / 2, titleWidth, height / 2), Qt::AlignTop | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(lane.title, Qt::ElideRight, titleWidth));

    const int size = theme().px(nodeSize);
    const qreal middle = top + height / 2.0;
    qreal free = 0; // where the last label ended: two pages at one moment stand side by side
    for (std::size_t i = 0; i < lane.nodes.size(); ++i) {
        const Node& node = lane.nodes[i];
        const qreal x = std::max(xAt(node.offsetSeconds), free);
        if (i > 0 && x - free > theme().px(8))
            paintHorizontalLine(painter, free, x - theme().px(4), middle, theme().colour(Role::LineStrong));
        paintChannelNode(painter, theme(), QRectF(x, middle - size / 2.0, size, size), node.channel,
                         node.state);
        free = x + size + theme().px(4);
        if (node.text.isEmpty())
            continue;
        painter.setFont(theme().font(TextStyle::Meta));
        const qreal nextAt = i + 1 < lane.nodes.size() ? xAt(lane.nodes[i + 1].offsetSeconds) : width();
        const qreal room = std::max<qreal>(nextAt - free - theme().px(6), 0);
        const QString text =
            painter.fontMetrics().elidedText(node.text, Qt::ElideRight, static_cast<int>(room) + 4);
        if (room < theme().px(24))
            continue;
        const qreal textWidth = tabularWidth(painter.font(), text);
        painter.fillRect(QRectF(free, middle - size / 2.0, textWidth + 4, size),
                         theme().colour(Role::BgSurface));
        painter.setPen(theme().colour(channelTextRole(node.state)));
        drawTabular(painter, QRectF(free, top, textWidth + 8, height), text);
        free += textWidth + theme().px(6);
    }
}

} // namespace matoi::widgets
