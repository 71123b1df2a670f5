#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>
#include <string>

namespace matoi::auth {

/// Where the sign-in token of each service is kept: in the desktop's keyring (Secret Service or KWallet), or,
/// where there is none, in memory until the program ends. Never in a file of its own.
class TokenStore final : public QObject
{
    Q_OBJECT

public:
    enum class Storage
    {
        Keyring,
        SessionOnly, ///< no keyring on this computer: sign in again at the next start
        Locked,      ///< there is one, but it was not opened; the token is kept in memory meanwhile
    };
    Q_ENUM(Storage)

    static constexpr const char* serviceName = "org.matoi.Matoi";

    explicit TokenStore(QObject* parent = nullptr);

    /// What the last reading or writing found. Keyring until then.
    Storage storage() const { return m_storage; }

    /// All answers come later, on this thread, and none after the store is gone. A locked keyring may ask its
    /// user first, so an answer can take as long as that.
    void read(const QUrl& backend, std::function<void(std::optional<std::string> token)> done);
    void write(const QUrl& backend, const std::string& token, std::function<void(Storage)> done = {});
    void remove(const QUrl& backend, std::function<void()> done = {});

Q_SIGNALS:
    void storageChanged(matoi::auth::TokenStore::Storage storage);

private:
    void confirm(const QString& key, const std::string& token, std::function<void(Storage)> done);
    void setStorage(Storage storage);

    Storage m_storage = Storage::Keyring;
    QHash<QString, std::string> m_tokens; ///< of this session
};

} // namespace matoi::auth
