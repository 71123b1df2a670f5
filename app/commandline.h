#pragma once

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
    QString pictures; ///< a folder: the drill saves what it shows there and ends with the program
};

/// nullopt with `complaint` set: print it and leave with 2. `help`: print it and leave with 0.
std::optional<CommandLine> parseCommandLine(const QStringList& arguments, QString& complaint, QString& help);

} // namespace matoi::app
