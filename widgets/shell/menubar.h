#pragma once

#include <QtWidgets/QMenuBar>

namespace matoi::widgets {

/// Takes the keyboard when Alt is pressed and let go alone, and only then.
///
/// Where assistive technology listens, Qt holds each key back until that has answered, and then sends a copy,
/// and asks again whether it is a shortcut. The copy of a shortcut's Alt may come at any time: between the
/// press of the next one's Alt and its digit, or when the digit has done its work and Alt is still held.
/// QMenuBar takes either for Alt alone, and whoever types on is in the menus.
class MenuBar final : public QMenuBar
{
public:
    using QMenuBar::QMenuBar;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace matoi::widgets
