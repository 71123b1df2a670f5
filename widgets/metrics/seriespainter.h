#pragma once

#include "models/itemmodels/chartseries.h"

#include <QtCore/QRectF>
#include <QtGui/QColor>
#include <QtGui/QImage>
#include <QtGui/QPolygonF>

#include <vector>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace matoi::widgets {

class Theme;

/// A stretch of time on the x axis.
struct TimeRange
{
    domain::Time from;
    domain::Time to;

    domain::Duration span() const { return to - from; }
    bool holds(domain::Time time) const { return time >= from && time <= to; }
    bool operator==(const TimeRange&) const = default;
};

/// Paints one series into a plot: fill between line and threshold on the breach side, line, threshold, the
/// hatch from the last sample to now when nothing newer is known, the dot on the last sample, and small
/// arrows where the line leaves the scale. Used by the stack, the overview strip, mini charts and the war
/// room.
///
/// It asks the pyramid once a range and keeps the shapes; painting again costs only the painting.
class SeriesPainter
{
public:
    enum Part
    {
        Fill = 1,
        Line = 2,
        Threshold = 4,
        Hatch = 8,
        LastDot = 16,
        Overflow = 32,
        All = 63
    };

    struct Look
    {
        QColor line;
        std::vector<qreal> dash; ///< in units of the line's width
        qreal lineWidth = 1.5;
        int parts = All;
    };

    /// The stack's own look: series.1 of the theme (a chart with one series always has that one).
    static Look standardLook(const Theme& theme);
    /// Dashed and quiet: what is compared with.
    static Look referenceLook(const Theme& theme);

    /// `series` must outlive the painter or be replaced by nullptr.
    void setSeries(const itemmodels::ChartSeries* series);
    /// Draw the series' reference ("same time last week") in place of its samples.
    void setReference(bool on) { m_reference = on; }
    /// The samples have changed: ask again.
    void invalidate() { m_known = false; }

    void paint(QPainter& painter, const Theme& theme, const QRectF& plot, const TimeRange& range,
               domain::Time now, const Look& look);

    /// Where a value lies; values beyond the scale lie outside the plot.
    static qreal y(const itemmodels::ChartScale& scale, const QRectF& plot, double value);

private:
    struct Run
    {
        QPolygonF points;
    };

    /// In device pixels from the plot's top left.
    struct Bar
    {
        int column = 0;
        float top = 0;
        float bottom = 0;
        float fillTop = 0; ///< equal to fillBottom: not beyond the threshold
        float fillBottom = 0;
    };

    void prepare(const QRectF& plot, const TimeRange& range, qreal ratio, qreal lineWidth);
    void prepareRuns();
    void prepareColumns();
    void drawColumns(const QColor& line, const QColor& fill);
    void noteOverflow(qreal x, double high, double low);
    void paintFill(QPainter& painter, const Theme& theme) const;
    void paintColumns(QPainter& painter, const Theme& theme, const Look& look);
    void paintLine(QPainter& painter, const Look& look) const;
    void paintThreshold(QPainter& painter, const Theme& theme) const;
    void paintEnd(QPainter& painter, const Theme& theme, domain::Time now, const Look& look) const;
    void paintOverflow(QPainter& painter, const Look& look) const;
    const itemmodels::ChartPyramid& pyramid() const;
    qreal yOf(double value) const { return y(m_scale, m_plot, value); }

    const itemmodels::ChartSeries* m_series = nullptr;
    bool m_reference = false;
    bool m_known = false;
    QRectF m_plot;
    TimeRange m_range{};
    itemmodels::ChartScale m_scale;
    qreal m_ratio = 0;
    qreal m_lineWidth = 0;
    itemmodels::ChartSlice m_slice;
    std::vector<Run> m_runs; ///< few samples: unbroken pieces of the line
    std::vector<Bar> m_bars; ///< many: one upright bar a device pixel column
    QImage m_image;          ///< the bars and what is between them and the threshold
    QColor m_imageLine;
    QColor m_imageFill;
    std::vector<QPointF> m_above; ///< where the line leaves the scale
    std::vector<QPointF> m_below;
};

} // namespace matoi::widgets
