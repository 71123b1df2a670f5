#pragma once

#include "backend/http/server.h"
#include "tests/support/rawhttp.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace matoi::http {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr std::size_t memoryFactor = 20; ///< sanitizers keep shadow memory, and what was freed
#else
inline constexpr std::size_t memoryFactor = 1;
#endif

/// A server on a free port of 127.0.0.1 without rate limits, and what it recorded.
///
/// Routes: GET /hello · GET /items/{id} (what the handler was given, as JSON) · POST /echo (the body) ·
/// POST /big (up to 4 MiB, answers the size) · GET /gate (answers when the gate is opened) · GET /throw ·
/// GET /healthz (not rate limited). Tests add their own before start().
class Bench
{
public:
    Bench();
    ~Bench();

    Options options;
    Router router;

    void start();
    std::uint16_t port() const { return m_server->port(); }
    Server& server() { return *m_server; }

    /// "GET path" as a whole request on a connection of its own.
    std::optional<test::RawResponse> get(const std::string& path, const std::string& fields = {}) const;

    void openGate();
    std::size_t waitingAtGate() const;

    std::vector<AccessRecord> records() const;
    std::vector<std::string> errors() const; ///< "request id|what"

    /// Waits for the condition, ten seconds at most, and says whether it came.
    static bool eventually(const std::function<bool()>& condition);
    static std::size_t residentBytes();

private:
    struct State;
    std::shared_ptr<State> m_state;
    std::unique_ptr<Server> m_server;
};

/// "GET path HTTP/1.1" with Host and these further lines ("Name: value\r\n").
std::string getRequest(const std::string& path, const std::string& fields = {});
std::string postRequest(const std::string& path, const std::string& body, const std::string& fields = {});

} // namespace matoi::http
