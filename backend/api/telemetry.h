#pragma once

#include "backend/http/options.h"
#include "backend/store/store.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace matoi::api {

/// What matoid tells about itself at /metrics. Whoever has something of their own to count registers it in
/// registry().
class Telemetry
{
public:
    explicit Telemetry(const std::string& version);

    const std::shared_ptr<prometheus::Registry>& registry() const { return m_registry; }

    /// For http::Hooks::metrics; from any thread.
    void record(const http::AccessRecord& access);
    /// Counts commits from now on.
    void watch(store::Store& store);
    /// A value that is asked for when the metrics are read: streams, connections.
    void gauge(const std::string& name, const std::string& help, std::function<double()> read);

    /// The text format of Prometheus, version 0.0.4.
    std::string text() const;

private:
    struct Gauge
    {
        prometheus::Gauge& gauge;
        std::function<double()> read;
    };

    std::shared_ptr<prometheus::Registry> m_registry;
    prometheus::Family<prometheus::Counter>& m_requests;
    prometheus::Family<prometheus::Histogram>& m_seconds;
    prometheus::Counter& m_commits;
    prometheus::Gauge& m_lastChange;
    std::vector<Gauge> m_gauges;
    std::shared_ptr<void> m_subscription;
};

} // namespace matoi::api
