#include "app/x11keyboard.h"

#include <cstdlib>

namespace matoi::app {

namespace {

/// Two groups of the layout with two levels each; what lies behind them needs a key that is no modifier of
/// ours.
constexpr int columns = 4;
constexpr int modifierCount = 8;

} // namespace

void X11Keyboard::Free::operator()(void* reply) const
{
    std::free(reply);
}

X11Keyboard::X11Keyboard(xcb_connection_t* connection)
    : m_first(xcb_get_setup(connection)->min_keycode)
    , m_last(xcb_get_setup(connection)->max_keycode)
{
    const auto mapping = xcb_get_keyboard_mapping(connection, static_cast<xcb_keycode_t>(m_first),
                                                  static_cast<std::uint8_t>(m_last - m_first + 1));
    const auto modifiers = xcb_get_modifier_mapping(connection);
    m_mapping.reset(xcb_get_keyboard_mapping_reply(connection, mapping, nullptr));
    m_modifiers.reset(xcb_get_modifier_mapping_reply(connection, modifiers, nullptr));
}

std::uint32_t X11Keyboard::symbol(int code, int column) const
{
    const int width = m_mapping ? m_mapping->keysyms_per_keycode : 0;
    const int at = (code - m_first) * width + column;
    if (code < m_first || column >= width || at >= xcb_get_keyboard_mapping_keysyms_length(m_mapping.get()))
        return 0;
    return xcb_get_keyboard_mapping_keysyms(m_mapping.get())[at];
}

std::optional<X11Keyboard::Place> X11Keyboard::find(std::uint32_t keysym) const
{
    for (int column = 0; column < columns; ++column)
        for (int code = m_first; code <= m_last; ++code)
            if (symbol(code, column) == keysym)
                return Place{static_cast<xcb_keycode_t>(code), column % 2 == 1};
    return std::nullopt;
}

std::uint16_t X11Keyboard::modifierOf(std::uint32_t left, std::uint32_t right) const
{
    if (!m_modifiers)
        return 0;
    const int each = m_modifiers->keycodes_per_modifier;
    const xcb_keycode_t* codes = xcb_get_modifier_mapping_keycodes(m_modifiers.get());
    for (int modifier = 0; modifier < modifierCount; ++modifier)
        for (int i = 0; i < each; ++i)
            for (int column = 0; column < columns; ++column) {
                const std::uint32_t found = symbol(codes[modifier * each + i], column);
                if (found != 0 && (found == left || found == right))
                    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(modifier));
            }
    return 0;
}

} // namespace matoi::app
