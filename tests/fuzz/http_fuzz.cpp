// uses: backend/http
// corpus: http
#include "backend/http/requestparser.h"
#include "backend/http/router.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace matoi::http;

Router makeRouter()
{
    const Handler handler = [](Request) -> boost::asio::awaitable<Response> { co_return noContent(); };
    Router router;
    for (const char* pattern :
         {"/", "/api/v1/incidents", "/api/v1/incidents/{id}", "/tags/{arn}", "/{rest+}"})
        router.route("GET", pattern, handler);
    return router;
}

/// What the parser makes of the bytes when they come in pieces of this size, as one text.
std::string parsed(std::string_view bytes, std::size_t piece)
{
    Limits limits;
    limits.headerBytes = 2048;
    limits.bodyBytes = 256;
    RequestParser parser(limits);
    std::string waiting;
    bool limited = false;
    while (!bytes.empty() && !parser.isDone() && !parser.refusal()) {
        waiting += bytes.substr(0, piece);
        bytes.remove_prefix(std::min(piece, bytes.size()));
        std::size_t used = 1;
        while (used > 0 && !waiting.empty()) {
            used = parser.feed(waiting);
            waiting.erase(0, used);
            if (parser.isHeadDone() && !parser.refusal() && !limited) {
                limited = true;
                parser.limitBody(limits.bodyBytes);
            }
        }
    }
    if (parser.refusal())
        return "refused";
    if (!parser.isDone())
        return "unfinished";
    const Request& request = parser.request();
    if (request.body.size() > limits.bodyBytes || request.headers.count("Host") > 1)
        std::abort();
    std::string text = request.method + " " + request.target + "\n";
    for (const auto& [name, value] : request.headers)
        text += name + ": " + value + "\n";
    return text + "\n" + request.body;
}

void route(std::string_view bytes)
{
    static const Router router = makeRouter();
    const auto target = parseTarget(bytes.substr(0, bytes.find_first_of("\r\n")));
    if (!target)
        return;
    const auto match = router.match("GET", target->segments);
    for (const auto& [name, value] : match.captures) {
        if (value.empty() || !isText(value))
            std::abort();
    }
    for (const auto& [name, value] : target->query) {
        if (!isText(name) || percentDecode(percentEncode(value)) != value)
            std::abort();
    }
}

} // namespace

/// However the network cuts a request, it means the same; a target gives text or nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string whole = parsed(bytes, size + 1);
    const std::string dribbled = parsed(bytes, 1);
    // A refusal can come before the end of the bytes is seen, or not be reached at all.
    const bool comparable = whole != "refused" && dribbled != "refused";
    if (comparable && whole != dribbled)
        std::abort();
    route(bytes);
    return 0;
}
