#include "widgets/shell/menubar.h"

#include <QtGui/QKeyEvent>

namespace matoi::widgets {
namespace {

/// A key that was pressed has a time. The events that ask on the way whether it is a shortcut have it too,
/// but only the first of them is spontaneous.
bool isCopy(const QEvent& event)
{
    switch (event.type()) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease: return !event.spontaneous();
    case QEvent::ShortcutOverride: return static_cast<const QKeyEvent&>(event).timestamp() == 0;
    default: return false;
    }
}

} // namespace

bool MenuBar::eventFilter(QObject* watched, QEvent* event)
{
    if (isCopy(*event))
        return false; // the key itself has been seen
    return QMenuBar::eventFilter(watched, event);
}

} // namespace matoi::widgets
