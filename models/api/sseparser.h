#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace matoi::api {

struct ServerEvent
{
    std::string event; ///< "message" when the stream did not name it
    std::string id;    ///< the last id that the stream gave, also when this event has none of its own
    std::string data;  ///< lines joined with \n

    bool operator==(const ServerEvent&) const = default;
};

/// Server-sent events out of bytes as they come (WHATWG HTML, section 9.2.6), cut anywhere: in the middle of
/// a line, of a CRLF pair or of a UTF-8 sequence. Never fails but for an event that is too large; what is not
/// understood is ignored, as the standard says.
class SseParser
{
public:
    static constexpr std::size_t kMaxEventBytes = 8 * 1024 * 1024;

    using OnEvent = std::function<void(const ServerEvent&)>;
    /// A line that starts with a colon: matoid's sign of life.
    using OnComment = std::function<void()>;

    explicit SseParser(OnEvent onEvent, OnComment onComment = {});

    /// False: an event grew past kMaxEventBytes. The stream is to be closed; feed() does nothing from then
    /// on.
    bool feed(std::string_view bytes);

private:
    void line(std::string_view text);
    void field(std::string_view name, std::string_view value);
    void dispatch();

    OnEvent m_onEvent;
    OnComment m_onComment;
    std::string m_line;     ///< the part of a line that came without its end
    bool m_started = false; ///< a byte order mark is dropped before the first line only
    bool m_afterCr = false;
    bool m_overflown = false;
    bool m_hasData = false;
    std::string m_event;
    std::string m_data;
    std::string m_id;
};

} // namespace matoi::api
