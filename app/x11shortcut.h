#pragma once

#include "app/shortcutway.h"

#include <QtCore/QAbstractNativeEventFilter>

#include <cstdint>
#include <vector>

struct xcb_connection_t;
struct xcb_key_press_event_t;

namespace matoi::app {

/// A key of the X server that is given to us before any window gets it.
class X11Shortcut final : public ShortcutWay, private QAbstractNativeEventFilter
{
    Q_OBJECT

public:
    explicit X11Shortcut(QObject* parent = nullptr);
    ~X11Shortcut() override;

    void ask(const ShortcutWish& wish) override;
    void drop() override;

private:
    bool nativeEventFilter(const QByteArray& type, void* message, qintptr* result) override;
    void keymapChanged();
    bool keyEvent(const xcb_key_press_event_t& event, bool down);
    bool findServer();
    void grab();
    bool take();
    void ungrab();

    xcb_connection_t* m_connection = nullptr; ///< Qt's own
    std::uint32_t m_root = 0;
    int m_keymapEvent = -1; ///< of the XKB extension
    ShortcutWish m_wish;
    std::uint8_t m_code = 0;                ///< of the key that is held; 0: none is
    std::vector<std::uint16_t> m_modifiers; ///< with each state of the locks that change nothing
    bool m_looksAgain = false;
    bool m_down = false;
    std::uint32_t m_pressed = 0; ///< when, on the server's clock
    std::uint32_t m_released = 0;
};

} // namespace matoi::app
