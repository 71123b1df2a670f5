#pragma once

#include <QtGui/QIcon>

namespace matoi::widgets {
class Theme;
}

namespace matoi::app {

/// What a look at the tray has to tell. Each has a shape of its own, so that no colour is needed to know it.
enum class TrayFace
{
    Calm,   ///< the mark on a full square
    Page,   ///< a disc with the number of pages for the person here
    Offline ///< the mark in an empty, broken square
};

/// Has a ground of its own: nobody knows the colour of the desktop's panel.
QIcon trayIcon(const widgets::Theme& theme, TrayFace face, int count);

} // namespace matoi::app
