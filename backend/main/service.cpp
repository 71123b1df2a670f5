#include "backend/main/service.h"

#include "backend/api/acklink.h"
#include "backend/api/actionendpoints.h"
#include "backend/api/attachmentendpoints.h"
#include "backend/api/auditendpoints.h"
#include "backend/api/changefeed.h"
#include "backend/api/feedendpoints.h"
#include "backend/api/handoverendpoints.h"
#include "backend/api/ingestendpoints.h"
#include "backend/api/metricendpoints.h"
#include "backend/api/openapi.h"
#include "backend/api/operationendpoints.h"
#include "backend/api/recordendpoints.h"
#include "backend/api/routes.h"
#include "backend/api/telemetry.h"
#include "backend/engine/engine.h"
#include "backend/http/server.h"
#include "backend/ingest/ingestservice.h"
#include "backend/main/enginewiring.h"
#include "backend/main/log.h"
#include "backend/metrics/metricservice.h"
#include "backend/metrics/prometheus.h"
#include "backend/services/seed.h"

namespace matoi::service {

using domain::Result;

namespace {

constexpr const char* version = MATOI_VERSION;
/// The store has one writer; more threads only help readers. Peers (Prometheus) may hold theirs for seconds.
constexpr std::size_t storeThreads = 4;
constexpr std::size_t peerThreads = 4;

http::Options serverOptions(const Settings& settings)
{
    http::Options options;
    options.host = settings.listenHost;
    options.port = settings.listenPort;
    options.trustedProxies = settings.trustedProxies;
    options.limits.maxConnections = static_cast<std::size_t>(settings.maxConnections);
    options.limits.maxStreams = static_cast<std::size_t>(settings.maxStreams);
    const auto rate = [](int perSecond) { return http::Rate{double(perSecond), perSecond * 5.0}; };
    options.limits.perAddress = rate(settings.requestsPerSecond);
    options.limits.perToken = rate(settings.requestsPerSecondOfToken);
    if (!settings.tlsCertificate.empty())
        options.tls = http::TlsFiles{settings.tlsCertificate, settings.tlsKey};
    return options;
}

} // namespace

std::unique_ptr<store::Store> openStore(const Settings& settings, bool beside)
{
    if (!settings.database.empty())
        return store::openPostgresStore(settings.database);
    store::StoreOptions options;
    options.exclusive = !beside;
    return store::openSqliteStore(settings.data, options);
}

/// Members in the order in which they need each other; destruction undoes it.
class Service::Impl
{
public:
    explicit Impl(Settings settings)
        : m_settings(std::move(settings))
        , m_log(makeLog(m_settings.logLevel))
    {}
    ~Impl() { stop(); }

    Result<void> start();
    void stop();
    std::string url() const;

private:
    void openAll();
    void makeServer();
    api::Endpoints endpoints();
    void watch(http::Hooks& hooks);

    Settings m_settings;
    std::shared_ptr<spdlog::logger> m_log;
    api::Telemetry m_telemetry{version};
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<api::ChangeFeed> m_feed;
    std::unique_ptr<ingest::IngestService> m_ingest;
    std::unique_ptr<metrics::MetricService> m_metrics;
    boost::asio::thread_pool m_storePool{storeThreads};
    boost::asio::thread_pool m_peerPool{peerThreads};
    std::unique_ptr<http::Server> m_server;
    std::unique_ptr<engine::Engine> m_engine;
};

api::Endpoints Service::Impl::endpoints()
{
    api::Endpoints all;
    const auto add = [&all](api::Endpoints part) {
        std::move(part.begin(), part.end(), std::back_inserter(all));
    };
    add(api::operationEndpoints(*m_store, m_telemetry));
    add(api::feedEndpoints(*m_feed, version, m_metrics->sourceNames()));
    add(api::actionEndpoints());
    add(api::handoverEndpoints());
    add(api::ackLinkEndpoints(*m_store));
    add(api::ingestEndpoints(*m_ingest));
    add(api::metricEndpoints(*m_metrics));
    add(api::attachmentEndpoints());
    add(api::recordEndpoints());
    add(api::auditEndpoints(*m_store));
    all.push_back(api::openApiEndpoint(all, version));
    return all;
}

void Service::Impl::watch(http::Hooks& hooks)
{
    hooks.metrics = [this](const http::AccessRecord& record) { m_telemetry.record(record); };
    hooks.access = [log = m_log](const http::AccessRecord& record) { logAccess(*log, record); };
    hooks.error = [log = m_log](std::string_view id, std::string_view what) {
        log->error("request {}: {}", id, what);
    };
}

/// What stands on the store, in the order of need.
void Service::Impl::openAll()
{
    m_store = openStore(m_settings, false);
    services::seed(*m_store);
    m_telemetry.watch(*m_store);
    m_feed = std::make_unique<api::ChangeFeed>(*m_store);
    m_feed->onProblem([log = m_log](const std::string& what) { log->error("change feed: {}", what); });
    m_ingest = std::make_unique<ingest::IngestService>(*m_store);
    metrics::MetricService::Sources sources;
    const auto addSource = [&](const std::string& name, const std::string& url) {
        sources[name] = std::make_shared<metrics::Prometheus>(metrics::PrometheusOptions{
            .url = url, .setting = name.empty() ? "prometheus.url" : "prometheus.sources"});
    };
    if (!m_settings.prometheusUrl.empty())
        addSource({}, m_settings.prometheusUrl);
    for (const auto& [name, url] : m_settings.prometheusSources)
        addSource(name, url);
    m_metrics = std::make_unique<metrics::MetricService>(std::move(sources));
}

void Service::Impl::makeServer()
{
    http::Router router;
    api::addRoutes(router, endpoints(), *m_store, {m_storePool, m_peerPool},
                   [log = m_log](const std::string& id, const std::string& what) {
                       log->error("request {}: {}", id, what);
                   });
    http::Options options = serverOptions(m_settings);
    watch(options.hooks);
    m_server = std::make_unique<http::Server>(std::move(options), std::move(router));
    m_telemetry.gauge("matoid_feed_streams", "Consoles that follow the change feed",
                      [this] { return static_cast<double>(m_feed->followers()); });
    m_telemetry.gauge("matoid_http_connections", "Open connections",
                      [this] { return static_cast<double>(m_server->stats().connections); });
}

Result<void> Service::Impl::start()
{
    auto channels = makeChannels(m_settings);
    if (!channels)
        return tl::make_unexpected(channels.error());
    try {
        openAll();
    } catch (const store::StoreError& error) {
        return domain::fail(domain::ErrorCode::Unavailable, {}, error.what());
    }
    makeServer();
    if (auto listening = m_server->start(); !listening)
        return listening;
    engine::EngineOptions options;
    if (!m_settings.smtp.host.empty() && m_settings.publicUrl.empty())
        m_log->warn("smtp.host is set and public_url is not: the links in mails lead to {}, where only this "
                    "computer gets",
                    url());
    options.publicUrl = m_settings.publicUrl.empty() ? url() : m_settings.publicUrl;
    options.alone = m_settings.database.empty();
    m_engine = std::make_unique<engine::Engine>(*m_store, std::move(*channels), options,
                                                watchEngine(m_telemetry.registry(), m_log));
    m_engine->start();
    return {};
}

void Service::Impl::stop()
{
    if (m_server)
        m_server->stop();
    m_engine.reset();
    m_storePool.join();
    m_peerPool.join();
    m_feed.reset();
}

std::string Service::Impl::url() const
{
    const std::string& host = m_settings.listenHost;
    const std::string shown = host.find(':') == std::string::npos ? host : '[' + host + ']';
    return (m_settings.tlsCertificate.empty() ? "http://" : "https://") + shown + ':' +
           std::to_string(m_server->port());
}

Service::Service(Settings settings)
    : m_impl(std::make_unique<Impl>(std::move(settings)))
{}

Service::~Service() = default;

Result<void> Service::start()
{
    return m_impl->start();
}

void Service::stop()
{
    m_impl->stop();
}

std::string Service::url() const
{
    return m_impl->url();
}

} // namespace matoi::service
