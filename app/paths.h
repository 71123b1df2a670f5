#pragma once

#include <QtCore/QString>
#include <QtCore/QUrl>

namespace matoi::app {

/// $XDG_DATA_HOME/matoi, made when it is not there, readable by its user only. `chosen` wins when not empty.
QString dataFolder(const QString& chosen);
/// The folder of one backend's local copy inside it.
QString cacheFolder(const QString& data, const QUrl& backend);
/// matoid beside this program, else on PATH; empty: not found.
QString serviceProgram();

} // namespace matoi::app
