#include "models/api/sseparser.h"

#include <utility>

namespace matoi::api {

SseParser::SseParser(OnEvent onEvent, OnComment onComment)
    : m_onEvent(std::move(onEvent))
    , m_onComment(std::move(onComment))
{}

bool SseParser::feed(std::string_view bytes)
{
    while (!bytes.empty() && !m_overflown) {
        if (std::exchange(m_afterCr, false) && bytes.front() == '\n') {
            bytes.remove_prefix(1);
            continue;
        }
        const std::size_t end = bytes.find_first_of("\r\n");
        m_line += bytes.substr(0, end);
        if (m_line.size() + m_data.size() > kMaxEventBytes) {
            m_overflown = true;
            break;
        }
        if (end == std::string_view::npos)
            break;
        m_afterCr = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        const std::string complete = std::exchange(m_line, {});
        line(complete);
    }
    return !m_overflown;
}

void SseParser::line(std::string_view text)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (!std::exchange(m_started, true) && text.substr(0, byteOrderMark.size()) == byteOrderMark)
        text.remove_prefix(byteOrderMark.size());
    if (text.empty())
        return dispatch();
    const std::size_t colon = text.find(':');
    if (colon == 0) {
        if (m_onComment)
            m_onComment();
        return;
    }
    std::string_view value = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    if (!value.empty() && value.front() == ' ')
        value.remove_prefix(1);
    field(text.substr(0, colon), value);
}

void SseParser::field(std::string_view name, std::string_view value)
{
    if (name == "event") {
        m_event = value;
    } else if (name == "data") {
        if (std::exchange(m_hasData, true))
            m_data += '\n';
        m_data += value;
    } else if (name == "id" && value.find('\0') == std::string_view::npos) {
        m_id = value;
    }
}

void SseParser::dispatch()
{
    ServerEvent event{std::exchange(m_event, {}), m_id, std::exchange(m_data, {})};
    if (!std::exchange(m_hasData, false))
        return;
    if (event.event.empty())
        event.event = "message";
    m_onEvent(event);
}

} // namespace matoi::api
