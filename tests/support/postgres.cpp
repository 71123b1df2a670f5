#include "tests/support/postgres.h"

#include <libpq-fe.h>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <mutex>
#include <poll.h>
#include <pwd.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace matoi::test {
namespace {

using ConnectionPtr = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using ResultPtr = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr const char* binaries = "/usr/lib/postgresql/15/bin/";
constexpr auto patience = std::chrono::seconds(60);

int freePort()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool bound = ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                       ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    ::close(descriptor);
    if (!bound)
        throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

/// Whom the server runs as: PostgreSQL refuses root.
struct Account
{
    uid_t user = ::geteuid();
    gid_t group = ::getegid();

    Account()
    {
        if (user != 0)
            return;
        const passwd* entry = ::getpwnam("postgres");
        if (!entry)
            throw std::runtime_error("root cannot run PostgreSQL, and there is no user \"postgres\"");
        user = entry->pw_uid;
        group = entry->pw_gid;
    }
};

/// Between fork and exec: nothing that allocates. `parent` is the thread's process at the fork.
[[noreturn]] void become(const Account& account, pid_t parent, int log, char* const* arguments)
{
    bool ready = ::dup2(log, STDOUT_FILENO) >= 0 && ::dup2(log, STDERR_FILENO) >= 0;
    if (::geteuid() == 0)
        ready = ready && ::setgroups(0, nullptr) == 0 && ::setgid(account.group) == 0 &&
                ::setuid(account.user) == 0;
    // After setuid, which clears it. SIGQUIT is the server's immediate shutdown.
    ready = ready && ::prctl(PR_SET_PDEATHSIG, SIGQUIT) == 0 && ::getppid() == parent;
    if (ready)
        ::execv(arguments[0], arguments);
    ::_exit(127);
}

std::string lastError(PGconn* connection)
{
    return PQerrorMessage(connection);
}

} // namespace

struct Postgres::Cluster
{
    Account account;
    std::filesystem::path folder;
    int port = 0;
    pid_t server = -1;
    std::mutex mutex;
    int databases = 0;
    std::vector<std::string> released; ///< URLs

    ~Cluster()
    {
        end(SIGQUIT);
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    pid_t launch(const std::vector<std::string>& command) const
    {
        const std::string logFile = folder / "log";
        const int log = ::open(logFile.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
        std::vector<char*> arguments;
        for (const std::string& word : command)
            arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        const pid_t parent = ::getpid();
        const pid_t child = ::fork();
        if (child == 0)
            become(account, parent, log, arguments.data());
        ::close(log);
        if (child < 0)
            throw std::runtime_error(std::string("fork: ") + std::strerror(errno));
        return child;
    }

    std::string log() const
    {
        std::ostringstream text;
        text << std::ifstream(folder / "log").rdbuf();
        return text.str();
    }

    void initialise()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "matoi-postgres-XXXXXX").string();
        if (!::mkdtemp(pattern.data()))
            throw std::runtime_error("no temporary folder");
        folder = pattern;
        if (::geteuid() == 0 && ::chown(pattern.c_str(), account.user, account.group) != 0)
            throw std::runtime_error("the temporary folder cannot be given to \"postgres\"");
        const pid_t child = launch(
            {std::string(binaries) + "initdb", "--pgdata=" + (folder / "data").string(), "--username=matoi",
             "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"});
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            throw std::runtime_error("initdb failed: " + log());
    }

    void begin()
    {
        server = launch({std::string(binaries) + "postgres",
                         "-D",
                         (folder / "data").string(),
                         "-p",
                         std::to_string(port),
                         "-k",
                         folder.string(),
                         "-h",
                         "127.0.0.1",
                         "-c",
                         "fsync=off",
                         "-c",
                         "full_page_writes=off",
                         "-c",
                         "shared_buffers=16MB",
                         "-c",
                         "max_connections=60",
                         "-c",
                         "autovacuum=off",
                         "-c",
                         "wal_level=minimal",
                         "-c",
                         "max_wal_senders=0"});
    }

    void awaitReady(const std::string& url)
    {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (PQping(url.c_str()) != PQPING_OK) {
            int status = 0;
            if (::waitpid(server, &status, WNOHANG) == server) {
                server = -1;
                throw std::runtime_error("PostgreSQL ended: " + log());
            }
            if (std::chrono::steady_clock::now() > until)
                throw std::runtime_error("PostgreSQL does not answer: " + log());
            ::poll(nullptr, 0, 20);
        }
    }

    void end(int signal)
    {
        if (server <= 0)
            return;
        ::kill(server, signal);
        ::waitpid(server, nullptr, 0);
        server = -1;
    }
};

Postgres::Postgres()
    : m_cluster(std::make_unique<Cluster>())
{
    m_cluster->initialise();
    // Between asking for a free port and using it, another process may take it.
    for (int attempt = 0;; ++attempt) {
        m_cluster->port = freePort();
        try {
            start();
            return;
        } catch (const std::runtime_error&) {
            if (attempt == 4)
                throw;
        }
    }
}

Postgres::~Postgres() = default;

Postgres& Postgres::shared()
{
    static Postgres cluster;
    return cluster;
}

void Postgres::start()
{
    m_cluster->begin();
    m_cluster->awaitReady(url("postgres"));
}

void Postgres::stop()
{
    m_cluster->end(SIGQUIT);
}

int Postgres::port() const
{
    return m_cluster->port;
}

std::string Postgres::url(const std::string& database) const
{
    return "postgresql://matoi@127.0.0.1:" + std::to_string(m_cluster->port) + "/" + database;
}

std::string Postgres::createDatabase()
{
    const std::scoped_lock lock(m_cluster->mutex);
    if (!m_cluster->released.empty()) {
        const std::string free = m_cluster->released.back();
        m_cluster->released.pop_back();
        return free;
    }
    const std::string name = "test" + std::to_string(++m_cluster->databases);
    run(url("postgres"), "CREATE DATABASE " + name);
    return url(name);
}

void Postgres::release(const std::string& url)
{
    run(url, "SET client_min_messages TO warning; DROP SCHEMA IF EXISTS matoi CASCADE; "
             "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public");
    const std::scoped_lock lock(m_cluster->mutex);
    m_cluster->released.push_back(url);
}

void Postgres::run(const std::string& url, const std::string& sql)
{
    ask(url, sql);
}

std::string Postgres::ask(const std::string& url, const std::string& sql)
{
    const ConnectionPtr connection(PQconnectdb(url.c_str()), &PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK)
        throw std::runtime_error(lastError(connection.get()));
    const ResultPtr result(PQexec(connection.get(), sql.c_str()), &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(lastError(connection.get()));
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

} // namespace matoi::test
