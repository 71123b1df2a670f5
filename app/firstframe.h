#pragma once

class QWidget;

namespace matoi::app {

/// For measurements: with MATOI_TELL_FIRST_FRAME set, says "first frame" on standard output when `window` has
/// been painted for the first time, once.
void tellFirstFrame(QWidget& window);

} // namespace matoi::app
