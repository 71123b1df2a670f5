#include "widgets/metrics/minichart.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/common/timeaxis.h"
#include "widgets/metrics/chartwording.h"

#include <QtGui/QPainter>

#include <cmath>

namespace matoi::widgets {

using domain::Time;
using itemmodels::ChartSeries;

namespace {

constexpr int plotHeight = 64;
constexpr int plotGap = 6;
constexpr int iconSide = 13;

} // namespace

MiniChart::MiniChart(Theme& theme, QWidget* parent)
    : PaintedButton(theme, parent)
{
    setCursor(Qt::PointingHandCursor);
}

void MiniChart::setSeries(ChartSeries* series)
{
    if (m_series == series)
        return;
    if (m_series)
        m_series->disconnect(this);
    m_series = series;
    m_painter.setSeries(series);
    if (series) {
        connect(series, &ChartSeries::appended, this, &MiniChart::refresh);
        connect(series, &ChartSeries::replaced, this, &MiniChart::refresh);
        connect(series, &ChartSeries::loadChanged, this, &MiniChart::refresh);
        connect(series, &ChartSeries::scaleChanged, this, &MiniChart::refresh);
        connect(series, &ChartSeries::definitionChanged, this, &MiniChart::refresh);
        connect(series, &QObject::destroyed, this, [this] {
            m_painter.setSeries(nullptr);
            update();
        });
    }
    refresh();
}

void MiniChart::setRange(Time from, Time to)
{
    m_range = {from, to};
    update();
}

void MiniChart::setNow(Time now)
{
    m_now = now;
    refresh();
}

void MiniChart::setStart(std::optional<Time> start)
{
    m_start = start;
    update();
}

void MiniChart::setTimeZone(const QTimeZone& zone)
{
    m_zone = zone;
    refresh();
}

void MiniChart::refresh()
{
    m_painter.invalidate();
    describe(m_series ? ChartWording::spoken(*m_series, m_now, m_zone, locale()) : QString());
    update();
}

QSize MiniChart::sizeHint() const
{
    return {theme().px(230), theme().lineHeight(TextStyle::Body) + theme().lineHeight(TextStyle::Metric) +
                                 theme().px(plotGap + plotHeight + 2 * margin)};
}

QSize MiniChart::minimumSizeHint() const
{
    return {theme().px(150), sizeHint().height() - theme().px(plotHeight - 36)};
}

QRectF MiniChart::content() const
{
    const auto edge = theme().px(margin);
    return QRectF(rect()).adjusted(edge, edge, -edge, -edge);
}

QRectF MiniChart::plot() const
{
    const auto area = content();
    const auto head =
        theme().lineHeight(TextStyle::Body) + theme().lineHeight(TextStyle::Metric) + theme().px(plotGap);
    return {area.left(), area.top() + head, area.width(), std::max(1.0, area.height() - head)};
}

/// What could not be read the last time is known of then, however short it is ago.
ChartSeries::State MiniChart::state() const
{
    return m_series->load() == ChartSeries::Load::Failed ? ChartSeries::State::Stale : m_series->state(m_now);
}

MiniChart::Status MiniChart::status() const
{
    if (m_series->empty() && m_series->load() == ChartSeries::Load::Failed)
        return {Icon::TriangleAlert, Role::StateFail, Role::TextSecondary, tr("could not be read")};
    if (m_series->empty() && m_series->load() == ChartSeries::Load::Loading)
        return {Icon::None, Role::TextTertiary, Role::TextTertiary, tr("loading")};
    const auto words = ChartWording::alarm(*m_series, locale());
    const auto then = [this] {
        return tr("value of %1").arg(timeText(m_series->lastSample()->time, m_zone));
    };
    const bool ofNow = m_series->isOfNow(m_now);
    switch (state()) {
    case ChartSeries::State::Breach:
        return {Icon::TriangleAlert, Role::StateFail, Role::StateFail, ofNow ? words : then()};
    case ChartSeries::State::Ok:
        if (!ofNow)
            return {Icon::Clock, Role::TextSecondary, Role::TextSecondary, then()};
        return {words.isEmpty() ? Icon::None : Icon::Check, Role::StateOk, Role::TextTertiary, words};
    case ChartSeries::State::NoData:
        return {Icon::CircleDashed, Role::TextSecondary, Role::TextSecondary,
                ChartWording::noDataSince(*m_series, m_zone)};
    case ChartSeries::State::Stale: break;
    }
    return {Icon::Clock, Role::StateWait, Role::StateWait, then()};
}

void MiniChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_series)
        return;
    if (underMouse() && isEnabled())
        painter.fillRect(rect(), theme().colour(Role::BgHover));
    paintHead(painter);
    paintPlot(painter);
    if (hasFocus())
        paintFocusRing(painter, theme(), rect());
}

void MiniChart::paintHead(QPainter& painter) const
{
    const auto area = content();
    const QRectF title(area.left(), area.top(), area.width(), theme().lineHeight(TextStyle::Body));
    painter.setFont(theme().font(TextStyle::Body));
    painter.setPen(theme().colour(Role::TextSecondary));
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_series->definition().title, Qt::ElideRight,
                                                      static_cast<int>(area.width())));

    const QRectF line(area.left(), title.bottom(), area.width(), theme().lineHeight(TextStyle::Metric));
    const auto state = this->state();
    const bool known = state == ChartSeries::State::Ok || state == ChartSeries::State::Breach;
    qreal end = area.left();
    if (const auto last = m_series->lastSample()) {
        painter.setFont(theme().font(TextStyle::Metric));
        painter.setPen(theme().colour(state == ChartSeries::State::Breach ? Role::StateFail
                                      : known                             ? Role::TextPrimary
                                                                          : Role::TextSecondary));
        end = drawTabular(painter, line, m_series->unit().number(last->value, locale()));
        const auto baseline =
            line.center().y() + (painter.fontMetrics().ascent() - painter.fontMetrics().descent()) / 2.0;
        painter.setFont(theme().font(TextStyle::Meta));
        painter.setPen(theme().colour(Role::TextSecondary));
        end += theme().px(4);
        painter.drawText(QPointF(end, std::round(baseline)), m_series->unit().symbol());
        end += painter.fontMetrics().horizontalAdvance(m_series->unit().symbol()) + theme().px(10);
    }

    const auto status = this->status();
    const auto size = status.icon == Icon::None ? 0 : theme().iconSize(iconSide);
    const auto gap = size > 0 ? theme().px(6) : 0;
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(status.textRole));
    const auto text = painter.fontMetrics().elidedText(
        status.text, Qt::ElideRight, static_cast<int>(std::max(0.0, area.right() - end - size - gap)));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, text);
    if (size > 0)
        painter.drawPixmap(
            QPointF(std::round(area.right() - painter.fontMetrics().horizontalAdvance(text) - gap - size),
                    std::round(line.center().y() - size / 2.0)),
            theme().pixmap(status.icon, size, status.iconRole, devicePixelRatioF()));
}

void MiniChart::paintPlot(QPainter& painter)
{
    const auto plot = this->plot();
    const auto hairline = hairlineWidth(painter);
    if (m_start && m_range.from < m_range.to && m_range.holds(*m_start)) {
        const TimeAxis axis(m_range.from, m_range.to, plot.left(), plot.right(), m_zone);
        QPen pen(theme().colour(Role::LineControl), hairline, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({2 / hairline, 3 / hairline});
        painter.setPen(pen);
        const auto x = std::floor(axis.x(*m_start)) + hairline / 2;
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    if (m_series->empty()) {
        QPen pen(theme().colour(Role::LineControl), hairline, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({2 / hairline, 4 / hairline});
        painter.setPen(pen);
        const auto y = std::floor(plot.bottom()) + hairline / 2;
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        return;
    }
    paintHorizontalLine(painter, plot.left(), plot.right(), plot.bottom(), theme().colour(Role::LineStrong));
    // Half the dot is to the right of the last sample, which often is at the end of the range.
    m_painter.paint(painter, theme(), plot.adjusted(0, 2, -4, 0), m_range, m_now,
                    SeriesPainter::standardLook(theme()));
}

} // namespace matoi::widgets
