#pragma once

#include <QtCore/QString>

namespace matoi::widgets {
class MainWindow;
}

namespace matoi::app {

/// Saves each tab of the window as DIR/PREFIX-TAB.png; returns what could not be written, empty when all is
/// well.
QString savePictures(widgets::MainWindow& window, const QString& folder, const QString& prefix);

} // namespace matoi::app
