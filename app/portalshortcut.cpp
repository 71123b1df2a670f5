#include "app/portalshortcut.h"

#include "app/desktopkey.h"

#include <QtCore/QRandomGenerator>
#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusMetaType>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusServiceWatcher>
#include <QtDBus/QDBusVariant>

namespace matoi::app {

using namespace Qt::StringLiterals;
using State = widgets::ShortcutStatus::State;

/// A shortcut as the portal has it: (sa{sv}).
struct PortalEntry
{
    QString id;
    QVariantMap values;
};

QDBusArgument& operator<<(QDBusArgument& argument, const PortalEntry& entry)
{
    argument.beginStructure();
    argument << entry.id << entry.values;
    argument.endStructure();
    return argument;
}

const QDBusArgument& operator>>(const QDBusArgument& argument, PortalEntry& entry)
{
    argument.beginStructure();
    argument >> entry.id >> entry.values;
    argument.endStructure();
    return argument;
}

namespace {

const QString service = u"org.freedesktop.portal.Desktop"_s;
const QString portal = u"/org/freedesktop/portal/desktop"_s;
const QString shortcuts = u"org.freedesktop.portal.GlobalShortcuts"_s;
const QString requests = u"org.freedesktop.portal.Request"_s;
const QString sessions = u"org.freedesktop.portal.Session"_s;
const QString id = u"log-event"_s;
constexpr uint accepted = 0;
constexpr uint cancelled = 1; ///< by the person who was asked
constexpr uint canConfigureSince = 2;

QDBusMessage call(const QString& interface, const QString& method, const QVariantList& arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, portal, interface, method);
    message.setArguments(arguments);
    return message;
}

/// One that nobody can guess.
QString token()
{
    return u"matoi"_s + QString::number(QRandomGenerator::system()->generate64(), 16);
}

/// Of our shortcut among those that the portal names; nullopt: it is not among them. A portal that names none
/// at all has said nothing of keys.
std::optional<QString> triggerIn(const QVariant& named)
{
    if (!named.isValid())
        return QString();
    if (named.metaType() != QMetaType::fromType<QDBusArgument>())
        return std::nullopt;
    const auto argument = named.value<QDBusArgument>();
    if (argument.currentSignature() != u"a(sa{sv})"_s)
        return std::nullopt;
    for (const PortalEntry& entry : qdbus_cast<QList<PortalEntry>>(argument))
        if (entry.id == id)
            return entry.values.value(u"trigger_description"_s).toString().trimmed();
    return std::nullopt;
}

QString sessionOf(const QDBusMessage& message)
{
    return message.arguments().value(0).value<QDBusObjectPath>().path();
}

} // namespace

PortalShortcut::PortalShortcut(std::function<QDBusConnection()> connect, QObject* parent)
    : ShortcutWay(parent)
    , m_connect(std::move(connect))
{
    qDBusRegisterMetaType<PortalEntry>();
    qDBusRegisterMetaType<QList<PortalEntry>>();
}

PortalShortcut::~PortalShortcut()
{
    drop();
    if (m_bus)
        QDBusConnection::disconnectFromBus(m_bus->name());
}

void PortalShortcut::open()
{
    m_bus = m_connect();
    if (!m_bus->isConnected())
        return;
    m_bus->connect(service, portal, shortcuts, u"Activated"_s, this, SLOT(activated(QDBusMessage)));
    m_bus->connect(service, portal, shortcuts, u"ShortcutsChanged"_s, this,
                   SLOT(shortcutsChanged(QDBusMessage)));
    auto* watcher = new QDBusServiceWatcher(service, *m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString&, const QString& before, const QString& now) { ownerChanged(before, now); });
}

void PortalShortcut::ask(const ShortcutWish& wish)
{
    m_wish = wish;
    if (!m_bus)
        open();
    if (!m_bus->isConnected()) {
        fail(State::None);
        return;
    }
    look();
}

void PortalShortcut::look()
{
    m_step = Step::Looking;
    // Started outside of a sandbox we have no name by ourselves, and some desktops keep keys by it. Older
    // portals do not know the call, newer ones may know our name already: either way the next call decides.
    m_bus->asyncCall(call(u"org.freedesktop.host.portal.Registry"_s, u"Register"_s,
                          {u"org.matoi.Matoi"_s, QVariantMap()}));
    send(call(u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {shortcuts, u"version"_s}),
         [this](const QDBusMessage& reply) {
             m_version = reply.arguments().value(0).value<QDBusVariant>().variant().toUInt();
             createSession();
         });
}

void PortalShortcut::createSession()
{
    m_step = Step::Creating;
    const QString sessionToken = token();
    m_session = pathOf(u"session"_s, sessionToken);
    expectResponse();
    send(call(shortcuts, u"CreateSession"_s,
              {QVariantMap{{u"handle_token"_s, m_requestToken}, {u"session_handle_token"_s, sessionToken}}}),
         {});
}

void PortalShortcut::bind()
{
    m_step = Step::Binding;
    m_bus->connect(service, m_session, sessions, u"Closed"_s, this, SLOT(sessionClosed(QDBusMessage)));
    PortalEntry entry{id, {{u"description"_s, m_wish.description}}};
    if (const auto key = DesktopKey::fromSequence(m_wish.key))
        entry.values.insert(u"preferred_trigger"_s, key->trigger());
    expectResponse();
    send(
        call(shortcuts, u"BindShortcuts"_s,
             {QVariant::fromValue(QDBusObjectPath(m_session)), QVariant::fromValue(QList<PortalEntry>{entry}),
              QString(), QVariantMap{{u"handle_token"_s, m_requestToken}}}),
        {});
}

/// The answer may come before the reply to the call that asked: it is waited for at the path that it will
/// have.
void PortalShortcut::expectResponse()
{
    m_requestToken = token();
    m_request = pathOf(u"request"_s, m_requestToken);
    m_bus->connect(service, m_request, requests, u"Response"_s, this,
                   SLOT(responded(uint, QVariantMap, QDBusMessage)));
}

void PortalShortcut::send(const QDBusMessage& message, const std::function<void(const QDBusMessage&)>& then)
{
    auto* watcher = new QDBusPendingCallWatcher(m_bus->asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, then, round = m_round] {
        watcher->deleteLater();
        if (round != m_round)
            return;
        if (watcher->isError())
            fail(State::None);
        else if (then)
            then(watcher->reply());
    });
}

void PortalShortcut::responded(uint code, const QVariantMap& results, const QDBusMessage& message)
{
    if (message.path() != m_request)
        return;
    m_bus->disconnect(service, m_request, requests, u"Response"_s, this,
                      SLOT(responded(uint, QVariantMap, QDBusMessage)));
    m_request.clear();
    if (code != accepted) {
        // What nobody declined has failed, and another way may do.
        fail(code == cancelled ? State::Refused : State::None);
        return;
    }
    if (m_step == Step::Creating) {
        const QVariant handle = results.value(u"session_handle"_s);
        const QString path = handle.metaType() == QMetaType::fromType<QDBusObjectPath>()
                                 ? handle.value<QDBusObjectPath>().path()
                                 : handle.toString();
        if (!path.isEmpty())
            m_session = path;
        bind();
    } else if (m_step == Step::Binding)
        bound(results.value(u"shortcuts"_s));
}

void PortalShortcut::bound(const QVariant& named)
{
    const auto trigger = triggerIn(named);
    if (!trigger && m_step == Step::Binding) {
        fail(State::Refused); // the person took it out of the list
        return;
    }
    if (!trigger)
        return; // of another one
    m_step = Step::Bound;
    Q_EMIT told({trigger->isEmpty() ? State::Unassigned : State::Works, *trigger, true,
                 m_version >= canConfigureSince});
}

void PortalShortcut::activated(const QDBusMessage& message)
{
    if (m_step != Step::Bound || sessionOf(message) != m_session ||
        message.arguments().value(1).toString() != id)
        return;
    const QVariant options = message.arguments().value(3);
    const auto named = options.metaType() == QMetaType::fromType<QDBusArgument>()
                           ? qdbus_cast<QVariantMap>(options.value<QDBusArgument>())
                           : options.toMap();
    Q_EMIT pressed({named.value(u"activation_token"_s).toString().toUtf8(), 0});
}

void PortalShortcut::shortcutsChanged(const QDBusMessage& message)
{
    if (m_step == Step::Bound && sessionOf(message) == m_session)
        bound(message.arguments().value(1));
}

void PortalShortcut::sessionClosed(const QDBusMessage& message)
{
    if (message.path() == m_session)
        fail(State::TakenBack);
}

void PortalShortcut::ownerChanged(const QString& before, const QString& now)
{
    // What it was asked before is unknown to whoever comes after it.
    if (!before.isEmpty() && m_step != Step::Nothing)
        fail(State::None);
    if (!now.isEmpty() && m_step == Step::Nothing)
        Q_EMIT appeared();
}

void PortalShortcut::configure()
{
    if (m_step == Step::Bound && m_version >= canConfigureSince)
        m_bus->asyncCall(call(shortcuts, u"ConfigureShortcuts"_s,
                              {QVariant::fromValue(QDBusObjectPath(m_session)), QString(), QVariantMap()}));
}

void PortalShortcut::drop()
{
    if (!m_request.isEmpty())
        closeObject(m_request, requests);
    if (!m_session.isEmpty())
        closeObject(m_session, sessions);
    end();
}

void PortalShortcut::closeObject(const QString& path, const QString& interface)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, u"Close"_s);
    // Nobody is started for that.
    message.setAutoStartService(false);
    m_bus->send(message);
}

void PortalShortcut::end()
{
    ++m_round;
    m_step = Step::Nothing;
    if (!m_request.isEmpty())
        m_bus->disconnect(service, m_request, requests, u"Response"_s, this,
                          SLOT(responded(uint, QVariantMap, QDBusMessage)));
    if (!m_session.isEmpty())
        m_bus->disconnect(service, m_session, sessions, u"Closed"_s, this, SLOT(sessionClosed(QDBusMessage)));
    m_request.clear();
    m_session.clear();
}

void PortalShortcut::fail(State state)
{
    drop();
    Q_EMIT told({state, m_wish.key});
}

QString PortalShortcut::pathOf(const QString& kind, const QString& token) const
{
    QString sender = m_bus->baseService().mid(1);
    sender.replace(u'.', u'_');
    return portal + u'/' + kind + u'/' + sender + u'/' + token;
}

} // namespace matoi::app
