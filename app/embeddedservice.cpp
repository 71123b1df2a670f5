#include "app/embeddedservice.h"

#include "app/paths.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QTimeZone>

namespace matoi::app {

using namespace Qt::StringLiterals;

EmbeddedService::EmbeddedService(const QString& folder, QObject* parent)
    : QObject(parent)
    , m_folder(folder)
{
    QDir().mkpath(m_folder);
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &EmbeddedService::readOutput);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(tr("The service could not be started: %1").arg(m_process.errorString()));
    });
    connect(&m_process, &QProcess::finished, this, [this] {
        if (!m_stopping)
            Q_EMIT failed(QString::fromUtf8(m_process.readAllStandardError()).trimmed());
    });
}

EmbeddedService::~EmbeddedService()
{
    stop();
}

void EmbeddedService::start()
{
    const QString program = serviceProgram();
    if (program.isEmpty()) {
        Q_EMIT failed(tr("matoid is not installed beside matoi, and not on the PATH."));
        return;
    }
    m_process.start(program, {u"serve"_s, u"--data"_s, m_folder, u"--listen"_s, u"127.0.0.1:0"_s,
                              u"--exit-with-stdin"_s});
}

void EmbeddedService::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    static constexpr QByteArrayView mark = "matoid listening on ";
    for (qsizetype end = m_output.indexOf('\n'); end >= 0; end = m_output.indexOf('\n')) {
        const QByteArray line = m_output.left(end);
        m_output.remove(0, end + 1);
        if (line.startsWith(mark))
            Q_EMIT ready(QUrl(QString::fromUtf8(line.mid(mark.size())).trimmed()));
    }
}

void EmbeddedService::run(const QStringList& command, std::function<void(const QByteArray&)> done)
{
    auto* process = new QProcess(this);
    connect(process, &QProcess::finished, this, [this, process, done = std::move(done)](int code) {
        const QString complaint = QString::fromUtf8(process->readAllStandardError()).trimmed();
        if (code != 0 && done)
            Q_EMIT failed(complaint);
        else if (code != 0)
            qWarning("matoid: %s", qUtf8Printable(complaint));
        else if (done)
            done(process->readAllStandardOutput().trimmed());
        process->deleteLater();
    });
    process->start(serviceProgram(), QStringList{u"token"_s} + command + QStringList{u"--data"_s, m_folder});
}

void EmbeddedService::createToken(const Person& person, bool japanese)
{
    const QString zone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    run({u"create"_s, u"--name"_s, person.name, u"--role"_s, u"admin"_s, u"--contact"_s, person.alias,
         u"--create-contact"_s, u"--language"_s, japanese ? u"ja"_s : u"en"_s, u"--time-zone"_s,
         zone.isEmpty() ? u"UTC"_s : zone},
        [this](const QByteArray& token) { Q_EMIT tokenCreated(QString::fromUtf8(token)); });
}

void EmbeddedService::revokeToken(const std::string& token)
{
    // matoid names a token by the beginning of its hash.
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray::fromStdString(token), QCryptographicHash::Sha256).toHex();
    run({u"revoke"_s, QString::fromLatin1(hash.left(16))});
}

void EmbeddedService::stop()
{
    m_stopping = true;
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    // The program is ending: nothing else runs that could be kept waiting.
    if (!m_process.waitForFinished(5000))
        m_process.kill();
}

} // namespace matoi::app
