#pragma once

#include <QtCore/QString>

namespace matoi::widgets {

/// How the key stands that opens the one-line logger over any window.
struct ShortcutStatus
{
    enum class State
    {
        Off,
        Asking,     ///< the desktop asks the person, or has not answered
        Works,      ///< `key` opens it
        Unassigned, ///< the desktop would tell us, and has no key for it
        Taken,      ///< another program has `key`
        Unusable,   ///< `key` is none of this keyboard, or would be missing from everything that is typed
        Refused,    ///< the desktop, or the person whom it asked, said no
        TakenBack,  ///< the desktop ended it
        None        ///< this desktop gives no program a key
    };
    State state = State::Off;
    QString key;               ///< as the desktop calls it when that owns it, else as QKeySequence writes it
    bool desktopOwns = false;  ///< it is changed in the desktop's settings, not here
    bool canConfigure = false; ///< and the desktop can show them

    bool operator==(const ShortcutStatus&) const = default;
};

} // namespace matoi::widgets
