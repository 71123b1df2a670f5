#include "tests/backend/store/storefixture.h"
#include "tests/support/postgres.h"

#include <gmock/gmock.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <random>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace matoi::store::test {
namespace {

/// The child writes the id of each record here, once the store says that it is kept.
constexpr int acknowledgements = 3;
constexpr const char* placeVariable = "MATOI_CRASH_PLACE";
constexpr std::size_t idLength = 36;

std::unique_ptr<Store> openPlace(const std::string& place)
{
    return place.rfind("postgresql:", 0) == 0 ? openPostgresStore(place) : openSqliteStore(place);
}

/// This program again, running only the test below.
class Child
{
public:
    explicit Child(const std::string& place)
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        const std::string variable = std::string(placeVariable) + "=" + place;
        std::vector<char*> environment;
        for (char** entry = environ; *entry; ++entry)
            environment.push_back(*entry);
        environment.push_back(const_cast<char*>(variable.c_str()));
        environment.push_back(nullptr);
        const std::array<const char*, 4> arguments = {
            "/proc/self/exe", "--gtest_filter=CrashChild.DISABLED_WritesUntilItIsKilled",
            "--gtest_also_run_disabled_tests", nullptr};
        m_pid = ::fork();
        if (m_pid == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            // dup2 onto itself would leave "close on exec" set.
            if (ends[1] == acknowledgements)
                ::fcntl(acknowledgements, F_SETFD, 0);
            else
                ::dup2(ends[1], acknowledgements);
            ::execve(arguments[0], const_cast<char* const*>(arguments.data()), environment.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        m_read = ends[0];
    }
    ~Child()
    {
        kill();
        ::close(m_read);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    void kill()
    {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        m_pid = -1;
    }

    /// The next acknowledged id; nullopt when the child has ended and all was read.
    std::optional<Uuid> next()
    {
        std::array<char, idLength> text{};
        std::size_t have = 0;
        while (have < text.size()) {
            const ssize_t got = ::read(m_read, text.data() + have, text.size() - have);
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                return std::nullopt;
            have += static_cast<std::size_t>(got);
        }
        return Uuid::parse({text.data(), text.size()});
    }

private:
    pid_t m_pid = -1;
    int m_read = -1;
};

TEST(CrashChild, DISABLED_WritesUntilItIsKilled)
{
    const char* place = std::getenv(placeVariable);
    ASSERT_TRUE(place);
    const auto store = openPlace(place);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (;;) {
                const std::string id = putIncident(*store, "kept").toString();
                // Shorter than a pipe's unit: it arrives whole or not at all.
                if (::write(acknowledgements, id.data(), id.size()) != static_cast<ssize_t>(id.size()))
                    ::_exit(1);
            }
        });
    for (std::thread& thread : threads)
        thread.join();
}

void crashAndLook(const std::string& place, int rounds)
{
    std::random_device device;
    const unsigned seed = device();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::vector<Uuid> acknowledged;
    for (int round = 0; round < rounds; ++round) {
        {
            Child child(place);
            const unsigned before = std::uniform_int_distribution(1U, 60U)(random);
            for (unsigned i = 0; i < before; ++i) {
                const auto id = child.next();
                ASSERT_TRUE(id) << "the child ended by itself";
                acknowledged.push_back(*id);
            }
            child.kill();
            while (const auto id = child.next())
                acknowledged.push_back(*id);
        }
        const auto store = openPlace(place);
        read(*store, [&](ReadTransaction& tx) {
            for (const Uuid& id : acknowledged)
                EXPECT_TRUE(tx.find(Kind::Incident, id)) << "round " << round << " lost " << id.toString();
            return 0;
        });
    }
    EXPECT_THAT(openPlace(place)->check(), testing::IsEmpty());
}

TEST(Crash, SqliteHasWhatItAcknowledgedBeforeTheServiceWasKilled)
{
    TemporaryFolder folder;
    crashAndLook(folder.path(), 20);
}

TEST(Crash, PostgresHasWhatItAcknowledgedBeforeTheServiceWasKilled)
{
    // Only the client is killed here, so half as many will do.
    crashAndLook(matoi::test::Postgres::shared().createDatabase(), 10);
}

} // namespace
} // namespace matoi::store::test
