#pragma once

#include "app/person.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QProcess>
#include <QtCore/QTimer>
#include <QtCore/QUrl>

#include <functional>
#include <string>

namespace matoi::app {

/// This console's own matoid: on loopback, on a port that the system picks, with its data in `folder`. It
/// ends with us: it watches its standard input, which closes when we stop or die. When it ends before that,
/// it is started again, after a second and then ever more slowly: nobody is paged while it is away.
class EmbeddedService final : public QObject
{
    Q_OBJECT

public:
    explicit EmbeddedService(const QString& folder, QObject* parent = nullptr);
    ~EmbeddedService() override;

    void start();
    /// Asks it to finish and waits for it, five seconds at most.
    void stop();
    /// A new token of the administrator `person` (`matoid token create`), bound to their contact, which is
    /// made when it is not there: a plan that pages them pages this desktop.
    void createToken(const Person& person, bool japanese);
    /// Makes every other token worthless that this console made for itself, and `replaced` (empty: none).
    /// Their ids stand beside the data; a secret never does, so without a keyring each start needs a new one.
    void keepOnly(const std::string& token, const std::string& replaced);

Q_SIGNALS:
    void ready(const QUrl& url);
    void tokenCreated(const QString& token);
    void failed(const QString& reason);
    /// It served and does not any more: it is started again by itself, and `ready` tells its new address.
    void ended(const QString& reason);

private:
    void readOutput();
    void readErrors();
    void finished();
    QStringList ids() const;
    void setIds(const QStringList& ids);
    /// `matoid token …`. `done` is given what it printed.
    void run(const QStringList& command, std::function<void(const QByteArray&)> done);

    QString m_folder;
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors; ///< the last of what it wrote on its standard error
    QTimer m_again;
    std::chrono::milliseconds m_wait;
    QElapsedTimer m_serves; ///< since it said where it listens
    bool m_stopping = false;
};

} // namespace matoi::app
