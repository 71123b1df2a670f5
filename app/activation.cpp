#include "app/activation.h"

#include <QtGui/QGuiApplication>
#include <QtWidgets/QWidget>

#include <cstring>
#include <memory>
#include <xcb/xcb.h>

namespace matoi::app {

using namespace Qt::StringLiterals;

namespace {

struct Free
{
    void operator()(void* reply) const { std::free(reply); }
};

/// The window manager of Qt's own connection.
class Manager
{
public:
    explicit Manager(xcb_connection_t* connection)
        : m_connection(connection)
        , m_root(xcb_setup_roots_iterator(xcb_get_setup(connection)).data->root)
    {}

    void activate(xcb_window_t window, quint32 time)
    {
        xcb_client_message_event_t event = message(window, "_NET_ACTIVE_WINDOW", 32);
        event.data.data32[0] = 1; // an application asks
        event.data.data32[1] = time;
        send(event, XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY);
    }

    /// Startup notification: a text in pieces of twenty bytes, the last with its end.
    void broadcast(const QByteArray& text)
    {
        const xcb_window_t sender = xcb_generate_id(m_connection);
        xcb_create_window(m_connection, XCB_COPY_FROM_PARENT, sender, m_root, -10, -10, 1, 1, 0,
                          XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT, 0, nullptr);
        for (qsizetype at = 0; at <= text.size(); at += 20) {
            auto event = message(sender, at == 0 ? "_NET_STARTUP_INFO_BEGIN" : "_NET_STARTUP_INFO", 8);
            const qsizetype size = std::min<qsizetype>(text.size() - at, 20);
            std::memcpy(event.data.data8, text.constData() + at, static_cast<std::size_t>(size));
            send(event, XCB_EVENT_MASK_PROPERTY_CHANGE);
        }
        xcb_destroy_window(m_connection, sender);
    }
    void flush() { xcb_flush(m_connection); }

private:
    xcb_client_message_event_t message(xcb_window_t window, const char* type, std::uint8_t format)
    {
        xcb_client_message_event_t event{};
        event.response_type = XCB_CLIENT_MESSAGE;
        event.format = format;
        event.window = window;
        const auto asked =
            xcb_intern_atom(m_connection, 0, static_cast<std::uint16_t>(std::strlen(type)), type);
        const std::unique_ptr<xcb_intern_atom_reply_t, Free> reply(
            xcb_intern_atom_reply(m_connection, asked, nullptr));
        event.type = reply ? reply->atom : xcb_atom_t(XCB_ATOM_NONE);
        return event;
    }
    void send(const xcb_client_message_event_t& event, std::uint32_t mask)
    {
        xcb_send_event(m_connection, 0, m_root, mask, reinterpret_cast<const char*>(&event));
    }

    xcb_connection_t* m_connection;
    xcb_window_t m_root;
};

} // namespace

void takeActivation(const Request& request)
{
    if (!request.activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", request.activationToken);
}

void completeStartup(const Request& request, const QWidget& window)
{
    const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    if (x11 == nullptr || request.startupId.isEmpty())
        return;
    Manager manager(x11->connection());
    const qsizetype mark = request.startupId.lastIndexOf("_TIME");
    if (const quint32 time = mark < 0 ? 0 : request.startupId.mid(mark + 5).toUInt(); time != 0)
        manager.activate(static_cast<xcb_window_t>(window.winId()), time);
    QByteArray id = request.startupId;
    id.replace('\\', "\\\\").replace('"', "\\\"");
    manager.broadcast("remove: ID=\"" + id + '"');
    manager.flush();
}

void activateAt(const QWidget& window, quint32 time)
{
    const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    if (x11 == nullptr || x11->connection() == nullptr || time == 0)
        return;
    Manager manager(x11->connection());
    manager.activate(static_cast<xcb_window_t>(window.winId()), time);
    manager.flush();
}

} // namespace matoi::app
