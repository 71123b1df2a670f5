#pragma once

#include <functional>

class QObject;
class QWidget;

namespace matoi::app {

/// Calls `then` once, when `window` has been painted for the first time: what nobody sees waits until
/// then. Of a window that is on no screen, or is closed at once, it is called after a moment all the same;
/// not when `context` is gone.
void afterFirstFrame(QWidget& window, QObject& context, std::function<void()> then);

/// For measurements: with MATOI_TELL_FRAMES set, a line on standard output.
void tell(const char* what);

} // namespace matoi::app
