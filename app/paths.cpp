#include "app/paths.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>

namespace matoi::app {

using namespace Qt::StringLiterals;

QString dataFolder(const QString& chosen)
{
    const QString folder =
        chosen.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/matoi"_s
                         : QDir(chosen).absolutePath();
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return folder;
}

QString cacheFolder(const QString& data, const QUrl& backend)
{
    if (backend.isEmpty())
        return data + u"/console"_s;
    const QByteArray digest =
        QCryptographicHash::hash(backend.toString().toUtf8(), QCryptographicHash::Sha256);
    return data + u"/backends/"_s + QString::fromLatin1(digest.toHex().left(16));
}

QString serviceProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + u"/matoid"_s;
    return QFile::exists(beside) ? beside : QStandardPaths::findExecutable(u"matoid"_s);
}

} // namespace matoi::app
