#include "backend/metrics/prometheus.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

#include <charconv>
#include <cmath>
#include <limits>

namespace matoi::metrics {

using domain::ErrorCode;
using domain::fail;
using domain::MetricSample;
using domain::Result;
namespace json = boost::json;

namespace {

constexpr std::size_t namedSeries = 3;

const json::value* at(const json::value& value, std::string_view name)
{
    const json::object* object = value.if_object();
    return object != nullptr ? object->if_contains(name) : nullptr;
}

auto unexpected()
{
    return fail(ErrorCode::Unavailable, {}, "Prometheus's answer is not what its API promises");
}

std::string describe(const json::array& series)
{
    std::string out;
    for (std::size_t i = 0; i < series.size() && i < namedSeries; ++i) {
        const json::value* metric = at(series[i], "metric");
        out += (i == 0 ? "" : ", ") + (metric != nullptr ? json::serialize(*metric) : std::string("{}"));
    }
    return series.size() > namedSeries ? out + ", …" : out;
}

double valueOf(std::string_view text)
{
    double value = 0;
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::numeric_limits<double>::quiet_NaN();
    return value;
}

/// [ 1435781430.781, "1" ]
std::optional<MetricSample> sampleFrom(const json::value& pair)
{
    const json::array* both = pair.if_array();
    if (both == nullptr || both->size() != 2 || !(*both)[0].is_number() || !(*both)[1].is_string())
        return std::nullopt;
    const double seconds = (*both)[0].to_number<double>();
    if (!(std::abs(seconds) < 1e11))
        return std::nullopt;
    return MetricSample{domain::Time(std::chrono::milliseconds(std::llround(seconds * 1000))),
                        valueOf(std::string_view((*both)[1].get_string()))};
}

} // namespace

Result<std::vector<MetricSample>> samplesFromAnswer(const std::string& body)
{
    const auto answer = wire::parseJson(body);
    if (!answer)
        return unexpected();
    const json::value* data = at(*answer, "data");
    const json::value* result = data != nullptr ? at(*data, "result") : nullptr;
    if (result == nullptr || !result->is_array())
        return unexpected();
    const json::array& series = result->get_array();
    if (series.size() > 1)
        return fail(ErrorCode::InvalidValue, "query",
                    "gives " + std::to_string(series.size()) +
                        " series, and a chart shows one; aggregate them, "
                        "with sum() for example: " +
                        describe(series));
    std::vector<MetricSample> samples;
    if (series.empty())
        return samples;
    const json::value* values = at(series.front(), "values");
    if (values == nullptr || !values->is_array())
        return unexpected();
    samples.reserve(values->get_array().size());
    for (const json::value& pair : values->get_array()) {
        const auto sample = sampleFrom(pair);
        if (!sample)
            return unexpected();
        samples.push_back(*sample);
    }
    return samples;
}

} // namespace matoi::metrics
