#pragma once

#include "models/domain/metric.h"
#include "models/itemmodels/chartmeans.h"
#include "models/itemmodels/chartpyramid.h"
#include "models/itemmodels/chartscale.h"
#include "models/itemmodels/chartunit.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace matoi::itemmodels {

/// When a metric is in alarm: `datapointsToAlarm` of the last `evaluationPeriods` samples beyond `value`.
struct ChartThreshold
{
    enum class Direction
    {
        Above,
        Below
    };

    double value = 0;
    Direction direction = Direction::Above;
    bool inclusive = false; ///< the value itself is in alarm too (>= and <=)
    int datapointsToAlarm = 1;
    int evaluationPeriods = 1;

    static std::optional<ChartThreshold> of(const std::optional<domain::MetricThreshold>& threshold);
    bool beyond(double measured) const;
    bool operator==(const ChartThreshold&) const = default;
};

/// What one chart shows, as texts for people and facts for drawing. All text is shown as it is.
struct ChartDefinition
{
    QString id;
    QString title;  ///< "Checkout p99 latency"
    QString source; ///< "AWS/ApplicationELB TargetResponseTime"
    QString from;   ///< whom it is asked of: "Prometheus"; empty: not known
    QString query;  ///< the full expression, for the details
    QString unit;   ///< see ChartUnit
    std::optional<ChartThreshold> threshold;
    domain::Duration period{60'000};     ///< between two samples; gaps and steps are counted in it
    domain::Duration staleAfter{90'000}; ///< no successful read for so long: the values are old

    /// No sample for so long, although the source answers: it has stopped to measure.
    domain::Duration noDataAfter() const;
    bool operator==(const ChartDefinition&) const = default;
};

/// One chart's data and everything about it that is not painting. Lives in the GUI thread; knows no widget.
class ChartSeries : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Ok,     ///< fresh, not in alarm (or without a threshold)
        Breach, ///< fresh and in alarm
        NoData, ///< the source answers but has no (recent) sample
        Stale   ///< not read for longer than staleAfter: nothing is known about now
    };
    Q_ENUM(State)
    enum class Load
    {
        Ready,
        Loading,
        Failed,
        Offline ///< nothing is kept here, and there is nobody to ask
    };
    Q_ENUM(Load)

    explicit ChartSeries(ChartDefinition definition, QObject* parent = nullptr);

    const ChartDefinition& definition() const { return m_definition; }
    void setDefinition(ChartDefinition definition);

    /// All samples anew (first read, another period). `readAt`: when the source answered.
    void replace(std::vector<ChartSample> samples, domain::Time readAt);
    void replace(std::vector<std::int64_t> times, std::vector<double> values, domain::Time readAt);
    /// What came since: newer samples, and corrections of known ones. May be empty ("nothing new").
    void append(const std::vector<ChartSample>& samples, domain::Time readAt);

    void setLoading();
    /// `message`: the source's own sentence. Samples stay and grow stale.
    void setFailed(const QString& message);
    void setOffline();
    Load load() const { return m_load; }
    QString error() const { return m_error; }

    /// The means of so long a stretch are shown in place of what was measured; 0, and what is not longer than
    /// the period: the samples themselves. What is decided (state, alarm, scale) goes by the samples always.
    void setResolution(domain::Duration resolution);
    /// What is in force; 0: as measured.
    domain::Duration resolution() const;

    /// What is shown: the samples, or their means.
    const ChartPyramid& pyramid() const { return m_means ? m_means->pyramid() : m_pyramid; }
    const ChartPyramid& measured() const { return m_pyramid; }

    /// What was measured at another time, moved to where it is compared ("same time last week"). Decides
    /// nothing: not the scale, not the state. Empty: nothing to compare with.
    void setReference(const std::vector<ChartSample>& samples);
    const ChartPyramid& reference() const
    {
        return m_referenceMeans ? m_referenceMeans->pyramid() : m_reference;
    }
    std::optional<ChartSample> referenceAt(domain::Time time) const;

    bool empty() const { return !m_pyramid.last().has_value(); }
    /// The last sample that has a value.
    std::optional<ChartSample> lastSample() const { return m_pyramid.last(); }
    std::optional<domain::Time> readAt() const { return m_readAt; }

    /// How often a console reads what it shows.
    static constexpr std::chrono::seconds readEvery{15};
    /// Read when it was last due, or the time before that: what it says is of now. Less than that is not yet
    /// Stale.
    bool isOfNow(domain::Time now) const
    {
        return m_load != Load::Failed && m_readAt && now - *m_readAt <= 2 * readEvery;
    }

    State state(domain::Time now) const;
    /// By the threshold's m of n rule over the last samples, whatever their age.
    bool inAlarm() const;
    bool inAlarm(double value) const;

    /// Of what is shown the value nearest to `time`, at most one period (or stretch) away: what a crosshair
    /// shows.
    std::optional<ChartSample> sampleAt(domain::Time time) const;
    /// The time of the value `steps` after (or, negative, before) the one nearest to `from`, ends included.
    std::optional<domain::Time> stepped(domain::Time from, int steps) const;

    const ChartScale& scale() const { return m_scale; }
    const ChartUnit& unit() const { return m_unit; }

Q_SIGNALS:
    /// Samples from `from` on are new or changed; the rest is as it was.
    void appended(matoi::domain::Time from);
    void replaced();
    /// load(), error(), readAt()
    void loadChanged();
    void definitionChanged();
    void referenceChanged();
    /// scale() and, with it, unit()
    void scaleChanged();

private:
    void take(ChartPyramid pyramid, domain::Time readAt);
    void makeMeans();
    void makeReferenceMeans();
    /// Two values that are shown are so far apart.
    domain::Duration step() const;
    /// `keep`: stay with the present scale as long as it serves.
    void rescale(bool keep);
    void setScale(const ChartScale& scale);
    void follow(double value);
    bool isPercent() const;

    ChartDefinition m_definition;
    ChartPyramid m_pyramid;
    ChartPyramid m_reference;
    domain::Duration m_resolution{0}; ///< as it was asked for
    std::optional<ChartMeans> m_means;
    std::optional<ChartMeans> m_referenceMeans;
    ChartScale m_scale;
    ChartUnit m_unit;
    std::optional<domain::Time> m_readAt;
    Load m_load = Load::Loading;
    QString m_error;
    std::vector<double> m_beyond; ///< the last samples in a row that are outside the scale
};

} // namespace matoi::itemmodels
