#include "backend/http/wire.h"

#include "backend/http/eventstream.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace matoi::http {

namespace {

bool isOurs(std::string_view name)
{
    constexpr std::array<std::string_view, 4> ours{"Content-Length", "Transfer-Encoding", "Connection",
                                                   "Date"};
    return std::any_of(ours.begin(), ours.end(),
                       [name](auto other) { return equalsIgnoringCase(name, other); });
}

void appendField(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

std::string responseHead(const Response& response, const HeadOptions& options)
{
    std::string out;
    out.reserve(512);
    out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    out.append(reasonPhrase(response.status)).append("\r\n");
    appendField(out, "Date", httpDate(std::time(nullptr)));
    for (const auto& [name, value] : response.headers) {
        if (!isOurs(name))
            appendField(out, name, value);
    }
    appendField(out, "X-Request-Id", options.requestId);
    if (!response.headers.contains("X-Content-Type-Options"))
        appendField(out, "X-Content-Type-Options", "nosniff");
    if (!response.headers.contains("Cache-Control"))
        appendField(out, "Cache-Control", "no-store");
    if (response.stream && !options.http10)
        appendField(out, "Transfer-Encoding", "chunked");
    else if (!response.stream && hasBody(response.status))
        appendField(out, "Content-Length", std::to_string(response.body.size()));
    if (response.stream)
        appendField(out, "X-Accel-Buffering", "no"); // nginx would hold events back
    if (!options.keepAlive)
        appendField(out, "Connection", "close");
    else if (options.http10)
        appendField(out, "Connection", "keep-alive");
    return out.append("\r\n");
}

bool isSafe(const Headers& headers)
{
    return std::all_of(headers.begin(), headers.end(), [](const Headers::Field& field) {
        constexpr std::string_view breaks("\r\n\0", 3);
        return !field.first.empty() && field.first.find_first_of("\r\n :") == std::string::npos &&
               field.second.find_first_of(breaks) == std::string::npos;
    });
}

bool hasBody(unsigned status)
{
    return status >= 200 && status != 204 && status != 304;
}

std::string httpDate(std::time_t time)
{
    constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&time, &utc);
    std::array<char, 64> text{};
    const int size = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                   days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                                   months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900,
                                   utc.tm_hour, utc.tm_min, utc.tm_sec);
    return std::string(text.data(), static_cast<std::size_t>(size));
}

std::string chunk(std::string_view bytes)
{
    std::array<char, 20> size{};
    const auto end = std::to_chars(size.data(), size.data() + size.size(), bytes.size(), 16).ptr;
    std::string out(size.data(), end);
    out.reserve(out.size() + bytes.size() + 4);
    return out.append("\r\n").append(bytes).append("\r\n");
}

} // namespace matoi::http
