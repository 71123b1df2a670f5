#include "widgets/metrics/markstrip.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/metrics/chartpaint.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

namespace {

constexpr int rowHeight = 28;
constexpr int titleLeft = 16;
constexpr int labelGap = 6;
constexpr int lineTop = 7; ///< the marks' lines begin beside their names

} // namespace

MarkStrip::MarkStrip(Theme& theme, ChartTimeframe& timeframe, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_timeframe(timeframe)
{
    setMouseTracking(true);
    const auto repaint = [this] { update(); };
    connect(&timeframe, &ChartTimeframe::rangeChanged, this, repaint);
    connect(&timeframe, &ChartTimeframe::nowChanged, this, repaint);
    connect(&timeframe, &ChartTimeframe::marksChanged, this, repaint);
    connect(&timeframe, &ChartTimeframe::zoneChanged, this, repaint);
    connect(&timeframe, &ChartTimeframe::selectionChanged, this, repaint);
}

QSize MarkStrip::sizeHint() const
{
    return {theme().px(400), theme().px(rowHeight)};
}

QString MarkStrip::textOf(const ChartMark& mark) const
{
    return tr("%1 %2", "mark and its time: Start 14:02")
        .arg(mark.label, timeText(mark.time, m_timeframe.zone()));
}

QString MarkStrip::accessibleText() const
{
    QStringList texts;
    for (const auto& mark : m_timeframe.marks())
        texts.append(textOf(mark));
    return tr("Marks: %1").arg(texts.join(tr(", ", "between marks")));
}

/// Each name stands right of its line; left of it where the next line is too near; nowhere where neither fits
/// (the line stays, and zooming in brings the name).
std::vector<MarkStrip::Label> MarkStrip::labels() const
{
    auto marks = m_timeframe.marks();
    std::erase_if(marks, [this](const ChartMark& mark) { return !m_timeframe.range().holds(mark.time); });
    std::sort(marks.begin(), marks.end(),
              [](const ChartMark& left, const ChartMark& right) { return left.time < right.time; });
    const QFontMetricsF metrics(theme().font(TextStyle::Strong));
    const auto gap = theme().px(labelGap);
    const auto& axis = m_timeframe.axis();
    qreal taken = theme().px(titleLeft) + metrics.horizontalAdvance(tr("Marks")) + gap;
    std::vector<Label> labels;
    for (std::size_t index = 0; index < marks.size(); ++index) {
        const auto x = axis.x(marks[index].time);
        const auto next = index + 1 < marks.size() ? axis.x(marks[index + 1].time) : width();
        const auto text = textOf(marks[index]);
        const auto room = std::ceil(metrics.horizontalAdvance(text));
        auto left = x + gap;
        if (left + room + gap > next)
            left = x - gap - room;
        if (left < taken)
            continue;
        labels.push_back({QRectF(left, 0, room, height()), text, marks[index].kind});
        taken = std::max(x, left + room) + gap;
    }
    return labels;
}

void MarkStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().colour(Role::BgSurface));
    paintHorizontalLine(painter, 0, width(), height() - hairlineWidth(painter),
                        theme().colour(Role::LineHairline));
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(Role::TextTertiary));
    painter.drawText(rect().adjusted(theme().px(titleLeft), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("Marks"));
    const auto top = theme().px(lineTop);
    for (const auto& mark : m_timeframe.marks())
        if (m_timeframe.range().holds(mark.time))
            paintVerticalLine(painter, m_timeframe.axis().x(mark.time), top, height(),
                              markColour(theme(), mark.kind));
    painter.setFont(theme().font(TextStyle::Strong));
    for (const auto& label : labels()) {
        painter.setPen(markColour(theme(), label.kind));
        painter.drawText(label.rect, Qt::AlignLeft | Qt::AlignVCenter, label.text);
    }
}

} // namespace matoi::widgets
