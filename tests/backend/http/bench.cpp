#include "tests/backend/http/bench.h"

#include "backend/http/onpool.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <unistd.h>

namespace matoi::http {

namespace asio = boost::asio;

struct Bench::State
{
    std::atomic<bool> gateOpen = false;
    std::atomic<std::size_t> waiting = 0;
    std::mutex mutex;
    std::vector<AccessRecord> records;
    std::vector<std::string> errors;
};

namespace {

boost::json::object described(const Request& request)
{
    boost::json::object body;
    body["method"] = request.method;
    body["target"] = request.target;
    body["path"] = request.path;
    body["segments"] = boost::json::array(request.segments.begin(), request.segments.end());
    boost::json::object query;
    for (const auto& [name, value] : request.query)
        query[name] = value;
    body["query"] = std::move(query);
    boost::json::object headers;
    for (const auto& [name, value] : request.headers)
        headers[name] = value;
    body["headers"] = std::move(headers);
    body["id"] = request.capture("id");
    body["remoteAddress"] = request.remoteAddress;
    body["requestId"] = request.id;
    return body;
}

} // namespace

Bench::Bench()
    : m_state(std::make_shared<State>())
{
    options.limits.perAddress = {};
    options.limits.perToken = {};
    const auto state = m_state;
    options.hooks.access = [state](const AccessRecord& record) {
        const std::lock_guard lock(state->mutex);
        state->records.push_back(record);
    };
    options.hooks.error = [state](std::string_view id, std::string_view what) {
        const std::lock_guard lock(state->mutex);
        state->errors.push_back(std::string(id) + "|" + std::string(what));
    };

    router.route("GET", "/hello", [](Request) -> asio::awaitable<Response> { co_return text(200, "hello"); });
    router.route("GET", "/items/{id}", [](Request request) -> asio::awaitable<Response> {
        co_return json(200, described(request));
    });
    router.route("POST", "/items/{id}", [](Request request) -> asio::awaitable<Response> {
        co_return json(201, described(request));
    });
    router.route("POST", "/echo", [](Request request) -> asio::awaitable<Response> {
        co_return text(200, std::move(request.body));
    });
    router.route("POST", "/big",
                 [](Request request) -> asio::awaitable<Response> {
                     co_return text(200, std::to_string(request.body.size()));
                 },
                 {.maxBody = 4 * 1024 * 1024});
    router.route("GET", "/throw", [](Request) -> asio::awaitable<Response> {
        throw std::runtime_error("the secret cause");
        co_return noContent();
    });
    router.route("GET", "/gate", [state](Request) -> asio::awaitable<Response> {
        ++state->waiting;
        asio::steady_timer timer(co_await asio::this_coro::executor);
        while (!state->gateOpen) {
            timer.expires_after(std::chrono::milliseconds(2));
            co_await timer.async_wait(asio::use_awaitable);
        }
        co_return text(200, "through");
    });
    router.route("GET", "/healthz", [](Request) -> asio::awaitable<Response> { co_return text(200, "ok"); },
                 {.rateLimited = false});
}

Bench::~Bench()
{
    openGate();
}

void Bench::start()
{
    m_server = std::make_unique<Server>(options, router);
    const auto started = m_server->start();
    ASSERT_TRUE(started) << started.error().detail;
}

std::optional<test::RawResponse> Bench::get(const std::string& path, const std::string& fields) const
{
    return test::RawClient::ask(port(), getRequest(path, fields));
}

void Bench::openGate()
{
    m_state->gateOpen = true;
}

std::size_t Bench::waitingAtGate() const
{
    return m_state->waiting;
}

std::vector<AccessRecord> Bench::records() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->records;
}

std::vector<std::string> Bench::errors() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->errors;
}

bool Bench::eventually(const std::function<bool()>& condition)
{
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

std::size_t Bench::residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    std::size_t total = 0;
    std::size_t resident = 0;
    statm >> total >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

std::string getRequest(const std::string& path, const std::string& fields)
{
    return "GET " + path + " HTTP/1.1\r\nHost: matoi.example\r\n" + fields + "\r\n";
}

std::string postRequest(const std::string& path, const std::string& body, const std::string& fields)
{
    return "POST " + path +
           " HTTP/1.1\r\nHost: matoi.example\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           fields + "\r\n" + body;
}

} // namespace matoi::http
