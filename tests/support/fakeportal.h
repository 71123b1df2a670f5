#pragma once

#include <QtCore/QStringList>
#include <QtCore/QVariantMap>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusVirtualObject>

#include <map>

namespace matoi::test {

/// The other end of org.freedesktop.portal.GlobalShortcuts: what xdg-desktop-portal and a desktop behind it
/// are to a program. Refuses a call whose arguments are not those of the interface, as the real one does.
/// Asks nobody: a test answers for the person.
class FakePortal final : public QDBusVirtualObject
{
    Q_OBJECT

public:
    explicit FakePortal(const QDBusConnection& bus);
    ~FakePortal() override;

    /// On the bus, or gone from it: it then knows no session any more.
    bool appear();
    void vanish();

    uint version = 2; ///< of the interface; 0: this desktop has none
    uint answerToCreate = 0;
    bool answersBeforeItReplies = false;

    /// What it was called for, in order: "Register org.matoi.Matoi", "CreateSession", …
    const QStringList& calls() const { return m_calls; }
    QStringList sessions() const;
    /// Of the session that was bound last.
    QString description() const { return m_wanted.value(QStringLiteral("description")).toString(); }
    QString preferredTrigger() const
    {
        return m_wanted.value(QStringLiteral("preferred_trigger")).toString();
    }
    /// Whether the person sees a question.
    bool asks() const { return !m_question.path().isEmpty(); }
    /// The person's answer: `code` as of a Response. No `trigger`: the shortcut has no key.
    void answer(uint code, const QString& trigger);
    /// The person took the shortcut out of the list, and agreed to the rest.
    void answerWithNothing();
    void press(const QString& session, const QString& id, const QString& activationToken);
    void changeTrigger(const QString& trigger);
    void closeSession(const QString& session);

private:
    struct Session
    {
        QString owner;
        bool bound = false;
    };
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override;
    QString introspect(const QString&) const override { return {}; }
    bool refuse(const QDBusMessage& message, const QString& why);
    bool getVersion(const QDBusMessage& message);
    bool createSession(const QDBusMessage& message);
    bool bindShortcuts(const QDBusMessage& message);
    bool close(const QDBusMessage& message);
    void respond(const QDBusMessage& call, uint code, const QVariantMap& results);
    void tell(const QString& to, const QString& path, const QString& interface, const QString& name,
              const QVariantList& arguments);

    QDBusConnection m_bus;
    QStringList m_calls;
    std::map<QString, Session> m_sessions;
    QVariantMap m_wanted;
    QString m_id;
    QString m_bound; ///< the session
    QDBusMessage m_question;
};

} // namespace matoi::test
