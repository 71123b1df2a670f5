#include "tests/backend/store/pgproxy.h"
#include "tests/backend/store/storefixture.h"
#include "tests/support/postgres.h"

#include <gmock/gmock.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace matoi::store::test {
namespace {

using namespace std::chrono_literals;
using matoi::test::Postgres;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class PostgresLoss : public testing::Test
{
protected:
    PostgresLoss()
        : m_url(Postgres::shared().createDatabase())
        , m_store(openPostgresStore(m_url))
    {}
    ~PostgresLoss() override
    {
        m_store.reset();
        Postgres::shared().release(m_url);
    }

    std::string through(const PgProxy& proxy) const
    {
        const std::string port = std::to_string(Postgres::shared().port());
        std::string url = m_url;
        return url.replace(url.find(port), port.size(), std::to_string(proxy.port()));
    }
    /// Every connection to the database but the one that asks.
    void endAllConnections() const
    {
        Postgres::shared().run(m_url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                      "WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    std::string m_url;
    std::unique_ptr<Store> m_store;
};

class PostgresCommit : public PostgresLoss, public testing::WithParamInterface<PgProxy::AtCommit>
{};

std::string lostName(const testing::TestParamInfo<PgProxy::AtCommit>& info)
{
    switch (info.param) {
    case PgProxy::AtCommit::Pass: return "Nothing";
    case PgProxy::AtCommit::LoseRequest: return "Request";
    case PgProxy::AtCommit::LoseAnswer: return "Answer";
    case PgProxy::AtCommit::LoseBoth: return "Both";
    }
    return "?";
}
INSTANTIATE_TEST_SUITE_P(Lost, PostgresCommit,
                         testing::Values(PgProxy::AtCommit::LoseRequest, PgProxy::AtCommit::LoseAnswer,
                                         PgProxy::AtCommit::LoseBoth),
                         lostName);

TEST_P(PostgresCommit, IsDoneExactlyOnceWhenTheConnectionIsLostAroundIt)
{
    PgProxy proxy(Postgres::shared().port());
    const auto store = openPostgresStore(through(proxy));
    for (int round = 1; round <= 5; ++round) {
        proxy.arm(GetParam());
        const auto id = domain::Id<domain::Incident>::generate();
        int runs = 0;
        const auto number = write(*store, [&](WriteTransaction& tx) {
            ++runs;
            put(tx, id, incident("once"), "aiko");
            tx.audit("aiko", "opened", id.toString(), "");
            return tx.nextNumber("incident", 1);
        });
        if (GetParam() == PgProxy::AtCommit::LoseRequest) {
            EXPECT_EQ(runs, 2);
        }
        if (GetParam() == PgProxy::AtCommit::LoseAnswer) {
            EXPECT_EQ(runs, 1);
        }
        EXPECT_EQ(number, round);
        read(*m_store, [&](ReadTransaction& tx) {
            EXPECT_EQ(find(tx, id)->meta.rev, 1);
            EXPECT_EQ(tx.lastChange(), round);
            EXPECT_EQ(tx.auditEntries(0, 100).size(), static_cast<std::size_t>(round));
            EXPECT_EQ(tx.key("counter", "incident"), std::to_string(round));
            return 0;
        });
    }
    EXPECT_THAT(m_store->check(), IsEmpty());
}

TEST_F(PostgresLoss, ConnectionsThatTheServerEndedAreMadeAnew)
{
    putIncident(*m_store, "before");
    endAllConnections();
    EXPECT_EQ(read(*m_store, [](ReadTransaction& tx) { return tx.lastChange(); }), 1);
    endAllConnections();
    putIncident(*m_store, "after");
    EXPECT_EQ(read(*m_store, [](ReadTransaction& tx) { return tx.lastChange(); }), 2);
}

TEST_F(PostgresLoss, AWriteWhoseConnectionEndsInTheMiddleIsDoneAgain)
{
    int runs = 0;
    write(*m_store, [&](WriteTransaction& tx) {
        tx.nextNumber("incident", 1);
        if (++runs == 1)
            endAllConnections();
        tx.put(Kind::Incident, Uuid::generate(), {}, "aiko");
    });
    EXPECT_EQ(runs, 2);
    read(*m_store, [](ReadTransaction& tx) {
        EXPECT_EQ(tx.key("counter", "incident"), "1");
        EXPECT_EQ(tx.lastChange(), 1);
        return 0;
    });
}

TEST_F(PostgresLoss, OtherServicesAreHeardAgainAfterTheListenersConnectionWasLost)
{
    const auto other = openPostgresStore(m_url);
    std::mutex mutex;
    std::condition_variable wake;
    ChangeNumber heard = -1;
    const auto handle = m_store->onCommit([&](ChangeNumber change) {
        const std::scoped_lock lock(mutex);
        heard = std::max(heard, change);
        wake.notify_all();
    });
    const auto hears = [&](ChangeNumber change) {
        std::unique_lock lock(mutex);
        return wake.wait_for(lock, 20s, [&] { return heard >= change; });
    };
    putIncident(*other, "one");
    EXPECT_TRUE(hears(1));
    endAllConnections();
    putIncident(*other, "while nobody listened, perhaps");
    EXPECT_TRUE(hears(2));
    putIncident(*other, "three");
    EXPECT_TRUE(hears(3));
}

TEST_F(PostgresLoss, AServerThatIsDownIsSaidSoAndUsedAgainWhenItIsBack)
{
    const auto id = putIncident(*m_store, "before");
    Postgres::shared().stop();
    EXPECT_THROW(putIncident(*m_store, "lost"), StoreError);
    EXPECT_THROW(read(*m_store, [](ReadTransaction& tx) { return tx.lastChange(); }), StoreError);
    EXPECT_THROW(openPostgresStore(m_url), StoreError);
    Postgres::shared().start();
    read(*m_store, [&](ReadTransaction& tx) {
        EXPECT_TRUE(find(tx, id));
        EXPECT_EQ(tx.lastChange(), 1);
        return 0;
    });
    putIncident(*m_store, "after");
}

TEST_F(PostgresLoss, OneThatThrowsHurtsNoOtherOfItsBatch)
{
    std::atomic<int> kept = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 20; ++i) {
                if ((t + i) % 3 == 0) {
                    EXPECT_THROW(m_store->write([](WriteTransaction& tx) {
                        tx.put(Kind::Incident, Uuid::generate(), {}, "aiko");
                        throw std::runtime_error("no");
                    }),
                                 std::runtime_error);
                } else {
                    putIncident(*m_store, "kept");
                    ++kept;
                }
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    read(*m_store, [&](ReadTransaction& tx) {
        EXPECT_EQ(tx.lastChange(), kept);
        EXPECT_EQ(tx.changesSince(0, 1000).size(), static_cast<std::size_t>(kept));
        return 0;
    });
}

TEST_F(PostgresLoss, AWriteInsideAWriteIsRefusedInsteadOfWaitingForEver)
{
    EXPECT_THROW(write(*m_store, [&](WriteTransaction&) { putIncident(*m_store, "inner"); }),
                 std::logic_error);
}

TEST(PostgresOpen, ManyServicesMayStartAtOnce)
{
    const std::string url = Postgres::shared().createDatabase();
    std::vector<std::thread> threads;
    for (int t = 0; t < 5; ++t)
        threads.emplace_back([&] { EXPECT_NO_THROW(putIncident(*openPostgresStore(url), "hello")); });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(read(*openPostgresStore(url), [](ReadTransaction& tx) { return tx.lastChange(); }), 5);
}

TEST(PostgresOpen, ASchemaOfANewerServiceIsRefused)
{
    const std::string url = Postgres::shared().createDatabase();
    openPostgresStore(url);
    Postgres::shared().run(url, "INSERT INTO matoi.schema_version VALUES (99)");
    try {
        openPostgresStore(url);
        FAIL();
    } catch (const StoreError& error) {
        EXPECT_THAT(error.what(), HasSubstr("newer Matoi (schema 99"));
    }
}

TEST(PostgresOpen, AnUnreachableServerIsNamedWithoutThePassword)
{
    try {
        openPostgresStore("postgresql://aiko:hunter2@127.0.0.1:1/matoi");
        FAIL();
    } catch (const StoreError& error) {
        EXPECT_THAT(error.what(), HasSubstr("host=127.0.0.1 port=1"));
        EXPECT_THAT(error.what(), Not(HasSubstr("hunter2")));
    }
}

} // namespace
} // namespace matoi::store::test
