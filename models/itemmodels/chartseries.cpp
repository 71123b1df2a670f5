#include "models/itemmodels/chartseries.h"

#include <algorithm>
#include <cmath>

namespace matoi::itemmodels {

namespace {

/// So many values decide the scale; more would cost milliseconds and change nothing that can be seen.
constexpr std::size_t spreadSamples = 4096;

/// A scale that shows the data in less than this part of its height is too wide to keep.
constexpr double keepScale = 0.4;

/// Samples in a row outside the scale before it follows. One spike is clipped and marked instead.
constexpr std::size_t followAfter = 3;

constexpr domain::Duration shortestSilence{5 * 60'000};

} // namespace

std::optional<ChartThreshold> ChartThreshold::of(const std::optional<domain::MetricThreshold>& threshold)
{
    if (!threshold)
        return std::nullopt;
    ChartThreshold out;
    out.value = threshold->value;
    out.direction = threshold->side == domain::ThresholdSide::Above ? Direction::Above : Direction::Below;
    out.datapointsToAlarm = threshold->datapoints;
    out.evaluationPeriods = threshold->periods;
    return out;
}

bool ChartThreshold::beyond(double measured) const
{
    if (std::isnan(measured))
        return false;
    if (inclusive && measured == value)
        return true;
    return direction == Direction::Above ? measured > value : measured < value;
}

domain::Duration ChartDefinition::noDataAfter() const
{
    return std::max(shortestSilence, 3 * period);
}

ChartSeries::ChartSeries(ChartDefinition definition, QObject* parent)
    : QObject(parent)
    , m_definition(std::move(definition))
    , m_pyramid(std::vector<ChartSample>{}, m_definition.period)
{
    rescale(false);
}

void ChartSeries::setDefinition(ChartDefinition definition)
{
    m_definition = std::move(definition);
    makeMeans();
    makeReferenceMeans();
    rescale(false);
    Q_EMIT definitionChanged();
}

void ChartSeries::setResolution(domain::Duration resolution)
{
    if (resolution == m_resolution)
        return;
    m_resolution = resolution;
    makeMeans();
    makeReferenceMeans();
    Q_EMIT replaced();
    Q_EMIT referenceChanged();
}

domain::Duration ChartSeries::resolution() const
{
    return m_means ? m_means->length() : domain::Duration(0);
}

domain::Duration ChartSeries::step() const
{
    return std::max(m_definition.period, resolution());
}

void ChartSeries::makeMeans()
{
    m_means.reset();
    if (m_resolution <= m_definition.period)
        return;
    m_means.emplace(m_resolution);
    m_means->rebuild(m_pyramid);
}

void ChartSeries::makeReferenceMeans()
{
    m_referenceMeans.reset();
    if (m_resolution <= m_definition.period || m_reference.empty())
        return;
    m_referenceMeans.emplace(m_resolution);
    m_referenceMeans->rebuild(m_reference);
}

void ChartSeries::replace(std::vector<ChartSample> samples, domain::Time readAt)
{
    take(ChartPyramid(samples, m_definition.period), readAt);
}

void ChartSeries::replace(std::vector<std::int64_t> times, std::vector<double> values, domain::Time readAt)
{
    take(ChartPyramid(std::move(times), std::move(values), m_definition.period), readAt);
}

void ChartSeries::take(ChartPyramid pyramid, domain::Time readAt)
{
    // Reading the same metric again must not move the picture.
    const bool again = !empty();
    m_pyramid = std::move(pyramid);
    makeMeans();
    m_readAt = readAt;
    m_load = Load::Ready;
    m_error.clear();
    rescale(again);
    Q_EMIT replaced();
    Q_EMIT loadChanged();
}

void ChartSeries::append(const std::vector<ChartSample>& samples, domain::Time readAt)
{
    std::optional<domain::Time> from;
    for (const auto& sample : samples) {
        const bool newer = m_pyramid.empty() || sample.time > m_pyramid.at(m_pyramid.size() - 1).time;
        m_pyramid.append(sample);
        from = from ? std::min(*from, sample.time) : sample.time;
        if (newer)
            follow(sample.value);
    }
    m_readAt = readAt;
    m_load = Load::Ready;
    m_error.clear();
    if (from && m_means)
        from = m_means->refresh(m_pyramid, *from);
    if (from)
        Q_EMIT appended(*from);
    Q_EMIT loadChanged();
}

void ChartSeries::setLoading()
{
    m_load = Load::Loading;
    Q_EMIT loadChanged();
}

void ChartSeries::setFailed(const QString& message)
{
    m_load = Load::Failed;
    m_error = message;
    Q_EMIT loadChanged();
}

void ChartSeries::setOffline()
{
    m_load = Load::Offline;
    Q_EMIT loadChanged();
}

void ChartSeries::setReference(const std::vector<ChartSample>& samples)
{
    if (samples.empty() && m_reference.empty())
        return;
    m_reference = ChartPyramid(samples, m_definition.period);
    makeReferenceMeans();
    Q_EMIT referenceChanged();
}

std::optional<ChartSample> ChartSeries::referenceAt(domain::Time time) const
{
    const auto index = reference().nearest(time, step());
    return index ? std::optional(reference().at(*index)) : std::nullopt;
}

ChartSeries::State ChartSeries::state(domain::Time now) const
{
    const auto last = lastSample();
    if (last && m_readAt && now - *m_readAt > m_definition.staleAfter)
        return State::Stale;
    if (!last || now - last->time > m_definition.noDataAfter())
        return State::NoData;
    return inAlarm() ? State::Breach : State::Ok;
}

bool ChartSeries::inAlarm(double value) const
{
    return m_definition.threshold && m_definition.threshold->beyond(value);
}

bool ChartSeries::inAlarm() const
{
    if (!m_definition.threshold)
        return false;
    const auto& threshold = *m_definition.threshold;
    const auto needed = std::max(1, threshold.datapointsToAlarm);
    int beyond = 0;
    auto index = m_pyramid.finiteBefore(m_pyramid.size());
    for (int seen = 0; index && seen < std::max(needed, threshold.evaluationPeriods); ++seen) {
        beyond += threshold.beyond(m_pyramid.at(*index).value);
        index = m_pyramid.finiteBefore(*index);
    }
    return beyond >= needed;
}

std::optional<ChartSample> ChartSeries::sampleAt(domain::Time time) const
{
    const auto index = pyramid().nearest(time, step());
    return index ? std::optional(pyramid().at(*index)) : std::nullopt;
}

std::optional<domain::Time> ChartSeries::stepped(domain::Time from, int steps) const
{
    auto index = pyramid().nearest(from, domain::Duration::max());
    if (!index)
        return std::nullopt;
    for (; steps > 0; --steps)
        if (const auto next = pyramid().finiteFrom(*index + 1))
            index = next;
    for (; steps < 0; ++steps)
        if (const auto next = pyramid().finiteBefore(*index))
            index = next;
    return pyramid().at(*index).time;
}

bool ChartSeries::isPercent() const
{
    return ChartUnit(m_definition.unit, 1, 1).isPercent();
}

void ChartSeries::rescale(bool keep)
{
    std::vector<double> values;
    values.reserve(std::min(m_pyramid.size(), spreadSamples + 1));
    const auto stride = m_pyramid.size() / spreadSamples + 1;
    for (std::size_t index = 0; index < m_pyramid.size(); index += stride)
        if (const auto value = m_pyramid.at(index).value; !std::isnan(value))
            values.push_back(value);
    m_beyond.clear();
    const auto& threshold = m_definition.threshold;
    const auto wanted = chartScale(ChartSpread::of(values),
                                   threshold ? std::optional(threshold->value) : std::nullopt, isPercent());
    const bool fits = m_scale.low <= wanted.low && m_scale.high >= wanted.high;
    setScale(keep && fits && wanted.span() > keepScale * m_scale.span() ? m_scale : wanted);
}

void ChartSeries::setScale(const ChartScale& scale)
{
    const bool changed = scale != m_scale;
    m_scale = scale;
    m_unit = ChartUnit(m_definition.unit, std::max(std::abs(scale.low), std::abs(scale.high)), scale.span());
    if (changed)
        Q_EMIT scaleChanged();
}

void ChartSeries::follow(double value)
{
    if (std::isnan(value))
        return;
    if (m_scale.holds(value)) {
        m_beyond.clear();
        return;
    }
    m_beyond.push_back(value);
    if (m_beyond.size() < followAfter)
        return;
    const auto [low, high] = std::minmax_element(m_beyond.begin(), m_beyond.end());
    setScale(widened(m_scale, *low, *high, isPercent()));
    m_beyond.clear();
}

} // namespace matoi::itemmodels
