#include "app/embeddedservice.h"

#include "app/paths.h"

#include <QtCore/QDir>

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

void EmbeddedService::createToken(const QString& name)
{
    auto* process = new QProcess(this);
    connect(process, &QProcess::finished, this, [this, process](int code) {
        if (code == 0)
            Q_EMIT tokenCreated(QString::fromUtf8(process->readAllStandardOutput()).trimmed());
        else
            Q_EMIT failed(QString::fromUtf8(process->readAllStandardError()).trimmed());
        process->deleteLater();
    });
    process->start(serviceProgram(), {u"token"_s, u"create"_s, u"--data"_s, m_folder, u"--name"_s, name,
                                      u"--role"_s, u"admin"_s});
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
