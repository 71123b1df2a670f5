#pragma once

#include <QtCore/QObject>
#include <QtCore/QProcess>
#include <QtCore/QUrl>

namespace matoi::app {

/// This console's own matoid: on loopback, on a port that the system picks, with its data in `folder`. It
/// ends with us: it watches its standard input, which closes when we stop or die.
class EmbeddedService final : public QObject
{
    Q_OBJECT

public:
    explicit EmbeddedService(const QString& folder, QObject* parent = nullptr);
    ~EmbeddedService() override;

    void start();
    /// Asks it to finish and waits for it, five seconds at most.
    void stop();
    /// A new token of the administrator `name` (`matoid token create`).
    void createToken(const QString& name);

Q_SIGNALS:
    void ready(const QUrl& url);
    void tokenCreated(const QString& token);
    void failed(const QString& reason);

private:
    void readOutput();

    QString m_folder;
    QProcess m_process;
    QByteArray m_output;
    bool m_stopping = false;
};

} // namespace matoi::app
