#pragma once

#include "models/settings/settings.h"

#include <vector>

namespace matoi::widgets {
class MainWindow;
}

namespace matoi::app {

/// What is kept of a window for the next start.
struct WindowPlace
{
    QByteArray geometry; ///< place and size
    QByteArray state;    ///< its tab and the width of its list
    QString incident;    ///< a UUID, or empty
};

WindowPlace placeOf(widgets::MainWindow& window);
/// What is not understood, as of another version, stays as the window made it. A window of a screen that is
/// not there any more comes back on one that is.
void restoreWindow(widgets::MainWindow& window, const WindowPlace& place);

/// Of every window that was open; one at least.
std::vector<WindowPlace> placesIn(const settings::Values& values);
void setPlaces(const std::vector<WindowPlace>& places, settings::Values& values);

} // namespace matoi::app
