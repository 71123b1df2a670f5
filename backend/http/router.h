#pragma once

#include "backend/http/request.h"
#include "backend/http/response.h"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace matoi::http {

/// Runs on the connection's strand: it may co_await anything, and must not block (see onPool.h).
/// What it throws becomes a 500 that names the request's id and nothing else.
using Handler = std::function<boost::asio::awaitable<Response>(Request)>;

/// Refuses a request on its head alone, before its body is taken in. Runs like a Handler.
using Gate = std::function<boost::asio::awaitable<std::optional<Response>>(const Request&)>;

struct RouteOptions
{
    std::optional<std::size_t> maxBody; ///< in bytes; unset: Limits::bodyBytes
    /// For the request to arrive; unset: Limits::requestTimeout.
    std::optional<std::chrono::milliseconds> requestTimeout;
    Gate gate;                   ///< unset: the handler alone decides
    bool rateLimited = true;     ///< false for probes that must be answered under load
    bool secretInTarget = false; ///< access records then name the route instead of the path
};

struct Route
{
    std::string method;
    std::string pattern;
    RouteOptions options;
    Handler handler;
};

/// Method and path → handler. A pattern is made of segments: "incidents" matches itself, "{id}" any one
/// segment that is not empty, and a last "{path+}" everything that is left (at least one segment, joined by
/// "/"). Where several patterns match, a literal beats a capture and a capture beats "{path+}", the
/// leftmost difference deciding.
class Router
{
public:
    /// Throws std::logic_error for a pattern that is malformed, or that another one of the same method
    /// could not be told from: both are mistakes in the program.
    void route(std::string method, std::string pattern, Handler handler, RouteOptions options = {});

    struct Match
    {
        const Route* route = nullptr; ///< null: 404 when allowed is empty, else 405
        std::vector<std::pair<std::string, std::string>> captures;
        std::vector<std::string> allowed; ///< the methods that the path has, HEAD with GET
    };

    /// HEAD is answered by GET's handler unless it has one of its own.
    Match match(std::string_view method, std::span<const std::string> segments) const;

    /// The pattern of a route with a secret in its target that this path was meant for: also one that is not
    /// found (a slash too many), or with a method that it does not take. Empty: none.
    std::string secretPattern(std::span<const std::string> segments) const;

    /// All routes, most specific first: for the check against the OpenAPI document.
    std::vector<const Route*> routes() const;

private:
    enum class Kind
    {
        Literal,
        Capture,
        Tail
    };
    struct Segment
    {
        Kind kind;
        std::string text; ///< the literal, or the name of the capture
        bool operator==(const Segment&) const = default;
    };
    struct Entry
    {
        std::vector<Segment> segments;
        Route route;
    };

    static std::vector<Segment> parse(std::string_view pattern);
    static bool matches(const Entry& entry, std::span<const std::string> segments);
    static bool before(const Entry& a, const Entry& b);
    static std::vector<std::pair<std::string, std::string>> captured(const Entry& entry,
                                                                     std::span<const std::string> segments);

    /// Sorted by before(). A walk over some 200 entries that mostly differ in their first segments costs
    /// microseconds, less than one read from the socket: no tree is needed.
    std::vector<Entry> m_entries;
};

} // namespace matoi::http
