#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <optional>

namespace matoi::app {

/// What a start of `matoi` wants of the console that runs already; or of itself, when it is the first.
struct Request
{
    QStringList links; ///< as they were given, not yet understood
    bool log = false;  ///< the one-line logger
    bool drill = false;
    QUrl backend;               ///< --backend; empty: not given
    QByteArray activationToken; ///< of the desktop: the right to come to the front (xdg-activation)
    QByteArray startupId;       ///< the same on X11 (startup notification)

    bool operator==(const Request&) const = default;
};

/// One line, ended by a line break.
QByteArray toMessage(const Request& request);
/// nullopt: not a message of this version.
std::optional<Request> requestFrom(const QByteArray& message);

/// An answer is empty when it was done, or says in words why not.
QByteArray toAnswer(const QString& complaint);
/// nullopt: not an answer.
std::optional<QString> complaintFrom(const QByteArray& answer);

} // namespace matoi::app
