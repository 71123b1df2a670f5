#include "app/x11shortcut.h"

#include "app/desktopkey.h"
#include "app/x11keyboard.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QKeySequence>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

namespace matoi::app {

using namespace Qt::StringLiterals;
using State = widgets::ShortcutStatus::State;

namespace {

constexpr std::uint32_t altLeft = 0xffe9;
constexpr std::uint32_t altRight = 0xffea;
constexpr std::uint32_t superLeft = 0xffeb;
constexpr std::uint32_t superRight = 0xffec;
constexpr std::uint32_t numLock = 0xff7f;
constexpr std::uint8_t sent = 0x80; ///< marks an event that another client made
/// What of an event's state are modifiers; above them stand the buttons of the pointer and the layout's
/// group.
constexpr std::uint16_t modifierBits = 0xff;

constexpr std::uint32_t longestRepeat = 2'000; ///< ms from one to the next of a key that is held down

struct Free
{
    void operator()(void* reply) const { std::free(reply); }
};
template <class T> using Reply = std::unique_ptr<T, Free>;

/// The modifiers of `key`; nullopt: this keyboard lacks one.
std::optional<std::uint16_t> modifiersOf(const DesktopKey& key, const X11Keyboard& keyboard, bool shifted)
{
    const std::uint16_t alt = keyboard.modifierOf(altLeft, altRight);
    const std::uint16_t logo = keyboard.modifierOf(superLeft, superRight);
    if ((key.alt && alt == 0) || (key.logo && logo == 0))
        return std::nullopt;
    unsigned modifiers = key.control ? XCB_MOD_MASK_CONTROL : 0;
    modifiers |= key.shift || shifted ? XCB_MOD_MASK_SHIFT : 0;
    modifiers |= key.alt ? alt : 0;
    modifiers |= key.logo ? logo : 0;
    return static_cast<std::uint16_t>(modifiers);
}

/// Caps Lock and Num Lock change nothing.
std::vector<std::uint16_t> withLocks(std::uint16_t modifiers, std::uint16_t num)
{
    constexpr unsigned lock = XCB_MOD_MASK_LOCK;
    std::vector<std::uint16_t> all;
    for (const unsigned locks : {0U, lock, unsigned{num}, lock | num})
        if (const auto held = static_cast<std::uint16_t>(modifiers | locks);
            std::find(all.begin(), all.end(), held) == all.end())
            all.push_back(held);
    return all;
}

} // namespace

X11Shortcut::X11Shortcut(QObject* parent)
    : ShortcutWay(parent)
{}

X11Shortcut::~X11Shortcut()
{
    drop();
}

bool X11Shortcut::findServer()
{
    const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    // Under a Wayland compositor an X server hears no key that is pressed in a window of Wayland.
    // Some platforms without a server answer to the name of X11.
    if (x11 == nullptr || x11->connection() == nullptr || qEnvironmentVariableIsSet("WAYLAND_DISPLAY"))
        return false;
    m_connection = x11->connection();
    m_root = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data->root;
    constexpr const char* xkb = "XKEYBOARD";
    const auto asked = xcb_query_extension(m_connection, static_cast<std::uint16_t>(std::strlen(xkb)), xkb);
    const Reply<xcb_query_extension_reply_t> reply(xcb_query_extension_reply(m_connection, asked, nullptr));
    m_keymapEvent = reply && reply->present ? reply->first_event : -1;
    return true;
}

void X11Shortcut::ask(const ShortcutWish& wish)
{
    drop();
    m_wish = wish;
    if (m_connection == nullptr && !findServer()) {
        Q_EMIT told({State::None, wish.key});
        return;
    }
    qGuiApp->installNativeEventFilter(this);
    grab();
}

void X11Shortcut::drop()
{
    if (m_connection == nullptr)
        return;
    m_wish = {};
    ungrab();
    qGuiApp->removeNativeEventFilter(this);
}

void X11Shortcut::grab()
{
    const QString shown =
        QKeySequence::fromString(m_wish.key, QKeySequence::PortableText).toString(QKeySequence::NativeText);
    const X11Keyboard keyboard(m_connection);
    const auto key = DesktopKey::fromSequence(m_wish.key);
    const auto place = key ? keyboard.find(key->keysym) : std::nullopt;
    const auto modifiers = place ? modifiersOf(*key, keyboard, place->shifted) : std::nullopt;
    if (!modifiers) {
        ungrab();
        Q_EMIT told({State::Unusable, shown.isEmpty() ? m_wish.key : shown});
        return;
    }
    const auto wanted = withLocks(*modifiers, keyboard.modifierOf(numLock, numLock));
    // A keymap is also told of when nothing of ours has moved: the key is not let go for that.
    if (place->code == m_code && wanted == m_modifiers)
        return;
    ungrab();
    m_code = place->code;
    m_modifiers = wanted;
    const bool taken = !take();
    if (taken) // with Num Lock it would be another program's than without
        ungrab();
    Q_EMIT told({taken ? State::Taken : State::Works, shown});
}

/// False: another program has it, with or without one of the locks.
bool X11Shortcut::take()
{
    std::vector<xcb_void_cookie_t> asked;
    for (const std::uint16_t held : m_modifiers)
        asked.push_back(xcb_grab_key_checked(m_connection, 0, m_root, held, m_code, XCB_GRAB_MODE_ASYNC,
                                             XCB_GRAB_MODE_ASYNC));
    bool well = true;
    for (const xcb_void_cookie_t cookie : asked)
        if (const Reply<xcb_generic_error_t> error(xcb_request_check(m_connection, cookie)); error)
            well = false;
    return well;
}

void X11Shortcut::ungrab()
{
    for (const std::uint16_t held : m_modifiers)
        xcb_ungrab_key(m_connection, m_code, m_root, held);
    xcb_flush(m_connection);
    m_modifiers.clear();
    m_code = 0;
    m_down = false;
}

bool X11Shortcut::nativeEventFilter(const QByteArray& type, void* message, qintptr*)
{
    if (type != "xcb_generic_event_t")
        return false;
    const auto* event = static_cast<const xcb_generic_event_t*>(message);
    const int kind = event->response_type & ~sent;
    if (kind == XCB_KEY_PRESS || kind == XCB_KEY_RELEASE)
        return keyEvent(*reinterpret_cast<const xcb_key_press_event_t*>(event), kind == XCB_KEY_PRESS);
    // Another layout has the key elsewhere. A client of XKB, as Qt is, may be told by that alone; the first
    // two of its events are a new keyboard and a new map.
    constexpr std::uint8_t newMap = 1;
    if (kind == XCB_MAPPING_NOTIFY || (kind == m_keymapEvent && event->pad0 <= newMap))
        keymapChanged();
    return false;
}

/// Once for all events that tell of one change.
void X11Shortcut::keymapChanged()
{
    if (std::exchange(m_looksAgain, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_looksAgain = false;
            if (!m_wish.key.isEmpty())
                grab();
        },
        Qt::QueuedConnection);
}

/// True: it was our key, and is for nobody else.
bool X11Shortcut::keyEvent(const xcb_key_press_event_t& event, bool down)
{
    const auto held = static_cast<std::uint16_t>(event.state & modifierBits);
    if (m_code == 0 || event.event != m_root || event.detail != m_code)
        return false;
    if (!down) {
        m_down = false;
        m_released = event.time;
        return true;
    }
    if (std::find(m_modifiers.begin(), m_modifiers.end(), held) == m_modifiers.end())
        return false;
    // A key that is held down is let go and pressed in one moment, or pressed again and again. After a while
    // it is another press all the same: that it was let go may have been told to a locked screen.
    const bool repeated = event.time == m_released || (m_down && event.time - m_pressed < longestRepeat);
    m_down = true;
    m_pressed = event.time;
    if (!repeated)
        Q_EMIT pressed({{}, event.time});
    return true;
}

} // namespace matoi::app
