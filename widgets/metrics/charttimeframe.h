#pragma once

#include "models/domain/time.h"
#include "widgets/common/theme.h"
#include "widgets/common/timeaxis.h"
#include "widgets/metrics/seriespainter.h"

#include <QtCore/QObject>
#include <QtCore/QTimeZone>

#include <optional>
#include <vector>

namespace matoi::widgets {

/// A turning point of the incident: an upright line through all plots.
struct ChartMark
{
    enum class Kind
    {
        Start,
        Acknowledged,
        Mitigated,
        Resolved,
        Other
    };

    domain::Time time;
    Kind kind = Kind::Other;
    QString label; ///< "Start", without the time
};

/// One event of the timeline, as an icon above the plots.
struct ChartFlag
{
    domain::Time time;
    Icon icon = Icon::Circle;
    QString text; ///< one line: "Decision: roll back rather than scale out"
    QString id;
    bool emphasised = false; ///< decisions: blue, because they steer
};

QColor markColour(const Theme& theme, ChartMark::Kind kind);

/// What all parts of a stack have in common: the stretch of time that is shown, where it lies on the x axis,
/// now, the crosshair, the marks. Parts change it and repaint on its signals; none knows another part.
///
/// Three ranges: *extent* is everything there is (the overview strip), *home* what was asked for ("Incident",
/// "1 h"), *range* what is shown after zooming. Zooming never leaves the extent.
class ChartTimeframe final : public QObject
{
    Q_OBJECT

public:
    static constexpr domain::Duration shortest{10'000};

    explicit ChartTimeframe(QObject* parent = nullptr);

    const TimeRange& range() const { return m_range; }
    const TimeRange& home() const { return m_home; }
    const TimeRange& extent() const { return m_extent; }
    bool isZoomed() const { return m_range != m_home; }

    /// Also the range, unless the person has zoomed.
    void setHome(const TimeRange& home);
    void setExtent(const TimeRange& extent);
    void setRange(const TimeRange& range);
    /// Under 1 zooms in. `anchor` stays where it is.
    void zoom(double factor, domain::Time anchor);
    void zoomHome();
    void pan(domain::Duration by);

    domain::Time now() const { return m_now; }
    /// When now runs out of a range that held it, home and range follow by a tenth of their span; not while
    /// held().
    void setNow(domain::Time now);
    /// The person is pointing at something: nothing may move under the pointer.
    void setHeld(bool held) { m_held = held; }

    const QTimeZone& zone() const { return m_axis.zone(); }
    void setZone(const QTimeZone& zone);

    std::optional<domain::Time> crosshair() const { return m_crosshair; }
    bool isLocked() const { return m_locked; }
    void setCrosshair(std::optional<domain::Time> time, bool locked);

    /// What a drag has marked so far.
    std::optional<TimeRange> selection() const { return m_selection; }
    void setSelection(std::optional<TimeRange> selection);

    const std::vector<ChartMark>& marks() const { return m_marks; }
    void setMarks(std::vector<ChartMark> marks);

    /// The plots' left edge and width, in the x of every part (they are all as wide as the stack).
    void setPlot(qreal left, qreal right, qreal tickSpacing);
    const TimeAxis& axis() const { return m_axis; }
    /// The labelled times in range, as many as there is room for labels.
    const std::vector<TimeAxis::Tick>& ticks() const { return m_ticks; }

Q_SIGNALS:
    /// Range, home, extent or the plot's place.
    void rangeChanged();
    void nowChanged();
    void crosshairChanged();
    void selectionChanged();
    void marksChanged();
    void zoneChanged();

private:
    bool hasHome() const { return m_home.from < m_home.to; }
    TimeRange clamped(TimeRange range) const;
    void show(const TimeRange& range);
    void announceRange();

    TimeRange m_range{};
    TimeRange m_home{};
    TimeRange m_extent{};
    domain::Time m_now{};
    std::optional<domain::Time> m_crosshair;
    std::optional<TimeRange> m_selection;
    std::vector<ChartMark> m_marks;
    TimeAxis m_axis;
    std::vector<TimeAxis::Tick> m_ticks;
    qreal m_tickSpacing = 72;
    bool m_locked = false;
    bool m_held = false;
};

} // namespace matoi::widgets
