#pragma once

#include <atomic>
#include <list>
#include <mutex>
#include <string>
#include <thread>

namespace matoi::store::test {

/// Stands between a client and PostgreSQL and breaks the connection at its worst moment: around a COMMIT.
class PgProxy
{
public:
    enum class AtCommit
    {
        Pass,
        LoseRequest, ///< the server never sees it, and rolls back
        LoseAnswer,  ///< the server has committed, the client never hears of it
        LoseBoth     ///< the client is cut off while the server still works on it
    };

    explicit PgProxy(int serverPort);
    ~PgProxy();
    PgProxy(const PgProxy&) = delete;
    PgProxy& operator=(const PgProxy&) = delete;

    int port() const { return m_port; }
    /// For the next COMMIT only.
    void arm(AtCommit what) { m_armed = what; }

private:
    void accept();
    void relay(int client);
    bool passToServer(int client, int server);
    static bool pass(int from, int to);

    int m_serverPort;
    int m_port = 0;
    int m_listener = -1;
    int m_wake = -1; ///< an eventfd: readable when it is time to end
    std::atomic<AtCommit> m_armed{AtCommit::Pass};
    std::list<std::thread> m_relays; ///< of the accepting thread
    std::thread m_thread;
};

} // namespace matoi::store::test
