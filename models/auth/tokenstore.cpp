#include "models/auth/tokenstore.h"

#include <QLoggingCategory>
#include <qt6keychain/keychain.h>

namespace matoi::auth {
namespace {

Q_LOGGING_CATEGORY(lcAuth, "matoi.auth")

QString keyOf(const QUrl& backend)
{
    return backend
        .adjusted(QUrl::StripTrailingSlash | QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)
        .toString();
}

/// Never the library's plain-text file.
/// It belongs to nobody and goes when it has finished: the keyring answers it later, and would answer one
/// that is gone when the store goes in between.
template <class Job> Job* jobFor(const QString& key)
{
    auto* job = new Job(QString::fromLatin1(TokenStore::serviceName));
    job->setInsecureFallback(false);
    job->setKey(key);
    return job;
}

/// Called for failures only.
TokenStore::Storage storageAfter(const QKeychain::Job& job)
{
    qCInfo(lcAuth, "the keyring answered: %s", qUtf8Printable(job.errorString()));
    switch (job.error()) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser: return TokenStore::Storage::Locked;
    default: return TokenStore::Storage::SessionOnly;
    }
}

} // namespace

TokenStore::TokenStore(QObject* parent)
    : QObject(parent)
{}

void TokenStore::setStorage(Storage storage)
{
    if (std::exchange(m_storage, storage) != storage)
        Q_EMIT storageChanged(storage);
}

void TokenStore::read(const QUrl& backend, std::function<void(std::optional<std::string>)> done)
{
    const QString key = keyOf(backend);
    if (const auto known = m_tokens.constFind(key); known != m_tokens.cend()) {
        QMetaObject::invokeMethod(
            this, [token = *known, done = std::move(done)] { done(token); }, Qt::QueuedConnection);
        return;
    }
    auto* job = jobFor<QKeychain::ReadPasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this, [this, job, key, done = std::move(done)] {
        if (job->error() == QKeychain::NoError) {
            setStorage(Storage::Keyring);
            m_tokens[key] = job->textData().toStdString();
            done(m_tokens[key]);
            return;
        }
        // A keyring without its collection says the same as one that has no such entry; writing tells.
        if (job->error() != QKeychain::EntryNotFound)
            setStorage(storageAfter(*job));
        done(std::nullopt);
    });
    job->start();
}

void TokenStore::write(const QUrl& backend, const std::string& token, std::function<void(Storage)> done)
{
    const QString key = keyOf(backend);
    m_tokens[key] = token;
    auto* job = jobFor<QKeychain::WritePasswordJob>(key);
    job->setTextData(QString::fromStdString(token));
    connect(job, &QKeychain::Job::finished, this, [this, job, key, token, done = std::move(done)]() mutable {
        if (job->error() == QKeychain::NoError) {
            confirm(key, token, std::move(done));
            return;
        }
        setStorage(storageAfter(*job));
        if (done)
            done(m_storage);
    });
    job->start();
}

/// Some keyrings take a secret and keep none: "kept" is said only when it comes back.
void TokenStore::confirm(const QString& key, const std::string& token, std::function<void(Storage)> done)
{
    auto* job = jobFor<QKeychain::ReadPasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this, [this, job, token, done = std::move(done)] {
        const bool kept = job->error() == QKeychain::NoError && job->textData().toStdString() == token;
        setStorage(kept ? Storage::Keyring : storageAfter(*job));
        if (done)
            done(m_storage);
    });
    job->start();
}

void TokenStore::remove(const QUrl& backend, std::function<void()> done)
{
    const QString key = keyOf(backend);
    m_tokens.remove(key);
    auto* job = jobFor<QKeychain::DeletePasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this, [done = std::move(done)] {
        if (done)
            done();
    });
    job->start();
}

} // namespace matoi::auth
