#include "widgets/shell/menubar.h"

#include <QtCore/QEvent>

namespace matoi::widgets {

bool MenuBar::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if (isKey && !event->spontaneous())
        return false; // a copy: the key itself has been seen
    return QMenuBar::eventFilter(watched, event);
}

} // namespace matoi::widgets
