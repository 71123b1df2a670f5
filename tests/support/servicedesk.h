#pragma once

#include "models/sync/sync.h"
#include "tests/support/consolefixture.h"

#include <QProcess>

namespace matoi::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// matoid as its users start it.
class Service
{
public:
    static QString program()
    {
        const QString folder = qEnvironmentVariable("MATOI_BIN", QCoreApplication::applicationDirPath());
        return folder + "/matoid"_L1;
    }

    /// `contact`: the alias of a contact that the token is linked to; made when there is none.
    std::string token(const QString& name, const QString& role, const QString& contact = {})
    {
        QStringList arguments{u"token"_s,  u"create"_s, u"--data"_s, m_data.path(),
                              u"--name"_s, name,        u"--role"_s, role};
        if (!contact.isEmpty())
            arguments << u"--contact"_s << contact << u"--create-contact"_s;
        QProcess process;
        process.start(program(), arguments);
        process.waitForFinished();
        return process.readAllStandardOutput().trimmed().toStdString();
    }
    bool start()
    {
        // The port stays the same, so that consoles find it again.
        m_process.start(program(), {u"serve"_s, u"--data"_s, m_data.path(), u"--listen"_s,
                                    u"127.0.0.1:%1"_s.arg(m_url.port(0))});
        while (m_process.waitForReadyRead(20'000)) {
            m_said += m_process.readAllStandardOutput();
            const auto at = m_said.indexOf("http://127.0.0.1:");
            if (at < 0 || m_said.indexOf('\n', at) < 0)
                continue;
            m_url = QUrl(QString::fromLatin1(m_said.mid(at, m_said.indexOf('\n', at) - at)));
            return true;
        }
        return false;
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
        m_said.clear();
    }
    ~Service() { kill(); }

    QUrl url() const { return m_url; }

private:
    QTemporaryDir m_data;
    QProcess m_process;
    QByteArray m_said;
    QUrl m_url;
};

/// A console at that service.
struct Desk
{
    Desk(const Service& service, const std::string& token) { connectTo(service, token); }
    void connectTo(const Service& service, const std::string& token)
    {
        sync = std::make_unique<matoi::sync::Sync>(
            console.cache(), sync::Options{service.url(), token, nullptr, 20ms, 200ms, 25s, 45s});
        sync->start();
    }
    bool isLive() { return state().connection == domain::SyncState::Connection::Live; }
    domain::SyncState state() { return console.cache().syncState(); }
    domain::Repositories repositories() { return console.repositories(); }
    /// Edits are counted once they are written: look after that.
    bool hasSentAll()
    {
        console.settle();
        return state().unsent == 0;
    }

    ConsoleFixture console;
    std::unique_ptr<sync::Sync> sync;
};

} // namespace matoi::test
