#include "tests/support/fakeportal.h"

#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusMetaType>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusVariant>

namespace matoi::test {

using namespace Qt::StringLiterals;

/// (sa{sv})
struct Shortcut
{
    QString id;
    QVariantMap values;
};

QDBusArgument& operator<<(QDBusArgument& argument, const Shortcut& shortcut)
{
    argument.beginStructure();
    argument << shortcut.id << shortcut.values;
    argument.endStructure();
    return argument;
}

const QDBusArgument& operator>>(const QDBusArgument& argument, Shortcut& shortcut)
{
    argument.beginStructure();
    argument >> shortcut.id >> shortcut.values;
    argument.endStructure();
    return argument;
}

namespace {

const QString service = u"org.freedesktop.portal.Desktop"_s;
const QString root = u"/org/freedesktop/portal/desktop"_s;
const QString shortcuts = u"org.freedesktop.portal.GlobalShortcuts"_s;

/// Where an object is that `message` asks for by a token.
QString pathFor(const QString& kind, const QDBusMessage& message, const QString& token)
{
    QString sender = message.service().mid(1);
    sender.replace(u'.', u'_');
    return root + u'/' + kind + u'/' + sender + u'/' + token;
}

/// The options of a call that asks, its last argument.
QVariantMap optionsOf(const QDBusMessage& message)
{
    return qdbus_cast<QVariantMap>(message.arguments().constLast());
}

QString requestOf(const QDBusMessage& message)
{
    return pathFor(u"request"_s, message, optionsOf(message).value(u"handle_token"_s).toString());
}

QVariant listOf(const QString& id, const QVariantMap& values)
{
    return QVariant::fromValue(QList<Shortcut>{{id, values}});
}

} // namespace

FakePortal::FakePortal(const QDBusConnection& bus)
    : m_bus(bus)
{
    qDBusRegisterMetaType<Shortcut>();
    qDBusRegisterMetaType<QList<Shortcut>>();
    m_bus.registerVirtualObject(root, this, QDBusConnection::SubPath);
}

FakePortal::~FakePortal()
{
    vanish();
    m_bus.unregisterObject(root);
}

bool FakePortal::appear()
{
    return m_bus.registerService(service);
}

void FakePortal::vanish()
{
    m_sessions.clear();
    m_question = {};
    m_bus.unregisterService(service);
}

QStringList FakePortal::sessions() const
{
    QStringList paths;
    for (const auto& [path, session] : m_sessions)
        paths << path;
    return paths;
}

bool FakePortal::handleMessage(const QDBusMessage& message, const QDBusConnection&)
{
    const QString member = message.member();
    m_calls << (member == u"Register"_s ? member + u' ' + message.arguments().value(0).toString() : member);
    if (member == u"Register"_s)
        return message.signature() == u"sa{sv}"_s ? m_bus.send(message.createReply())
                                                  : refuse(message, u"sa{sv}"_s);
    if (member == u"Get"_s)
        return getVersion(message);
    if (member == u"CreateSession"_s)
        return createSession(message);
    if (member == u"BindShortcuts"_s)
        return bindShortcuts(message);
    if (member == u"ConfigureShortcuts"_s)
        return message.signature() == u"osa{sv}"_s ? m_bus.send(message.createReply())
                                                   : refuse(message, u"osa{sv}"_s);
    if (member == u"Close"_s)
        return close(message);
    return false;
}

bool FakePortal::refuse(const QDBusMessage& message, const QString& why)
{
    return m_bus.send(message.createErrorReply(u"org.freedesktop.DBus.Error.InvalidArgs"_s, why));
}

bool FakePortal::getVersion(const QDBusMessage& message)
{
    if (version == 0 || message.signature() != u"ss"_s || message.arguments().value(0) != shortcuts)
        return refuse(message, u"No such interface"_s);
    return m_bus.send(message.createReply(QVariant::fromValue(QDBusVariant(version))));
}

bool FakePortal::createSession(const QDBusMessage& message)
{
    if (message.signature() != u"a{sv}"_s)
        return refuse(message, u"a{sv}"_s);
    const QString session =
        pathFor(u"session"_s, message, optionsOf(message).value(u"session_handle_token"_s).toString());
    if (answerToCreate == 0)
        m_sessions[session] = {message.service()};
    const QDBusMessage reply = message.createReply(QVariant::fromValue(QDBusObjectPath(requestOf(message))));
    if (!answersBeforeItReplies)
        m_bus.send(reply);
    respond(message, answerToCreate, {{u"session_handle"_s, session}});
    if (answersBeforeItReplies)
        m_bus.send(reply);
    return true;
}

bool FakePortal::bindShortcuts(const QDBusMessage& message)
{
    if (message.signature() != u"oa(sa{sv})sa{sv}"_s)
        return refuse(message, u"oa(sa{sv})sa{sv}"_s);
    const QString path = message.arguments()[0].value<QDBusObjectPath>().path();
    const auto session = m_sessions.find(path);
    if (session == m_sessions.end() || session->second.owner != message.service() || session->second.bound)
        return refuse(message, u"Not a session of yours, or bound before"_s);
    session->second.bound = true;
    const auto wanted = qdbus_cast<QList<Shortcut>>(message.arguments()[1]);
    m_id = wanted.value(0).id;
    m_wanted = wanted.value(0).values;
    m_bound = path;
    m_question = message;
    return m_bus.send(message.createReply(QVariant::fromValue(QDBusObjectPath(requestOf(message)))));
}

bool FakePortal::close(const QDBusMessage& message)
{
    if (m_sessions.erase(message.path()) == 0 && asks() && message.path() == requestOf(m_question))
        m_question = {};
    return m_bus.send(message.createReply());
}

void FakePortal::answer(uint code, const QString& trigger)
{
    QVariantMap values{{u"description"_s, description()}};
    if (!trigger.isEmpty())
        values.insert(u"trigger_description"_s, trigger);
    respond(std::exchange(m_question, {}), code,
            code == 0 ? QVariantMap{{u"shortcuts"_s, listOf(m_id, values)}} : QVariantMap());
}

void FakePortal::answerWithNothing()
{
    respond(std::exchange(m_question, {}), 0, {{u"shortcuts"_s, QVariant::fromValue(QList<Shortcut>())}});
}

void FakePortal::respond(const QDBusMessage& call, uint code, const QVariantMap& results)
{
    tell(call.service(), requestOf(call), u"org.freedesktop.portal.Request"_s, u"Response"_s,
         {code, results});
}

void FakePortal::press(const QString& session, const QString& id, const QString& activationToken)
{
    QVariantMap options;
    if (!activationToken.isEmpty())
        options.insert(u"activation_token"_s, activationToken);
    tell({}, root, shortcuts, u"Activated"_s,
         {QVariant::fromValue(QDBusObjectPath(session)), id, qulonglong{1'000}, options});
}

void FakePortal::changeTrigger(const QString& trigger)
{
    tell(
        {}, root, shortcuts, u"ShortcutsChanged"_s,
        {QVariant::fromValue(QDBusObjectPath(m_bound)), listOf(m_id, {{u"trigger_description"_s, trigger}})});
}

void FakePortal::closeSession(const QString& session)
{
    const QString owner = m_sessions[session].owner;
    m_sessions.erase(session);
    tell(owner, session, u"org.freedesktop.portal.Session"_s, u"Closed"_s, {QVariantMap()});
}

void FakePortal::tell(const QString& to, const QString& path, const QString& interface, const QString& name,
                      const QVariantList& arguments)
{
    QDBusMessage signal = to.isEmpty() ? QDBusMessage::createSignal(path, interface, name)
                                       : QDBusMessage::createTargetedSignal(to, path, interface, name);
    signal.setArguments(arguments);
    m_bus.send(signal);
}

} // namespace matoi::test
