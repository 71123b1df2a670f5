#include "widgets/metrics/metriclegend.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/metrics/chartwording.h"

#include <QtCore/QEvent>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolTip>

#include <cmath>

namespace matoi::widgets {

using namespace Qt::StringLiterals;
using itemmodels::ChartSeries;

namespace {

constexpr int edge = 10;    ///< from the plot to the line between plot and legend
constexpr int padding = 11; ///< from that line to the text
constexpr int rightPadding = 14;
constexpr int stateIcon = 13;

/// How much of a source's reason stands on the first of two lines. "prometheus.example: connection refused":
/// what happened has a line of its own where it fits one, however long the host's name is.
qsizetype firstLine(const QFontMetrics& metrics, const QString& reason, qreal width)
{
    const qsizetype colon = reason.lastIndexOf(QLatin1String(": "));
    if (colon > 0 && metrics.horizontalAdvance(reason.mid(colon + 2)) <= width)
        return colon + 1;
    qsizetype fits = 0;
    qsizetype between = 0;
    for (; fits < reason.size() && metrics.horizontalAdvance(reason.left(fits + 1)) <= width; ++fits)
        if (QStringLiteral(" .:/").contains(reason[fits]))
            between = fits + 1;
    return between > 0 ? between : fits;
}

} // namespace

MetricLegend::MetricLegend(Theme& theme, ChartTimeframe& timeframe, ChartSeries& series, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_timeframe(timeframe)
    , m_series(series)
    , m_retry(new CommandButton(theme, tr("Retry"), Icon::None, this))
    , m_more(new CommandButton(theme, {}, Icon::Ellipsis, this))
{
    m_more->setKind(CommandButton::Kind::Quiet);
    m_more->setSmall(true);
    m_more->setIconOnly(true);
    connect(m_more, &CommandButton::clicked, this, &MetricLegend::openMenu);
    connect(&timeframe, &ChartTimeframe::crosshairChanged, this, [this] {
        if (!m_series.reference().empty())
            refresh();
    });
    connect(&series, &ChartSeries::referenceChanged, this, &MetricLegend::refresh);
    m_retry->setKind(CommandButton::Kind::Link);
    m_retry->setSmall(true);
    connect(m_retry, &CommandButton::clicked, this, &MetricLegend::retryRequested);
    connect(&timeframe, &ChartTimeframe::nowChanged, this, &MetricLegend::refresh);
    connect(&timeframe, &ChartTimeframe::zoneChanged, this, &MetricLegend::refresh);
    connect(&series, &ChartSeries::appended, this, &MetricLegend::refresh);
    connect(&series, &ChartSeries::replaced, this, &MetricLegend::refresh);
    connect(&series, &ChartSeries::loadChanged, this, &MetricLegend::refresh);
    connect(&series, &ChartSeries::scaleChanged, this, &MetricLegend::refresh);
    connect(&series, &ChartSeries::definitionChanged, this, &MetricLegend::refresh);
    refresh();
}

QSize MetricLegend::sizeHint() const
{
    return {theme().px(width100), theme().px(96)};
}

/// All of its lines, with the buttons at the first and the last.
QSize MetricLegend::minimumSizeHint() const
{
    // Why it could not be read takes a line more: it is what one looks for then.
    const int reason = failed() ? theme().lineHeight(TextStyle::Meta) : 0;
    return {theme().px(width100), leastLines() + reason + 2 * theme().px(4)};
}

int MetricLegend::leastLines() const
{
    return theme().lineHeight(TextStyle::Strong) + 2 * theme().lineHeight(TextStyle::Meta) +
           theme().lineHeight(TextStyle::Metric) + theme().px(2);
}

bool MetricLegend::failed() const
{
    return m_series.load() == ChartSeries::Load::Failed;
}

void MetricLegend::refresh()
{
    if (m_retry->isHidden() == failed())
        updateGeometry();
    m_retry->setVisible(failed());
    m_more->setVisible(!m_readOnly);
    m_more->setText(tr("Change this metric"));
    m_more->setAccessibleName(tr("Change %1").arg(m_series.definition().title));
    m_retry->setAccessibleName(tr("Retry %1").arg(m_series.definition().title));
    const QString spoken = ChartWording::spoken(m_series, m_timeframe.now(), m_timeframe.zone(), locale());
    describe(m_series.reference().empty()
                 ? spoken
                 : tr("%1, %2", "what it is now, what it was last week").arg(spoken, lastWeek()));
    update();
}

void MetricLegend::setReadOnly(bool on)
{
    m_readOnly = on;
    refresh();
}

void MetricLegend::openMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(m_more->accessibleName());
    connect(menu->addAction(theme().icon(Icon::Pencil), tr("Edit metric…")), &QAction::triggered, this,
            &MetricLegend::editRequested);
    connect(menu->addAction(theme().icon(Icon::X), tr("Take off this incident")), &QAction::triggered, this,
            &MetricLegend::removeRequested);
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

/// At the cursor, else now.
QString MetricLegend::lastWeek() const
{
    return ChartWording::lastWeek(m_series, m_timeframe.crosshair().value_or(m_timeframe.now()), locale());
}

/// Where the value comes from matters less than that it is old.
QString MetricLegend::secondLine() const
{
    const auto age = ChartWording::age(m_series, m_timeframe.now(), m_timeframe.zone());
    return age.isEmpty() ? m_series.definition().source : age;
}

MetricLegend::Lines MetricLegend::lines() const
{
    const auto height = [this](TextStyle style) { return static_cast<qreal>(theme().lineHeight(style)); };
    const auto left = static_cast<qreal>(theme().px(edge + padding));
    const auto width = this->width() - left - theme().px(rightPadding);
    auto total = static_cast<qreal>(leastLines());
    const bool compares = !m_series.reference().empty();
    const bool room = total + height(TextStyle::Meta) <= this->height();
    if ((compares || failed()) && room)
        total += height(TextStyle::Meta);
    auto top = std::max(0.0, std::floor((this->height() - total) / 2));
    const auto next = [&](TextStyle style) {
        const QRectF line(left, top, width, height(style));
        top = line.bottom();
        return line;
    };
    Lines lines;
    lines.title = next(TextStyle::Strong);
    lines.source = next(TextStyle::Meta);
    if (failed() && room)
        lines.source = lines.source.united(next(TextStyle::Meta));
    top += theme().px(2);
    lines.value = next(TextStyle::Metric);
    if (compares && !failed())
        lines.lastWeek = room ? next(TextStyle::Meta) : std::exchange(lines.source, {});
    lines.bottom = next(TextStyle::Meta);
    return lines;
}

void MetricLegend::resizeEvent(QResizeEvent*)
{
    const auto bottom = lines().bottom;
    const auto size = m_retry->sizeHint();
    m_retry->setGeometry(static_cast<int>(bottom.right()) - size.width(),
                         static_cast<int>(bottom.center().y()) - size.height() / 2, size.width(),
                         size.height());
    const auto more = m_more->sizeHint();
    const auto title = lines().title;
    m_more->setGeometry(width() - theme().px(6) - more.width(),
                        static_cast<int>(title.center().y()) - more.height() / 2, more.width(),
                        more.height());
}

void MetricLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().colour(Role::BgSurface));
    paintVerticalLine(painter, theme().px(edge), 0, height(), theme().colour(Role::LineHairline));
    const auto lines = this->lines();
    const auto text = [&](const QRectF& line, TextStyle style, Role role, const QString& words) {
        painter.setFont(theme().font(style));
        painter.setPen(theme().colour(role));
        painter.drawText(
            line, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(words, Qt::ElideRight, static_cast<int>(line.width())));
    };
    const auto besideMore = lines.title.adjusted(0, 0, m_readOnly ? 0 : m_more->x() - lines.title.right(), 0);
    text(besideMore, TextStyle::Medium, Role::TextPrimary, m_series.definition().title);
    const auto second = secondLine();
    if (failed())
        paintError(painter, lines.source);
    else
        text(lines.source, TextStyle::Meta,
             second == m_series.definition().source ? Role::TextTertiary : Role::TextSecondary, second);
    if (!lines.lastWeek.isEmpty())
        text(lines.lastWeek, TextStyle::Meta, Role::TextSecondary, lastWeek());
    paintValue(painter, lines.value);
    paintThreshold(painter, lines.bottom);
}

void MetricLegend::paintValue(QPainter& painter, const QRectF& line) const
{
    const auto state = m_series.state(m_timeframe.now());
    const bool measured = state == ChartSeries::State::Ok || state == ChartSeries::State::Breach;
    const bool fresh = measured && !failed(); // what could not be read again is what it was
    const auto word = ChartWording::state(m_series, state);
    const auto wordWidth = QFontMetricsF(theme().font(TextStyle::Body)).horizontalAdvance(word);
    const auto iconLeft = std::round(line.right() - wordWidth - theme().px(5) - theme().iconSize(stateIcon));
    if (const auto last = m_series.lastSample()) {
        const auto role = !fresh                                ? Role::TextSecondary
                          : state == ChartSeries::State::Breach ? Role::StateFail
                                                                : Role::TextPrimary;
        painter.setFont(theme().font(TextStyle::Fact));
        painter.setPen(theme().colour(role));
        const auto end = drawTabular(painter, line, m_series.unit().text(last->value, locale()));
        const QString when =
            m_series.isOfNow(m_timeframe.now()) ? tr("now") : timeText(last->time, m_timeframe.zone());
        // Fresh is what a value is expected to be: the word goes before it touches the state.
        const QRectF now(end + theme().px(6), line.top() + theme().px(1),
                         QFontMetricsF(theme().font(TextStyle::Body)).horizontalAdvance(when) + 1,
                         line.height());
        if ((fresh || failed()) && now.right() + theme().px(6) <= iconLeft) {
            painter.setFont(theme().font(TextStyle::Body));
            painter.setPen(theme().colour(Role::TextTertiary));
            painter.drawText(now, Qt::AlignLeft | Qt::AlignVCenter, when);
        }
    }
    if (word.isEmpty() || (m_series.empty() && m_series.load() != ChartSeries::Load::Ready))
        return;
    const auto [icon, role] = [&]() -> std::pair<Icon, Role> {
        if (failed() && measured)
            return {Icon::Clock, Role::TextSecondary};
        switch (state) {
        case ChartSeries::State::Ok: return {Icon::Check, Role::StateOk};
        case ChartSeries::State::Breach: return {Icon::TriangleAlert, Role::StateFail};
        case ChartSeries::State::Stale: return {Icon::Clock, Role::StateWait};
        case ChartSeries::State::NoData: break;
        }
        return {Icon::CircleDashed, Role::TextSecondary};
    }();
    painter.setFont(theme().font(TextStyle::Body));
    painter.setPen(theme().colour(role));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, word);
    const auto size = theme().iconSize(stateIcon);
    painter.drawPixmap(QPointF(iconLeft, std::round(line.center().y() - size / 2.0)),
                       theme().pixmap(icon, size, role, devicePixelRatioF()));
}

void MetricLegend::paintThreshold(QPainter& painter, const QRectF& line) const
{
    const auto words = ChartWording::threshold(m_series, locale());
    if (words.isEmpty())
        return;
    const auto sample = theme().px(18);
    QPen pen(theme().colour(Role::ChartThreshold), hairlineWidth(painter) * 1.5, Qt::CustomDashLine,
             Qt::FlatCap);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    const auto middle = std::floor(line.center().y()) + 0.5;
    painter.drawLine(QPointF(line.left(), middle), QPointF(line.left() + sample, middle));
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(Role::TextSecondary));
    painter.drawText(line.adjusted(sample + theme().px(6), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, words);
}

void MetricLegend::paintError(QPainter& painter, const QRectF& line) const
{
    const auto size = theme().iconSize(stateIcon);
    painter.drawPixmap(
        QPointF(line.left(), std::round(line.top() + (theme().lineHeight(TextStyle::Meta) - size) / 2.0)),
        theme().pixmap(Icon::TriangleAlert, size, Role::StateFail, devicePixelRatioF()));
    const auto room = line.adjusted(size + theme().px(6), 0, 0, 0);
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(Role::TextSecondary));
    const auto metrics = painter.fontMetrics();
    const int oneLine = theme().lineHeight(TextStyle::Meta);
    QString first = m_series.error();
    QString rest;
    if (line.height() > oneLine && metrics.horizontalAdvance(first) > room.width()) {
        const qsizetype cut = firstLine(metrics, first, room.width());
        rest = first.mid(cut).trimmed();
        first.truncate(cut);
    }
    const auto draw = [&](qreal top, const QString& words, Qt::TextElideMode mode) {
        const QRectF box(room.left(), top, room.width(), oneLine);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(words, mode, static_cast<int>(box.width())));
    };
    draw(line.top(), first, rest.isEmpty() ? Qt::ElideRight : Qt::ElideMiddle);
    if (!rest.isEmpty())
        draw(line.top() + oneLine, rest, Qt::ElideRight);
}

/// What is cut off can be read here; the legend is beside the data, so the tip covers none.
bool MetricLegend::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return PaintedWidget::event(event);
    const auto position = static_cast<QHelpEvent*>(event)->pos();
    const auto lines = this->lines();
    const auto& definition = m_series.definition();
    QString tip;
    if (failed() && lines.source.contains(position))
        tip = m_series.error();
    else if (lines.title.contains(position) || lines.source.contains(position))
        tip = definition.query.isEmpty() ? definition.source : definition.query;
    // As rich text, so that long queries wrap; escaped, because they come from outside.
    QToolTip::showText(mapToGlobal(position), tip.isEmpty() ? tip : u"<qt>%1</qt>"_s.arg(tip.toHtmlEscaped()),
                       this);
    return true;
}

void MetricLegend::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    PaintedWidget::changeEvent(event);
}

} // namespace matoi::widgets
