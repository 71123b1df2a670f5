#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <xcb/xcb.h>

namespace matoi::app {

/// Where the X server's keyboard has its keys now.
class X11Keyboard
{
public:
    explicit X11Keyboard(xcb_connection_t* connection);

    struct Place
    {
        xcb_keycode_t code = 0;
        bool shifted = false;
    };
    /// nullopt: on no key.
    std::optional<Place> find(std::uint32_t keysym) const;
    /// The modifier that one of these keys is; 0: none.
    std::uint16_t modifierOf(std::uint32_t left, std::uint32_t right) const;

private:
    struct Free
    {
        void operator()(void* reply) const;
    };
    std::uint32_t symbol(int code, int column) const;

    int m_first;
    int m_last;
    std::unique_ptr<xcb_get_keyboard_mapping_reply_t, Free> m_mapping;
    std::unique_ptr<xcb_get_modifier_mapping_reply_t, Free> m_modifiers;
};

} // namespace matoi::app
