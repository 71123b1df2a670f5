#pragma once

#include "app/request.h"

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <optional>

namespace matoi::app {

/// What was asked for on the command line.
struct CommandLine
{
    QUrl backend;      ///< empty: this computer's own service
    QString tokenFile; ///< a file that holds a token; for first sign-ins and tests
    QString data;      ///< empty: the XDG data folder
    QString language;  ///< empty: as set, or the system's
    bool drill = false;
    double speed = 1;
    QString pictures;  ///< a folder: the drill saves what it shows there and ends with the program
    QStringList links; ///< matoi: links, as they were given
    bool log = false;  ///< opens the one-line logger
    bool help = false; ///< asked for how to use it
};

/// nullopt with `complaint` set: print it and leave with 2. `help` is set when it is asked for and there is
/// an application to speak of.
std::optional<CommandLine> parseCommandLine(const QStringList& arguments, QString& complaint, QString& help);

/// What of it a console that runs already can do, with the desktop's leave to come to the front.
Request requestOf(const CommandLine& options);

} // namespace matoi::app
