#include "backend/api/telemetry.h"

#include <prometheus/gauge.h>
#include <prometheus/text_serializer.h>

namespace matoi::api {
namespace {

const prometheus::Histogram::BucketBoundaries& boundaries()
{
    static const prometheus::Histogram::BucketBoundaries seconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                                 0.1,   0.25,   0.5,   1,    2.5,   10};
    return seconds;
}

} // namespace

Telemetry::Telemetry(const std::string& version)
    : m_registry(std::make_shared<prometheus::Registry>())
    , m_requests(prometheus::BuildCounter()
                     .Name("matoid_http_requests_total")
                     .Help("Answered requests by method, route and status")
                     .Register(*m_registry))
    , m_seconds(prometheus::BuildHistogram()
                    .Name("matoid_http_request_duration_seconds")
                    .Help("From the first byte of a request to the last of its answer; streams are left out")
                    .Register(*m_registry))
    , m_commits(prometheus::BuildCounter()
                    .Name("matoid_store_commits_total")
                    .Help("Commits that changed something, of all processes on this store")
                    .Register(*m_registry)
                    .Add({}))
    , m_lastChange(prometheus::BuildGauge()
                       .Name("matoid_store_last_change")
                       .Help("The newest change number")
                       .Register(*m_registry)
                       .Add({}))
{
    prometheus::BuildGauge()
        .Name("matoid_build_info")
        .Help("Always 1; the label tells the version")
        .Register(*m_registry)
        .Add({{"version", version}})
        .Set(1);
}

void Telemetry::record(const http::AccessRecord& access)
{
    // A path or method that somebody made up must not become a time series of its own.
    const std::string route = access.route.empty() ? "none" : access.route;
    const std::string method = access.route.empty() ? "other" : access.method;
    m_requests.Add({{"method", method}, {"route", route}, {"status", std::to_string(access.status)}})
        .Increment();
    if (!access.stream)
        m_seconds.Add({{"route", route}}, boundaries())
            .Observe(std::chrono::duration<double>(access.duration).count());
}

void Telemetry::watch(store::Store& store)
{
    m_subscription = store.onCommit([this](domain::ChangeNumber last) {
        m_commits.Increment();
        m_lastChange.Set(static_cast<double>(last));
    });
}

void Telemetry::gauge(const std::string& name, const std::string& help, std::function<double()> read)
{
    m_gauges.push_back(
        {prometheus::BuildGauge().Name(name).Help(help).Register(*m_registry).Add({}), std::move(read)});
}

std::string Telemetry::text() const
{
    for (const Gauge& entry : m_gauges)
        entry.gauge.Set(entry.read());
    return prometheus::TextSerializer().Serialize(m_registry->Collect());
}

} // namespace matoi::api
