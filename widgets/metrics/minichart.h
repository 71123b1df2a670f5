#pragma once

#include "widgets/common/accessible.h"
#include "widgets/common/colours.h"
#include "widgets/common/icons.h"
#include "widgets/metrics/seriespainter.h"

#include <QtCore/QPointer>
#include <QtCore/QTimeZone>

#include <optional>

namespace matoi::widgets {

/// One metric on the Overview: title, value now, alarm in words, and the line of the last hour or so.
/// Pressing it (clicked()) is the way to the whole chart. Around its content are `margin` px (at 100 %) for
/// hover and focus: lay it out that much wider than what it lines up with.
///
/// Accessible name: "Checkout p99 latency, 1.44 s, in alarm above 1.2 s".
class MiniChart final : public PaintedButton
{
    Q_OBJECT

public:
    static constexpr int margin = 6;

    explicit MiniChart(Theme& theme, QWidget* parent = nullptr);

    /// Not owned; may die first.
    void setSeries(itemmodels::ChartSeries* series);
    itemmodels::ChartSeries* series() const { return m_series; }
    void setRange(domain::Time from, domain::Time to);
    void setNow(domain::Time now);
    /// The incident's start: a dotted upright line.
    void setStart(std::optional<domain::Time> start);
    void setTimeZone(const QTimeZone& zone);

    QAccessible::Role accessibleRole() const override { return QAccessible::Button; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Status
    {
        Icon icon = Icon::None;
        Role iconRole = Role::TextTertiary;
        Role textRole = Role::TextTertiary;
        QString text;
    };

    void refresh();
    itemmodels::ChartSeries::State state() const;
    Status status() const;
    void paintHead(QPainter& painter) const;
    void paintPlot(QPainter& painter);
    QRectF content() const;
    QRectF plot() const;

    QPointer<itemmodels::ChartSeries> m_series;
    SeriesPainter m_painter;
    TimeRange m_range{};
    domain::Time m_now{};
    std::optional<domain::Time> m_start;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace matoi::widgets
