#include "models/auth/tokenstore.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using matoi::auth::TokenStore;
using Storage = TokenStore::Storage;

namespace {

const QUrl backend(u"https://matoi.example.org"_s);

/// Runs this program again, as `role`, in a desktop session of its own.
struct Session
{
    QTemporaryDir home;

    Session()
    {
        QDir(home.path()).mkpath(u"run"_s);
        QFile::setPermissions(home.filePath(u"run"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    QByteArray run(const QString& role, const QString& before = {}, bool bus = true)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, home.path());
        environment.insert(u"XDG_RUNTIME_DIR"_s, home.filePath(u"run"_s));
        environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"GNOME"_s);
        for (const auto& name : {u"DBUS_SESSION_BUS_ADDRESS"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s,
                                 u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s})
            environment.remove(name);
        if (!bus)
            environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        process.setProcessEnvironment(environment);
        const QString command =
            before + u'"' + QCoreApplication::applicationFilePath() + u"\" --as "_s + role;
        if (bus)
            process.start(u"dbus-run-session"_s, {u"--"_s, u"bash"_s, u"-c"_s, command});
        else
            process.start(u"bash"_s, {u"-c"_s, command});
        if (!process.waitForFinished(60'000)) {
            process.kill();
            process.waitForFinished();
            return "did not end";
        }
        return process.readAllStandardOutput().trimmed();
    }

    QByteArray allFiles() const
    {
        QByteArray all;
        QDirIterator files(home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
};

const QString unlocked =
    u"printf ci-pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "_s;

QByteArray nameOf(Storage storage)
{
    return QMetaEnum::fromType<Storage>().valueToKey(static_cast<int>(storage));
}

/// The other side of Session::run: one word on the standard output.
int actAs(QCoreApplication& application, const QString& role)
{
    TokenStore store;
    const auto say = [&](const QByteArray& text) {
        QFile out;
        if (out.open(stdout, QIODevice::WriteOnly))
            out.write(text + '\n');
        application.quit();
    };
    const auto read = [&] {
        store.read(backend, [&](const std::optional<std::string>& token) {
            say(nameOf(store.storage()) + ' ' + (token ? QByteArray::fromStdString(*token) : "none"));
        });
    };
    if (role == "writer"_L1)
        store.write(backend, "s3cret-token", [&](Storage) { read(); });
    else
        read();
    return QCoreApplication::exec();
}

} // namespace

class TokenStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenIsThereInTheNextSession();
    void withoutABusTheTokenLivesForTheSession();
    void withoutAKeyringTheTokenLivesForTheSession();
};

void TokenStoreTest::aTokenIsThereInTheNextSession()
{
    if (QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty())
        QSKIP("gnome-keyring is not installed");
    Session session;
    QCOMPARE(session.run(u"writer"_s, unlocked), QByteArray("Keyring s3cret-token"));
    QCOMPARE(session.run(u"reader"_s, unlocked), QByteArray("Keyring s3cret-token"));
    QVERIFY(!session.allFiles().contains("s3cret-token"));
}

void TokenStoreTest::withoutABusTheTokenLivesForTheSession()
{
    Session session;
    QCOMPARE(session.run(u"writer"_s, {}, false), QByteArray("SessionOnly s3cret-token"));
    QCOMPARE(session.run(u"reader"_s, {}, false), QByteArray("SessionOnly none"));
    QVERIFY(!session.allFiles().contains("s3cret-token"));
}

void TokenStoreTest::withoutAKeyringTheTokenLivesForTheSession()
{
    // A bus, and a keyring that nobody unlocked: it has no collection to keep anything in.
    Session session;
    const QByteArray answer = session.run(u"writer"_s);
    QVERIFY2(answer == "SessionOnly s3cret-token" || answer == "Locked s3cret-token", answer.constData());
    QVERIFY(!session.allFiles().contains("s3cret-token"));
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (const auto as = arguments.indexOf(u"--as"_s); as >= 0)
        return actAs(application, arguments.value(as + 1));
    TokenStoreTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tokenstore_test.moc"
