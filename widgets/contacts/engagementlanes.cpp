#include "widgets/contacts/engagementlanes.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/handover/briefingtext.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <set>

namespace matoi::widgets {

using std::chrono::seconds;

namespace {

constexpr int axisHeight = 20;
constexpr int stageHeight = 24;
constexpr int laneHeight = 36;
constexpr int nodeSize = 24;
constexpr int mostTroubleLines = 2;

/// A step between two labels of the axis that leaves them room.
int axisStep(int span)
{
    for (const int step : {5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400})
        if (span / step <= 6)
            return step;
    return 28800;
}

/// On the corner of a node that has no room for its word: gone out, or not delivered. A tick would say that
/// somebody has answered.
void paintMark(QPainter& painter, const Theme& theme, const QRectF& node, ChannelState state)
{
    const bool sent = state == ChannelState::Sent;
    const int side = theme.iconSize(12);
    const QRectF mark(node.right() - side * 0.7, node.bottom() - side * 0.7, side, side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(Role::BgSurface));
    painter.drawEllipse(mark.adjusted(-1, -1, 1, 1));
    painter.drawPixmap(mark.topLeft(), theme.pixmap(sent ? Icon::ArrowRight : Icon::X, side,
                                                    sent ? Role::TextSecondary : Role::StateFail,
                                                    painter.device()->devicePixelRatioF()));
}

/// Wrapped at words; the last line ends in "…" where more would follow.
void paintElidedLines(QPainter& painter, const QRect& box, const QString& text, int most)
{
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    qreal y = box.top();
    for (int i = 0; i < most; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(box.width());
        const bool last = i + 1 == most;
        const QString part =
            last ? text.mid(line.textStart()) : text.mid(line.textStart(), line.textLength());
        painter.drawText(QRectF(box.left(), y, box.width(), line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(part.trimmed(), Qt::ElideRight, box.width()));
        y += line.height();
    }
    layout.endLayout();
}

} // namespace

EngagementLanes::EngagementLanes(Theme& theme, QWidget* parent)
    : PaintedWidget(theme, parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void EngagementLanes::setPlan(std::vector<Stage> stages, std::vector<Lane> lanes)
{
    m_stages = std::move(stages);
    m_lanes = std::move(lanes);
    updateGeometry();
    update();
    describe(accessibleText());
}

void EngagementLanes::setNow(std::optional<int> now, bool last)
{
    if (m_now == now && m_last == last)
        return;
    m_now = now;
    m_last = last;
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

int EngagementLanes::troubleHeight(const Lane& lane, int width) const
{
    if (lane.trouble.isEmpty())
        return 0;
    const QFontMetrics metrics(theme().font(TextStyle::Meta));
    const int room = width - gutter() - theme().px(16);
    const int lines = metrics.horizontalAdvance(lane.trouble) <= room ? 1 : mostTroubleLines;
    return lines * theme().lineHeight(TextStyle::Meta) + theme().px(4);
}

int EngagementLanes::laneTop(std::size_t lane, int width) const
{
    int top = theme().px(axisHeight + stageHeight + 6);
    for (std::size_t i = 0; i < lane; ++i)
        top += theme().px(laneHeight) + troubleHeight(m_lanes[i], width);
    return top;
}

int EngagementLanes::heightForWidth(int width) const
{
    return laneTop(m_lanes.size(), width) + theme().px(6);
}

QSize EngagementLanes::sizeHint() const
{
    const int width = theme().px(m_compact ? 440 : 800);
    return {width, heightForWidth(this->width() > gutter() ? this->width() : width)};
}

QSize EngagementLanes::minimumSizeHint() const
{
    return {theme().px(m_compact ? 320 : 480), sizeHint().height()};
}

QStringList EngagementLanes::sentences(const Lane& lane) const
{
    QStringList parts;
    for (const Node& node : lane.nodes)
        parts << tr("%1, %2, %3 after the start, %4 %5")
                     .arg(lane.name, channelWord(node.channel), durationText(seconds(node.offsetSeconds)),
                          channelStateWord(node.state), node.text);
    if (!lane.trouble.isEmpty())
        parts << lane.trouble;
    return parts;
}

QString EngagementLanes::accessibleText() const
{
    QStringList parts;
    for (const Lane& lane : m_lanes)
        parts += sentences(lane);
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
        const qreal wide = painter.fontMetrics().horizontalAdvance(text);
        const QRectF room(box.left() - theme().px(6), 0, wide + theme().px(12), box.height());
        // Not a part of a word beside the box that says what time it is.
        if (box.left() + wide <= width() && !room.intersects(nowBox()))
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
    const QColor line = theme().colour(m_last ? Role::TextTertiary : Role::AccentText);
    painter.save();
    painter.setPen(QPen(line, 2, m_last ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
    // A dashed line in a stage's name would be read as a part of it.
    const int top = theme().px(m_last ? axisHeight + stageHeight + 2 : axisHeight);
    painter.drawLine(QPointF(x, top), QPointF(x, height()));
    painter.restore();
    painter.setFont(theme().font(TextStyle::Strong));
    const QRectF box = nowBox();
    paintBox(painter, box,
             {.fill = theme().colour(m_last ? Role::BgInset : Role::AccentFill),
              .edge = m_last ? theme().colour(Role::LineControl) : QColor(Qt::transparent),
              .radius = 3});
    painter.setPen(theme().colour(m_last ? Role::TextSecondary : Role::AccentOnFill));
    drawTabular(painter, box, nowText(), Qt::AlignCenter);
}

QString EngagementLanes::nowText() const
{
    return (m_last ? tr("last known +%1") : tr("now +%1")).arg(countdownText(seconds(*m_now)));
}

/// Where it stands over the stages; empty without it.
QRectF EngagementLanes::nowBox() const
{
    if (!m_now || *m_now > span())
        return {};
    const qreal width = tabularWidth(theme().font(TextStyle::Strong), nowText()) + theme().px(12);
    const qreal left = xAt(*m_now) - width / 2;
    return {std::clamp(left, qreal(gutter()), this->width() - width), 0, width,
            qreal(theme().px(axisHeight - 2))};
}

void EngagementLanes::paintLane(QPainter& painter, std::size_t index) const
{
    const Lane& lane = m_lanes[index];
    const int top = laneTop(index, width());
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

    paintNodes(painter, lane, QRectF(0, top, width(), height));
    paintTrouble(painter, lane, top + height);
}

/// A state that is cut says another one ("sent", "sending"): the words of one state stand at all nodes of a
/// lane, or at none, where a mark on the node says it.
std::vector<EngagementLanes::Placed> EngagementLanes::placed(const Lane& lane) const
{
    const QFont font = theme().font(TextStyle::Meta);
    const auto size = theme().px(nodeSize);
    std::set<ChannelState> wordless;
    std::vector<Placed> out;
    for (bool settled = false; !settled;) {
        settled = true;
        out.clear();
        qreal free = 0; // where the last one ended: two pages at one moment stand side by side
        for (std::size_t i = 0; i < lane.nodes.size(); ++i) {
            const Node& node = lane.nodes[i];
            Placed here{std::max(xAt(node.offsetSeconds), free), 0, false};
            here.end = here.x + size + theme().px(4);
            const qreal next = i + 1 < lane.nodes.size()
                                   ? std::max(xAt(lane.nodes[i + 1].offsetSeconds), here.end)
                                   : width();
            const qreal words = tabularWidth(font, node.text) + theme().px(6);
            here.words = !node.text.isEmpty() && !wordless.contains(node.state) && here.end + words <= next;
            if (!node.text.isEmpty() && !here.words && wordless.insert(node.state).second)
                settled = false;
            if (here.words)
                here.end += words;
            free = here.end;
            out.push_back(here);
        }
    }
    return out;
}

void EngagementLanes::paintNodes(QPainter& painter, const Lane& lane, const QRectF& row) const
{
    const int size = theme().px(nodeSize);
    const qreal middle = row.center().y();
    const auto places = placed(lane);
    painter.setFont(theme().font(TextStyle::Meta));
    for (std::size_t i = 0; i < lane.nodes.size(); ++i) {
        const Node& node = lane.nodes[i];
        const Placed& here = places[i];
        const qreal before = i > 0 ? places[i - 1].end : here.x;
        if (here.x - before > theme().px(8))
            paintHorizontalLine(painter, before, here.x - theme().px(4), middle,
                                theme().colour(Role::LineStrong));
        const QRectF box(here.x, middle - size / 2.0, size, size);
        paintChannelNode(painter, theme(), box, node.channel, node.state);
        if (here.words) {
            const QRectF words(box.right() + theme().px(4), row.top(), here.end - box.right(), row.height());
            painter.fillRect(words.adjusted(0, theme().px(6), -theme().px(4), -theme().px(6)),
                             theme().colour(Role::BgSurface));
            painter.setPen(theme().colour(channelTextRole(node.state)));
            drawTabular(painter, words, node.text);
        } else if (node.state == ChannelState::Sent || node.state == ChannelState::Failed) {
            paintMark(painter, theme(), box, node.state);
        }
    }
}

void EngagementLanes::paintTrouble(QPainter& painter, const Lane& lane, int top) const
{
    if (lane.trouble.isEmpty())
        return;
    const QRect box(gutter(), top - theme().px(2), width() - gutter() - theme().px(16),
                    troubleHeight(lane, width()));
    painter.setFont(theme().font(TextStyle::Meta));
    const int words = painter.fontMetrics().horizontalAdvance(lane.trouble);
    painter.fillRect(QRect(box.topLeft(), QSize(std::min(words, box.width()), box.height())),
                     theme().colour(Role::BgSurface));
    painter.setPen(theme().colour(Role::StateFail));
    paintElidedLines(painter, box, lane.trouble, mostTroubleLines);
}

bool EngagementLanes::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return PaintedWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QString text;
    for (std::size_t i = 0; i < m_lanes.size(); ++i)
        if (help->pos().y() >= laneTop(i, width()) && help->pos().y() < laneTop(i + 1, width()))
            text = sentences(m_lanes[i]).join(QLatin1Char('\n'));
    if (text.isEmpty()) {
        QToolTip::hideText();
        event->ignore();
    } else {
        QToolTip::showText(help->globalPos(), text, this);
    }
    return true;
}

} // namespace matoi::widgets
