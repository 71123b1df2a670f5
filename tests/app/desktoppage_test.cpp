#include "app/console.h"
#include "app/paths.h"
#include "app/person.h"
#include "tests/support/consolefixture.h"
#include "tests/support/notificationserver.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/pagebanner.h"

#include <QtCore/QFile>
#include <QtCore/QStandardPaths>
#include <QtDBus/QDBusConnectionInterface>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace matoi;
using namespace matoi::domain;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::NotificationServer;

namespace {

constexpr int patience = 30'000;

/// What a plan that somebody else wrote does to the person at this console.
class Colleague
{
public:
    explicit Colleague(const QString& data)
        : m_token(tokenOf(data, {u"--name"_s, u"Daniel Weber"_s, u"--role"_s, u"commander"_s}))
        , m_sync(m_console.cache(), {urlOf(data), m_token, nullptr, 20ms, 200ms, 25s, 45s})
        , m_repositories(m_console.repositories())
    {
        m_sync.start();
    }

    static std::string tokenOf(const QString& data, QStringList more)
    {
        QProcess process;
        process.start(app::serviceProgram(),
                      QStringList{u"token"_s, u"create"_s, u"--data"_s, data + u"/service"_s} + more);
        process.waitForFinished();
        return process.readAllStandardOutput().trimmed().toStdString();
    }
    static QUrl urlOf(const QString& data)
    {
        QFile file(data + u"/service/matoid.port"_s);
        return file.open(QIODevice::ReadOnly) ? QUrl(QString::fromUtf8(file.readAll()).trimmed()) : QUrl();
    }

    Repositories& repositories() { return m_repositories; }
    cache::Cache& cache() { return m_console.cache(); }

    std::optional<Record<Contact>> person() const
    {
        for (const auto& contact : m_repositories.contacts.all())
            if (contact.value.alias == app::systemPerson().alias.toStdString())
                return contact;
        return std::nullopt;
    }
    std::optional<Record<Engagement>> engagement() const
    {
        const auto all = m_repositories.engagements.all();
        return all.empty() ? std::nullopt : std::optional(all.back());
    }
    PageState pageState() const
    {
        const auto all = m_repositories.pages.all();
        return all.empty() ? PageState::Pending : all.back().value.state;
    }

    /// Opens an incident by a plan that pages `contact`.
    Id<Incident> openIncident(Id<Contact> contact)
    {
        ResponsePlan plan;
        plan.name = "checkout";
        plan.title = "Checkout fails";
        plan.impact = Impact::High;
        plan.engagements = {contact};
        const auto planId = Id<ResponsePlan>::generate();
        const auto made = m_repositories.responsePlans.create(planId, plan);
        Incident incident;
        incident.title = "Checkout fails";
        incident.impact = Impact::High;
        incident.planId = planId;
        incident.startedAt = SystemClock().now();
        const auto id = Id<Incident>::generate();
        const auto started = m_repositories.incidents.create(id, incident);
        return made && started ? id : Id<Incident>();
    }

private:
    test::ConsoleFixture m_console;
    std::string m_token;
    sync::Sync m_sync;
    Repositories m_repositories;
};

widgets::MainWindow* window()
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* found = qobject_cast<widgets::MainWindow*>(widget))
            return found;
    return nullptr;
}

} // namespace

/// The whole way of a page to the person at a console: its own matoid, its sync, the desktop's notification
/// server, and back.
class DesktopPageTest final : public QObject
{
    Q_OBJECT

public:
    explicit DesktopPageTest(test::PrivateBus& bus)
        : m_bus(bus.connection(u"desktop"_s))
        , m_server(m_bus, {u"actions"_s, u"body"_s, u"sound"_s})
    {}

private Q_SLOTS:
    void init()
    {
        if (app::serviceProgram().isEmpty())
            QSKIP("matoid is not built");
        m_data = std::make_unique<QTemporaryDir>();
        m_server.appear();
    }
    void cleanup()
    {
        m_colleague.reset();
        m_console.reset();
        m_server.vanish();
    }

    void aPlanThatPagesMeIsAnsweredOnTheDesktop()
    {
        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_colleague->person(), patience);
        const auto me = *m_colleague->person();
        const auto incident = m_colleague->openIncident(me.id);
        QTRY_COMPARE_WITH_TIMEOUT(m_server.shown().size(), 1, patience);
        const auto shown = m_server.shown().first();
        QCOMPARE(shown.title, u"2 High: page for you"_s);
        QVERIFY(shown.body.endsWith(u"\nCheckout fails"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_colleague->pageState(), PageState::Delivered, patience);
        QCOMPARE(m_colleague->engagement()->value.state, EngagementState::Running);
        QTRY_VERIFY(window()->pageBanner().isVisibleTo(window()));

        m_server.press(shown.id, u"acknowledge"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_colleague->engagement()->value.state, EngagementState::Acknowledged,
                                  patience);
        QCOMPARE(m_colleague->engagement()->value.endedBy, app::systemPerson().name.toStdString());
        QTRY_COMPARE_WITH_TIMEOUT(m_colleague->pageState(), PageState::Read, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_server.shown().isEmpty(), patience);
        QTRY_VERIFY(!window()->pageBanner().isVisibleTo(window()));
        QCOMPARE(window()->view().incident(), incident);
        QTRY_COMPARE(m_colleague->repositories().incidents.find(incident)->value.status,
                     IncidentStatus::Acknowledged);
    }

    void anAnswerFromElsewhereTakesItOffTheDesktop()
    {
        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_colleague->person(), patience);
        m_colleague->openIncident(m_colleague->person()->id);
        QTRY_COMPARE_WITH_TIMEOUT(m_server.shown().size(), 1, patience);
        QTRY_VERIFY(m_colleague->engagement());
        m_colleague->repositories().effects.acknowledge(m_colleague->engagement()->id);
        QTRY_VERIFY_WITH_TIMEOUT(m_server.shown().isEmpty(), patience);
    }

    void withoutANotificationServerTheWindowShowsThePage()
    {
        m_server.vanish();
        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_colleague->person(), patience);
        m_colleague->openIncident(m_colleague->person()->id);
        auto& banner = window()->pageBanner();
        QTRY_VERIFY_WITH_TIMEOUT(banner.isVisibleTo(window()), patience);
        QTRY_VERIFY(banner.accessibleName().contains(u"This desktop shows no notifications"_s));
        QApplication::setActiveWindow(window());
        QVERIFY(QTest::qWaitForWindowActive(window()));
        QTRY_COMPARE_WITH_TIMEOUT(m_colleague->pageState(), PageState::Delivered, patience);
        banner.acknowledge();
        QTRY_COMPARE_WITH_TIMEOUT(m_colleague->engagement()->value.state, EngagementState::Acknowledged,
                                  patience);
        QTRY_VERIFY(!banner.isVisibleTo(window()));
    }

    void aSecondStartFindsTheSamePerson()
    {
        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_colleague->person(), patience);
        const auto first = m_colleague->person()->id;
        m_colleague.reset();
        m_console.reset();
        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_colleague->person(), patience);
        QCOMPARE(m_colleague->repositories().contacts.all().size(), 1U);
        QCOMPARE(m_colleague->repositories().contactChannels.all().size(), 1U);
        QCOMPARE(m_colleague->person()->id, first);
    }

    void aDataFolderOfBeforeGetsItsPersonToo()
    {
        if (QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty())
            QSKIP("gnome-keyring is not installed");
        QProcess keyring;
        keyring.start(u"gnome-keyring-daemon"_s,
                      {u"--unlock"_s, u"--components=secrets"_s, u"--foreground"_s});
        QVERIFY(keyring.waitForStarted());
        keyring.write("test-pass");
        keyring.closeWriteChannel();
        QTRY_VERIFY_WITH_TIMEOUT(m_bus.interface()->isServiceRegistered(u"org.freedesktop.secrets"_s),
                                 patience);

        const std::string before =
            Colleague::tokenOf(m_data->path(), {u"--name"_s, u"Misaki"_s, u"--role"_s, u"admin"_s});
        const QUrl key = QUrl::fromLocalFile(m_data->path() + u"/service"_s);
        std::optional<auth::TokenStore::Storage> kept;
        auth::TokenStore tokens;
        tokens.write(key, before, [&](auth::TokenStore::Storage storage) { kept = storage; });
        QTRY_VERIFY_WITH_TIMEOUT(kept, patience);
        QCOMPARE(*kept, auth::TokenStore::Storage::Keyring);

        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_colleague->person(), patience);
        m_colleague->openIncident(m_colleague->person()->id);
        QTRY_COMPARE_WITH_TIMEOUT(m_server.shown().size(), 1, patience);
        // The next start finds the bound one, and the old one opens nothing any more.
        auth::TokenStore later;
        std::optional<std::string> now;
        later.read(key, [&](std::optional<std::string> token) { now = token; });
        QTRY_VERIFY(now);
        QVERIFY(*now != before);
        QTRY_COMPARE_WITH_TIMEOUT(tokenCount(), 2, patience); // the console's, and the colleague's
        keyring.kill();
        keyring.waitForFinished();
    }

private:
    void start()
    {
        app::CommandLine options;
        options.data = m_data->path();
        options.language = u"en"_s;
        m_console = std::make_unique<app::Console>(*qobject_cast<QApplication*>(qApp), options);
        QVERIFY(m_console->start());
        QTRY_VERIFY_WITH_TIMEOUT(Colleague::urlOf(m_data->path()).isValid() &&
                                     !Colleague::urlOf(m_data->path()).isEmpty(),
                                 patience);
        m_colleague = std::make_unique<Colleague>(m_data->path());
        QTRY_COMPARE_WITH_TIMEOUT(m_colleague->cache().syncState().connection, SyncState::Connection::Live,
                                  patience);
    }

    int tokenCount() const
    {
        QProcess process;
        process.start(app::serviceProgram(),
                      {u"token"_s, u"list"_s, u"--data"_s, m_data->path() + u"/service"_s});
        process.waitForFinished();
        return static_cast<int>(process.readAllStandardOutput().count('\n'));
    }

    QDBusConnection m_bus;
    NotificationServer m_server;
    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<app::Console> m_console;
    std::unique_ptr<Colleague> m_colleague;
};

/// The bus, the home and the keyring are the test's own, and are there before Qt looks for any of them.
int main(int argc, char** argv)
{
    test::PrivateBus bus;
    qputenv("HOME", bus.folder().toLocal8Bit());
    qputenv("XDG_RUNTIME_DIR", bus.folder().toLocal8Bit());
    qputenv("XDG_CURRENT_DESKTOP", "GNOME");
    for (const char* name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        qunsetenv(name);
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    if (!bus.runs())
        qFatal("dbus-daemon did not start");
    DesktopPageTest test(bus);
    return QTest::qExec(&test, argc, argv);
}
#include "desktoppage_test.moc"
