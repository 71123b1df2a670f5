#include "models/cache/cache.h"
#include "models/sync/rebase.h"
#include "models/sync/sync.h"
#include "tests/support/childprocess.h"
#include "tests/support/rawhttp.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

/// Two consoles on one matoid, on this machine: how long it takes until what a person changes in one is told
/// in the other, through both local copies, both connections and the service's store. Beside it, in turns, a
/// bare PATCH of the same record over a kept connection: what the service alone takes of it.
///   bench_latency         the matoid beside it
namespace {

using namespace matoi;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int samples = 200;
constexpr int warmUp = 20;

[[noreturn]] void giveUp(const std::string& why)
{
    std::fprintf(stderr, "bench_latency: %s\n", why.c_str());
    std::exit(1);
}

template <class Condition> void waitUntil(const char* what, Condition condition)
{
    QTimer patience;
    patience.setSingleShot(true);
    patience.start(std::chrono::seconds(20));
    while (!condition()) {
        if (!patience.isActive())
            giveUp(std::string("waited 20 s for ") + what);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

/// The parts of a console below its window, as app/console.cpp puts them together.
class Desk
{
public:
    Desk(const QString& folder, const std::string& url, const std::string& token)
    {
        auto opened = cache::Cache::open({folder.toStdString(), sync::rebase, &m_clock});
        if (!opened)
            giveUp(opened.error().detail);
        m_cache = std::move(*opened);
        sync::Options options;
        options.backend = QUrl(QString::fromStdString(url));
        options.token = token;
        options.clock = &m_clock;
        m_sync = std::make_unique<sync::Sync>(*m_cache, options);
        m_cache->attach(m_sync.get());
        m_sync->start();
    }
    ~Desk()
    {
        m_cache->attach(nullptr);
        m_sync.reset();
    }

    cache::Cache& cache() { return *m_cache; }
    bool isLive() { return m_cache->syncState().connection == domain::SyncState::Connection::Live; }
    bool hasSentAll() { return m_cache->syncState().unsent == 0; }
    std::optional<domain::Record<domain::Incident>> incident(domain::Id<domain::Incident> id)
    {
        return m_cache->repositories().incidents.find(id);
    }
    bool shows(domain::Id<domain::Incident> id, const std::string& title)
    {
        const auto found = incident(id);
        return found && found->value.title == title;
    }
    /// The service has answered every edit of ours, and we know that it has.
    bool isSettled(domain::Id<domain::Incident> id, domain::Revision rev)
    {
        const auto found = incident(id);
        return hasSentAll() && found && found->meta.rev >= rev;
    }

private:
    domain::SystemClock m_clock;
    std::unique_ptr<cache::Cache> m_cache;
    std::unique_ptr<sync::Sync> m_sync;
};

/// matoid on a folder of its own, and a kept connection to it.
class Service
{
public:
    explicit Service(const std::string& folder)
        : m_folder(folder)
        , m_process(program(), {"serve", "--data", folder, "--listen", "127.0.0.1:0", "--log-level",
                                "warning", "--exit-with-stdin"})
    {
        const std::string line = m_process.readLine();
        const std::size_t at = line.find("http://");
        if (at == std::string::npos)
            giveUp("matoid does not start: " + line);
        m_url = line.substr(at);
        m_token = token("Daniel Weber");
        m_client.emplace(static_cast<std::uint16_t>(std::stoi(m_url.substr(m_url.rfind(':') + 1))));
    }

    const std::string& url() const { return m_url; }
    std::string token(const std::string& name)
    {
        test::ChildProcess process(
            program(), {"token", "create", "--data", m_folder, "--name", name, "--role", "admin"});
        return process.readLine();
    }
    /// A merge patch of the title, begun at `rev`. Returns how long the answer took.
    double rename(domain::Id<domain::Incident> id, domain::Revision rev, const std::string& title)
    {
        const std::string body = "{\"title\":\"" + title + "\"}";
        const std::string request =
            "PATCH /api/v1/incidents/" + id.toString() +
            " HTTP/1.1\r\nHost: matoid\r\nAuthorization: Bearer " + m_token +
            "\r\nContent-Type: application/merge-patch+json\r\nIf-Match: \"" + std::to_string(rev) +
            "\"\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        const auto begin = Clock::now();
        m_client->send(request);
        const auto answer = m_client->read();
        const double took = Milliseconds(Clock::now() - begin).count();
        if (!answer || answer->status != 200)
            giveUp("a bare PATCH failed: " + (answer ? answer->body : std::string("no answer")));
        return took;
    }

private:
    static std::string program() { return QCoreApplication::applicationDirPath().toStdString() + "/matoid"; }

    std::string m_folder;
    test::ChildProcess m_process;
    std::string m_url;
    std::string m_token;
    std::optional<test::RawClient> m_client;
};

double renameInOneSeenInOther(Desk& one, Desk& other, domain::Id<domain::Incident> id,
                              const std::string& title)
{
    Clock::time_point told;
    bool seen = false;
    const auto subscription = other.cache().onRecords([&](const std::vector<domain::ChangedRecord>& changed) {
        const bool mine = std::any_of(changed.begin(), changed.end(),
                                      [&](const auto& record) { return record.id == id.uuid(); });
        if (seen || !mine || !other.shows(id, title))
            return;
        told = Clock::now();
        seen = true;
    });
    const auto record = *one.incident(id);
    domain::Incident value = record.value;
    value.title = title;
    const auto begin = Clock::now();
    if (!one.cache().repositories().incidents.change(record, value))
        giveUp("the edit was refused");
    waitUntil("the other console", [&] { return seen; });
    return Milliseconds(told - begin).count();
}

void print(const char* what, std::vector<double>& times)
{
    std::sort(times.begin(), times.end());
    std::printf("%-42s median %6.2f ms   p99 %6.2f ms   worst %6.2f ms\n", what, times[times.size() / 2],
                times[times.size() * 99 / 100], times.back());
}

} // namespace

int main(int count, char** arguments)
{
    const QCoreApplication application(count, arguments);
    // Not in /tmp, which may be memory: an edit is on the disk before anybody else sees it.
    const QTemporaryDir folder(QDir::current().filePath(QStringLiteral("bench-latency-XXXXXX")));
    Service service(folder.filePath(QStringLiteral("service")).toStdString());
    Desk one(folder.filePath(QStringLiteral("one")), service.url(), service.token("Misaki Sato"));
    Desk other(folder.filePath(QStringLiteral("other")), service.url(), service.token("Aiko Tanaka"));
    waitUntil("the connections", [&] { return one.isLive() && other.isLive(); });

    const auto id = domain::Id<domain::Incident>::generate();
    domain::Incident incident;
    incident.title = "Checkout is slow";
    incident.startedAt = domain::SystemClock().now();
    if (!one.cache().repositories().incidents.create(id, incident))
        giveUp("the incident was refused");
    domain::Revision rev = 1;
    const auto settle = [&] {
        waitUntil("both copies to be the same",
                  [&] { return one.isSettled(id, rev) && other.isSettled(id, rev); });
    };
    settle();

    std::vector<double> consoles;
    std::vector<double> bare;
    for (int i = -warmUp; i < samples; ++i) {
        const std::string number = std::to_string(i);
        const double seen =
            renameInOneSeenInOther(one, other, id, "Checkout is slow, by a person, " + number);
        ++rev;
        settle();
        const double answered = service.rename(id, rev, "Checkout is slow, by a call, " + number);
        ++rev;
        settle();
        if (i < 0)
            continue;
        consoles.push_back(seen);
        bare.push_back(answered);
    }
    std::printf("%d edits of one record\n", samples);
    print("an edit in one console, told in the other", consoles);
    print("a bare PATCH, answered", bare);
    std::printf("median, console to console / bare PATCH    %.1f\n",
                consoles[consoles.size() / 2] / bare[bare.size() / 2]);
    return 0;
}
