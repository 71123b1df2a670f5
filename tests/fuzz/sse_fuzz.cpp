// uses: models/api
// corpus: sse
#include "models/api/sseparser.h"

#include <cstdint>
#include <cstdlib>
#include <vector>

namespace {

std::vector<matoi::api::ServerEvent> parsed(std::string_view bytes, std::size_t pieces)
{
    std::vector<matoi::api::ServerEvent> events;
    matoi::api::SseParser parser([&](const matoi::api::ServerEvent& event) { events.push_back(event); });
    for (std::size_t at = 0; at < bytes.size(); at += pieces)
        parser.feed(bytes.substr(at, pieces));
    return events;
}

} // namespace

/// However the network cuts the stream, the same events come out.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto whole = parsed(bytes, size + 1);
    if (whole != parsed(bytes, 1) || whole != parsed(bytes, 7))
        std::abort();
    return 0;
}
