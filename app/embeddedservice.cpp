#include "app/embeddedservice.h"

#include "app/paths.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace matoi::app {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds shortestWait{500};
constexpr std::chrono::milliseconds longestWait{30'000};
/// One that served so long was sound: what ends it is no reason to wait longer than the first time.
constexpr std::chrono::minutes soundAfter{1};
/// Of its standard error, which it may fill for weeks.
constexpr qsizetype keptErrors = 4096;

} // namespace

EmbeddedService::EmbeddedService(const QString& folder, QObject* parent)
    : QObject(parent)
    , m_folder(folder)
    , m_wait(shortestWait)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &EmbeddedService::start);

    QDir().mkpath(m_folder);
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &EmbeddedService::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &EmbeddedService::readErrors);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(tr("The service could not be started: %1").arg(m_process.errorString()));
    });
    connect(&m_process, &QProcess::finished, this, &EmbeddedService::finished);
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
    m_output.clear();
    m_errors.clear();
    m_serves.invalidate();
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
        if (!line.startsWith(mark))
            continue;
        m_serves.start();
        Q_EMIT ready(QUrl(QString::fromUtf8(line.mid(mark.size())).trimmed()));
    }
}

/// Taken away as it comes: a pipe that nobody reads would stop it in the end.
void EmbeddedService::readErrors()
{
    m_errors += m_process.readAllStandardError();
    if (m_errors.size() > keptErrors)
        m_errors.remove(0, m_errors.size() - keptErrors);
}

void EmbeddedService::finished()
{
    readErrors();
    if (m_stopping)
        return;
    const bool served = m_serves.isValid();
    if (served && std::chrono::milliseconds(m_serves.elapsed()) >= soundAfter)
        m_wait = shortestWait;
    m_again.start(m_wait);
    m_wait = std::min(m_wait * 2, longestWait);
    const QString reason = QString::fromUtf8(m_errors).trimmed();
    if (served)
        Q_EMIT ended(reason);
    else
        Q_EMIT failed(reason);
}

void EmbeddedService::run(const QStringList& command, std::function<void(const QByteArray&)> done)
{
    auto* process = new QProcess(this);
    connect(process, &QProcess::finished, this, [this, process, done = std::move(done)](int code) {
        if (code != 0)
            Q_EMIT failed(QString::fromUtf8(process->readAllStandardError()).trimmed());
        else
            done(process->readAllStandardOutput().trimmed());
        process->deleteLater();
    });
    process->start(serviceProgram(), QStringList{u"token"_s} + command + QStringList{u"--data"_s, m_folder});
}

namespace {

const QString idsName = u"/console-tokens"_s;

/// matoid names a token by the beginning of its hash.
QString idOf(const std::string& token)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(QByteArray::fromStdString(token), QCryptographicHash::Sha256)
            .toHex()
            .left(16));
}

} // namespace

void EmbeddedService::createToken(const Person& person, bool japanese)
{
    const QString zone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    run({u"create"_s, u"--name"_s, person.name, u"--role"_s, u"admin"_s, u"--contact"_s, person.alias,
         u"--create-contact"_s, u"--language"_s, japanese ? u"ja"_s : u"en"_s, u"--time-zone"_s,
         zone.isEmpty() ? u"UTC"_s : zone},
        [this](const QByteArray& token) { Q_EMIT tokenCreated(QString::fromUtf8(token)); });
}

QStringList EmbeddedService::ids() const
{
    QFile file(m_folder + idsName);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                                          : QStringList();
}

void EmbeddedService::setIds(const QStringList& ids)
{
    // Where this cannot be written a token is left behind, which is no reason to stop.
    QSaveFile file(m_folder + idsName);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(ids.join(u'\n').toUtf8() + '\n');
        file.commit();
    }
}

void EmbeddedService::keepOnly(const std::string& token, const std::string& replaced)
{
    const QString present = idOf(token);
    QStringList old = ids();
    if (!replaced.empty())
        old << idOf(replaced);
    old.removeAll(present);
    old.removeDuplicates();
    setIds(QStringList{present} + old);
    for (const QString& id : old) {
        auto* process = new QProcess(this);
        connect(process, &QProcess::finished, this, [this, process, id](int, QProcess::ExitStatus how) {
            process->deleteLater();
            // One that is not known any more is as good as revoked; what was broken off is tried at the next
            // start.
            if (how == QProcess::NormalExit) {
                QStringList left = ids();
                left.removeAll(id);
                setIds(left);
            }
        });
        process->start(serviceProgram(), {u"token"_s, u"revoke"_s, id, u"--data"_s, m_folder});
    }
}

void EmbeddedService::stop()
{
    m_stopping = true;
    m_again.stop();
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    // The program is ending: nothing else runs that could be kept waiting.
    if (!m_process.waitForFinished(5000))
        m_process.kill();
}

} // namespace matoi::app
