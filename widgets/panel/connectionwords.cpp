#include "widgets/panel/connectionwords.h"

#include "models/domain/ports/online.h"
#include "widgets/common/durationtext.h"

#include <QtCore/QCoreApplication>

namespace matoi::widgets {

using namespace domain;
using Connection = SyncState::Connection;

QString withoutConnection(const SyncState& state)
{
    switch (state.connection) {
    case Connection::Live:
    case Connection::Slow: return {};
    case Connection::Connecting: return QCoreApplication::translate("ConnectionWords", "Still connecting");
    case Connection::Offline: return QCoreApplication::translate("ConnectionWords", "Offline");
    case Connection::Refused: return QCoreApplication::translate("ConnectionWords", "Refused by the service");
    }
    return {};
}

QString whyNobodyIsPaged(const SyncState& state)
{
    return isOnline(state) ? QString()
                           : QCoreApplication::translate(
                                 "ConnectionWords", "%1: nobody can be paged from here now. Call by hand.")
                                 .arg(withoutConnection(state));
}

QString possibleAgain(const SyncState& state)
{
    switch (state.connection) {
    case Connection::Live:
    case Connection::Slow: return {};
    case Connection::Connecting:
        return QCoreApplication::translate("ConnectionWords", "It is possible when the service answers.");
    case Connection::Offline:
        return QCoreApplication::translate("ConnectionWords",
                                           "It is possible again when the connection is back.");
    case Connection::Refused:
        return QCoreApplication::translate(
            "ConnectionWords", "It is possible again when the service lets this console in; the line at the "
                               "top of the window says how.");
    }
    return {};
}

std::optional<Time> knownUntil(const SyncState& state)
{
    return isCurrent(state) ? std::nullopt : state.syncedAt;
}

QString knownUntilText(const PanelContext& context)
{
    const auto until = knownUntil(context.changes.syncState());
    return until ? dateTimeText(*until, context.clock.now(), context.zone) : QString();
}

QString asOf(const PanelContext& context)
{
    if (isCurrent(context.changes.syncState()))
        return {};
    const QString until = knownUntilText(context);
    return until.isEmpty() ? QCoreApplication::translate("ConnectionWords", "not current")
                           : QCoreApplication::translate("ConnectionWords", "as of %1").arg(until);
}

} // namespace matoi::widgets
