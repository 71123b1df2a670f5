#pragma once

#include "app/request.h"

#include <QtCore/QObject>

#include <functional>

QT_BEGIN_NAMESPACE
class QLocalServer;
class QLocalSocket;
QT_END_NAMESPACE

namespace matoi::app {

/// One console a data folder. Who holds the lock of the folder is the first, and listens at a socket whose
/// address stands in the locked file; whoever comes later hands over what it was started for, and ends. The
/// kernel lets go of the lock when its holder dies, however it dies, so nothing that a crash leaves behind is
/// believed. Needs no session bus.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    /// Says in words why it will not do what is asked; empty: done.
    using Handler = std::function<QString(const Request&)>;

    explicit SingleInstance(const QString& dataFolder, QObject* parent = nullptr);
    ~SingleInstance() override;

    /// True: nobody else runs on this folder, and from now on this process does.
    bool take();
    /// For the first: answers whoever comes later. False when no socket can be made; the lock holds all the
    /// same.
    bool listen(Handler handler);

    struct Outcome
    {
        enum class Kind
        {
            Done,
            Refused, ///< `text` is the first's reason
            Gone,    ///< the first ended meanwhile: this process is the first now
            Silent   ///< it runs, and does not answer; `text` says so
        } kind = Kind::Done;
        QString text;
    };
    /// For a later one; waits for the answer, so not while there is a window. Needs no application object.
    Outcome handOver(const Request& request, int patienceMilliseconds = 10'000);

private:
    QString address() const;
    void read(QLocalSocket* socket);

    QString m_folder;
    int m_lock = -1;
    QLocalServer* m_server = nullptr;
    Handler m_handler;
};

} // namespace matoi::app
