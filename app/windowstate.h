#pragma once

#include "models/settings/settings.h"

namespace matoi::widgets {
class MainWindow;
}

namespace matoi::app {

/// Place and size of the window, its tab and the width of its list, for the next start.
void keepWindow(widgets::MainWindow& window, settings::Values& values);
/// What is not understood, as of another version, stays as the window made it. A window of a screen that is
/// not there any more comes back on one that is.
void restoreWindow(widgets::MainWindow& window, const settings::Values& values);

} // namespace matoi::app
