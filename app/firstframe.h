#pragma once

#include <functional>

class QObject;
class QWidget;

namespace matoi::app {

/// Calls `then` once, when `window` has been painted for the first time: what nobody sees waits until
/// then. Of a window that is on no screen, or is closed at once, it is called after a moment all the same;
/// not when `context` is gone.
void afterFirstFrame(QWidget& window, QObject& context, std::function<void()> then);

/// For measurements: with MATOI_TELL_FIRST_FRAME set, says "first frame" on standard output when `window` has
/// been painted for the first time, once.
void tellFirstFrame(QWidget& window);

} // namespace matoi::app
