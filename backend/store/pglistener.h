#pragma once

#include "backend/store/store.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace matoi::store {

inline constexpr const char* changeChannel = "matoi_change";

/// Listens on a connection and a thread of its own for commits of other processes. A lost connection is made
/// anew, with growing pauses; since what came meanwhile was missed, it then tells the last change number.
class PgListener
{
public:
    /// `ignores` says which server processes are our own: their commits were told already.
    PgListener(std::string url, std::function<void(ChangeNumber)> receive, std::function<bool(int)> ignores);
    ~PgListener();
    PgListener(const PgListener&) = delete;
    PgListener& operator=(const PgListener&) = delete;

private:
    void loop();
    void listen();
    /// False: it is time to end.
    bool waitFor(int socket, int milliseconds) const;

    std::string m_url;
    std::function<void(ChangeNumber)> m_receive;
    std::function<bool(int)> m_ignores;
    int m_wake = -1; ///< an eventfd: readable when it is time to end
    bool m_listened = false;
    std::thread m_thread;
};

} // namespace matoi::store
