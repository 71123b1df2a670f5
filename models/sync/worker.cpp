#include "models/sync/worker.h"

#include <QLoggingCategory>

#include <random>

namespace matoi::sync {
namespace {

Q_LOGGING_CATEGORY(lcSync, "matoi.sync")

constexpr int pageSize = 1000;

api::Failure notWritten()
{
    return {{domain::ErrorCode::Unavailable, {}, "the local copy cannot be written"}, 0, {}, {}};
}

/// Whose sight it is: another one is told more or less of the same feed.
std::string readerOf(const domain::Session& session)
{
    return session.role == "admin" ? "admin" : session.contactId ? session.contactId->toString() : "nobody";
}

/// How often the time of the last sign of life is told, at most.
constexpr std::chrono::seconds syncedAtStep{1};

} // namespace

Worker::Worker(cache::SyncAccess& cache, Options options, Reports reports)
    : m_cache(cache)
    , m_options(std::move(options))
    , m_reports(std::move(reports))
    , m_backoff(m_options.shortestWait, m_options.longestWait, std::random_device()())
    , m_retry(this)
    , m_silence(this)
    , m_nextTry(this)
    , m_nextUpload(this)
    , m_nextOwed(this)
    , m_apply(this)
{
    m_retry.setSingleShot(true);
    m_nextTry.setSingleShot(true);
    m_nextUpload.setSingleShot(true);
    m_nextOwed.setSingleShot(true);
    m_apply.setSingleShot(true);
    m_silence.setInterval(
        std::min<std::chrono::milliseconds>(m_options.slowAfter / 5, std::chrono::seconds(1)));
    connect(&m_retry, &QTimer::timeout, this, &Worker::connectNow);
    connect(&m_nextTry, &QTimer::timeout, this, &Worker::sendNext);
    connect(&m_nextUpload, &QTimer::timeout, this, &Worker::uploadNext);
    connect(&m_nextOwed, &QTimer::timeout, this, [this] {
        if (isUp()) // whoever connects asks anyway
            fetchOwed();
    });
    connect(&m_apply, &QTimer::timeout, this, &Worker::applyReceived);
    connect(&m_silence, &QTimer::timeout, this, &Worker::checkSilence);
}

Worker::~Worker() = default;

domain::Time Worker::now() const
{
    return m_options.clock != nullptr ? m_options.clock->now() : m_systemClock.now();
}

void Worker::start()
{
    m_stopped = false;
    m_client = std::make_unique<api::ApiClient>(m_options.backend, m_options.token);
    enter(Connection::Connecting);
    connectNow();
}

void Worker::stop()
{
    m_stopped = true;
    ++m_start;
    ++m_attempt;
    m_fetchingOwed = false;
    for (QTimer* timer : {&m_retry, &m_silence, &m_nextTry, &m_nextUpload, &m_nextOwed, &m_apply})
        timer->stop();
    m_stream.reset();
    m_client.reset();
    m_received.clear();
    m_sending = false;
    m_uploading = false;
    m_reading.clear();
    giveUpFetches();
}

void Worker::setToken(const std::string& token)
{
    stop();
    m_options.token = token;
    m_backoff.reset();
    start();
}

void Worker::setBackend(const QUrl& backend, const std::string& token)
{
    m_options.backend = backend;
    setToken(token);
}

void Worker::retryNow()
{
    if (m_stopped)
        return;
    m_backoff.reset();
    if (m_retry.isActive() || m_state.connection == Connection::Refused) {
        m_retry.stop();
        connectNow();
    }
    m_cache.retryNow(here<bool>([this](bool) {
        sendNext();
        uploadNext();
    }));
}

void Worker::connectNow()
{
    m_stream.reset();
    m_retry.stop();
    // What came after the hello of another store is not of the one whose place is read now.
    m_apply.stop();
    m_received.clear();
    ++m_attempt;
    m_fetchingOwed = false;
    if (m_state.connection != Connection::Offline && m_state.connection != Connection::Refused)
        enter(Connection::Connecting);
    // Anew each time: what was handed to the copy last may not have reached the disk.
    m_cache.position(here(step<cache::FeedPosition>([this](const cache::FeedPosition& position) {
        m_epoch = position.epoch;
        m_next = position.next;
        m_rescanning = position.rescanning;
        m_client->me(
            step<api::Answer<api::Me>>([this](const api::Answer<api::Me>& answer) { greeted(answer); }));
    })));
}

void Worker::greeted(const api::Answer<api::Me>& answer)
{
    if (!answer) {
        lost(answer.error());
        return;
    }
    m_viewer = answer->session.role == "viewer";
    m_reports.session(answer->session, answer->epoch);
    using Position = cache::FeedPosition;
    m_cache.readAs(readerOf(answer->session),
                   here(step<Position>([this, epoch = answer->epoch](const Position& position) {
                       m_next = position.next;
                       begin(epoch);
                   })));
}

void Worker::begin(const std::string& epoch)
{
    if (m_epoch.empty() || m_epoch == epoch) {
        pull();
        return;
    }
    qCInfo(lcSync, "the service was restored: comparing everything");
    m_cache.beginRescan(epoch, here(step<bool>([this, epoch](bool kept) {
                            if (!kept) {
                                lost(notWritten());
                                return;
                            }
                            m_epoch = epoch;
                            m_next = 0;
                            m_rescanning = true;
                            pull();
                        })));
}

void Worker::pull()
{
    using Page = api::Answer<api::ChangesPage>;
    m_client->changes(m_next, pageSize, step<Page>([this](Page answer) { pulled(std::move(answer)); }));
}

void Worker::pulled(api::Answer<api::ChangesPage> answer)
{
    if (!answer) {
        lost(answer.error());
        return;
    }
    if (!m_epoch.empty() && answer->epoch != m_epoch) {
        connectNow();
        return;
    }
    if (answer->unknown > 0)
        qCWarning(lcSync, "%d records of kinds that this version does not know", answer->unknown);
    m_epoch = answer->epoch;
    const domain::ChangeNumber next = std::max(answer->next, m_next);
    const bool more = next > m_next && next < answer->last;
    m_cache.applyPage({answer->epoch, std::move(answer->records), m_next, next},
                      here(step<bool>([this, next, more](bool kept) { pageApplied(kept, next, more); })));
}

void Worker::pageApplied(bool kept, domain::ChangeNumber next, bool more)
{
    if (!kept) {
        lost(notWritten());
        return;
    }
    m_next = next;
    if (more) {
        pull();
        return;
    }
    if (std::exchange(m_rescanning, false))
        m_cache.endRescan([](bool) {});
    listen();
    fetchOwed();
}

void Worker::listen()
{
    m_stream.reset(m_client->stream(m_next, nullptr));
    m_heardAt = std::chrono::steady_clock::now();
    m_silence.start();
    connect(m_stream.get(), &api::ChangeStream::event, this, &Worker::received);
    connect(m_stream.get(), &api::ChangeStream::heard, this, &Worker::heard);
    // Later: the stream is still at work when it says so.
    connect(m_stream.get(), &api::ChangeStream::ended, this, [this](const api::Failure& failure) {
        QMetaObject::invokeMethod(
            this,
            [ended = step<api::Failure>([this](const api::Failure& f) { lost(f); }), failure] {
                ended(failure);
            },
            Qt::QueuedConnection);
    });
}

void Worker::received(const api::ServerEvent& event)
{
    if (event.event == "hello") {
        hello(event);
        return;
    }
    if (event.event != "change")
        return;
    auto record = api::recordFrom(event.data);
    if (!record) {
        qCWarning(lcSync, "left out of the feed: %s", record.error().error.detail.c_str());
        return;
    }
    m_received.push_back(std::move(*record));
    // What came in one piece of the network is one transaction; nothing waits for more to come.
    if (!m_apply.isActive())
        m_apply.start(0);
}

void Worker::hello(const api::ServerEvent& event)
{
    const auto epoch = api::epochFromHello(event.data);
    if (epoch && *epoch != m_epoch) {
        // Not from within the stream's own signal.
        QMetaObject::invokeMethod(
            this, [this] { connectNow(); }, Qt::QueuedConnection);
        return;
    }
    m_backoff.reset();
    m_state.offlineSince.reset();
    m_state.retryAt.reset();
    enter(Connection::Live);
    m_cache.retryNow(here<bool>([this](bool) {
        sendNext();
        uploadNext();
    }));
}

void Worker::applyReceived()
{
    if (m_received.empty())
        return;
    const domain::ChangeNumber from = m_next;
    m_next = std::max(m_next, m_received.back().meta.change);
    m_cache.applyPage({m_epoch, std::exchange(m_received, {}), from, m_next},
                      here(step<bool>([this](bool kept) {
                          // The cursor is on the disk with the records: the next connection brings them
                          // again.
                          if (kept)
                              fetchOwed();
                          else
                              lost(notWritten());
                      })));
}

void Worker::heard()
{
    m_heardAt = std::chrono::steady_clock::now();
    const bool slow = m_state.connection == Connection::Slow;
    const bool old = !m_state.syncedAt || now() - *m_state.syncedAt >= syncedAtStep;
    if (!slow && !old)
        return;
    m_state.syncedAt = now();
    enter(slow ? Connection::Live : m_state.connection);
}

void Worker::checkSilence()
{
    if (!m_stream)
        return;
    const auto silence = std::chrono::steady_clock::now() - m_heardAt;
    if (silence >= m_options.lostAfter)
        lost({{domain::ErrorCode::Unavailable, {}, "nothing was heard from the service"}, 0, {}, {}});
    else if (silence >= m_options.slowAfter && m_state.connection == Connection::Live)
        enter(Connection::Slow);
}

void Worker::lost(const api::Failure& failure)
{
    if (m_stopped)
        return;
    applyReceived();
    ++m_attempt;
    m_fetchingOwed = false;
    m_stream.reset();
    m_silence.stop();
    const bool refused = failure.error.code == domain::ErrorCode::Unauthenticated ||
                         failure.error.code == domain::ErrorCode::NotAllowed || failure.error.field == "url";
    if (!m_state.offlineSince)
        m_state.offlineSince = now();
    m_state.retryAt.reset();
    if (refused) {
        // Waits for another token or for a person.
        enter(Connection::Refused, failure.error.detail);
        return;
    }
    const auto wait = std::max<std::chrono::milliseconds>(
        m_backoff.next(), failure.retryAfter.value_or(std::chrono::seconds(0)));
    m_retry.start(wait);
    m_state.retryAt = now() + wait;
    enter(Connection::Offline, failure.error.detail);
}

void Worker::enter(Connection connection, const std::string& problem)
{
    if (connection == Connection::Live)
        m_state.syncedAt = now();
    m_state.connection = connection;
    m_state.problem = problem;
    m_reports.state(m_state);
}

} // namespace matoi::sync
