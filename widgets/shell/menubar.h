#pragma once

#include <QtWidgets/QMenuBar>

namespace matoi::widgets {

/// Takes the keyboard when Alt is pressed and let go alone, and only then.
///
/// Where assistive technology listens, Qt holds each key back until that has answered, and then sends a copy.
/// The copy of an earlier shortcut's Alt may come between the press of the next one's Alt and its digit:
/// QMenuBar takes that for Alt alone, and whoever types on is in the menus.
class MenuBar final : public QMenuBar
{
public:
    using QMenuBar::QMenuBar;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace matoi::widgets
