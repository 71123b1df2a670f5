#pragma once

#include "models/api/apiclient.h"
#include "models/cache/syncaccess.h"
#include "models/sync/backoff.h"
#include "models/sync/options.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace matoi::sync {

/// What the GUI thread is told. Called on the worker's thread.
struct Reports
{
    std::function<void(domain::SyncState)> state;
    std::function<void(domain::Session, std::string epoch)> session;
    std::function<void(domain::Id<domain::MetricDefinition>, std::optional<domain::Error>)> samplesProblem;
    std::function<void(const std::string& sha256, std::int64_t received, std::int64_t total)> contentProgress;
    std::function<void(const std::string& sha256, const std::optional<domain::Error>&)> contentFetched;
    /// Bytes that have gone out; nullopt: none are going any more.
    std::function<void(const std::string& sha256, std::optional<std::int64_t> sent)> contentSending;
};

/// The connection to one service, on a thread of its own:
///
///   connect: who am I, which epoch? ── another epoch: compare all from the start ──┐
///      │                                                                           │
///      └──► pull pages until there is nothing newer ──► stream, and send what waits│
///               ▲                                          │ lost                  │
///               └──────────── wait, longer each time ◄─────┘                       ┘
///
/// An edit goes out only while the stream is up. All functions on the worker's thread.
class Worker final : public QObject
{
    Q_OBJECT

public:
    Worker(cache::SyncAccess& cache, Options options, Reports reports);
    ~Worker() override;

    void start();
    /// Lets go of the network; nothing happens any more.
    void stop();
    void setToken(const std::string& token);
    void setBackend(const QUrl& backend, const std::string& token);
    void retryNow();
    void outboxChanged();
    void refreshSamples(domain::Id<domain::MetricDefinition> metric, domain::Time from, domain::Time to,
                        std::chrono::seconds step);
    void fetchContent(const std::string& sha256);
    using HistoryDone =
        std::function<void(domain::Result<std::vector<domain::Revised<domain::TimelineEvent>>>)>;
    void history(domain::Id<domain::TimelineEvent> id, HistoryDone done);
    using AuditDone = std::function<void(domain::Result<domain::AuditPage>)>;
    void audit(domain::Id<domain::Incident> incident, std::optional<std::int64_t> before, AuditDone done);

private:
    using Connection = domain::SyncState::Connection;

    // Connecting and listening.
    void connectNow();
    void greeted(const api::Answer<api::Me>& answer);
    void begin(const std::string& epoch);
    void pull();
    void pulled(api::Answer<api::ChangesPage> answer);
    void pageApplied(bool kept, domain::ChangeNumber next, bool more);
    void listen();
    void received(const api::ServerEvent& event);
    void hello(const api::ServerEvent& event);
    void applyReceived();
    void lost(const api::Failure& failure);
    void heard();
    void checkSilence();

    // Incidents that have come into sight (workersight.cpp).
    void fetchOwed();
    void fetchIncident(const cache::OwedIncident& owed, domain::ChangeNumber since);
    void incidentFetched(const cache::OwedIncident& owed, domain::ChangeNumber since,
                         api::Answer<api::ChangesPage> answer);

    // Sending.
    void sendNext();
    void send(const cache::Outgoing& outgoing);
    void answered(const cache::Outgoing& outgoing, api::Answer<std::optional<wire::RecordEnvelope>> answer);
    cache::Outcome outcomeOf(const cache::Outgoing& outgoing, const api::Failure& failure);

    // Content: beside the rest, so that a large picture holds nothing up but the entry that names it.
    void uploadNext();
    void upload(const cache::Upload& upload);
    void put(const cache::Upload& upload);
    void uploaded(const cache::Upload& upload, const api::Answer<std::monostate>& answer);
    void settleUpload(const std::string& sha256, cache::UploadOutcome outcome);
    bool lacksContent(const cache::Outgoing& outgoing, const cache::Outcome& outcome) const;
    void settle(const cache::Outgoing& outgoing, cache::Outcome outcome);
    void downloadNext();
    void download(const std::string& sha256);
    void downloaded(const std::string& sha256, const api::Answer<QByteArray>& answer);
    void endFetch(const std::string& sha256, const std::optional<domain::Error>& problem);
    void giveUpFetches();

    bool isUp() const;
    void enter(Connection connection, const std::string& problem = {});
    void report();
    domain::Time now() const;
    /// A callback for another thread that runs `f` here, unless the worker was stopped meanwhile.
    template <class Arg> std::function<void(Arg)> here(std::function<void(Arg)> f)
    {
        return [this, start = m_start, f = std::move(f)](Arg arg) {
            QMetaObject::invokeMethod(
                this,
                [this, start, f, arg = std::move(arg)] {
                    if (start == m_start && !m_stopped)
                        f(arg);
                },
                Qt::QueuedConnection);
        };
    }
    /// A step of connecting: void when another try has begun.
    template <class Arg> std::function<void(Arg)> step(std::function<void(Arg)> f)
    {
        return [this, attempt = m_attempt, f = std::move(f)](Arg arg) {
            if (attempt == m_attempt)
                f(std::move(arg));
        };
    }

    cache::SyncAccess& m_cache;
    /// A full disk: without a wait the same would be asked of the service again and again.
    static constexpr std::chrono::seconds notWrittenWait{5};

    Options m_options;
    const Reports m_reports;
    const domain::SystemClock m_systemClock;
    Backoff m_backoff;

    std::unique_ptr<api::ApiClient> m_client;
    std::unique_ptr<api::ChangeStream> m_stream;
    QTimer m_retry;
    QTimer m_silence;
    QTimer m_nextTry;
    QTimer m_nextUpload;
    QTimer m_nextOwed;
    QTimer m_apply;

    domain::SyncState m_state;
    bool m_stopped = true;
    int m_start = 0;   ///< counts starts: what belongs to an earlier one is void
    int m_attempt = 0; ///< counts tries to connect, likewise
    std::string m_epoch;
    domain::ChangeNumber m_next = 0;
    bool m_rescanning = false;
    std::chrono::steady_clock::time_point m_heardAt;
    std::vector<wire::RecordEnvelope> m_received; ///< from the stream, not yet handed to the cache
    bool m_fetchingOwed = false;
    bool m_sending = false;
    bool m_sendAgain = false;
    bool m_uploading = false;
    bool m_viewer = false;                                            ///< may read only
    std::deque<std::string> m_toFetch;                                ///< content that was asked for
    std::set<std::string> m_fetching;                                 ///< and what of it is on its way
    std::vector<std::pair<domain::Uuid, domain::TimeSpan>> m_reading; ///< metrics that are being read
};

} // namespace matoi::sync
