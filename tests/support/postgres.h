#pragma once

#include <memory>
#include <string>

namespace matoi::test {

/// A PostgreSQL 15 cluster of its own, thrown away with the object (and when this program dies): in a
/// temporary folder, on a socket there and on a free port of the loopback address, without fsync. Root may
/// start it too: the server then runs as the user "postgres". Throws std::runtime_error with the server's log
/// when it does not start. A test without a server is a failed test, not a skipped one.
class Postgres
{
public:
    Postgres();
    ~Postgres();
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    /// One for the whole test program, started when it is first asked for.
    static Postgres& shared();

    /// An empty database: its URL, for libpq, over TCP.
    std::string createDatabase();
    /// Gives one back when no connection to it is open, for the next createDatabase(): emptying one is a
    /// tenth of the work of making one. Objects outside the schemas "matoi" and "public" stay.
    void release(const std::string& url);
    std::string url(const std::string& database) const;
    int port() const;
    /// Runs SQL (of several statements, too); throws with the server's words.
    void run(const std::string& url, const std::string& sql);
    /// The first column of the first row as text; empty when there is none.
    std::string ask(const std::string& url, const std::string& sql);

    /// Ends it as a crash does, and starts it again on the same port and data.
    void stop();
    void start();

private:
    struct Cluster;
    std::unique_ptr<Cluster> m_cluster;
};

} // namespace matoi::test
