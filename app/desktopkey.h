#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <cstdint>
#include <optional>

namespace matoi::app {

/// A key of the whole desktop, as X11 and the desktop's portal call it.
struct DesktopKey
{
    std::uint32_t keysym = 0;
    QByteArray name; ///< of the keysym, as xkbcommon names it
    bool control = false;
    bool alt = false;
    bool shift = false;
    bool logo = false;

    /// nullopt: not one key, none that a desktop may give away, or one that is not known here.
    static std::optional<DesktopKey> fromSequence(const QString& portable);
    /// As the freedesktop shortcuts specification writes it: "CTRL+ALT+n".
    QString trigger() const;
};

} // namespace matoi::app
