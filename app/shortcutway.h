#pragma once

#include "widgets/settings/shortcutstatus.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>

namespace matoi::app {

/// What is wanted of the desktop.
struct ShortcutWish
{
    QString key;         ///< as QKeySequence writes it to files; where the desktop owns the key, a proposal
    QString description; ///< for the desktop to show

    bool operator==(const ShortcutWish&) const = default;
};

/// With a press comes what lets a window of ours come to the front.
struct ShortcutPress
{
    QByteArray activationToken; ///< of Wayland's desktop
    quint32 time = 0;           ///< of X11's server
};

/// One way to be told of a key while another program has the keyboard.
class ShortcutWay : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Answered by told(), at once or later, and again whenever it changes: State::None when this way is not
    /// there.
    virtual void ask(const ShortcutWish& wish) = 0;
    /// Gives the key back. Tells nothing after that.
    virtual void drop() = 0;
    /// The desktop's own settings of the key, where it says that it canConfigure.
    virtual void configure() {}

Q_SIGNALS:
    void told(const matoi::widgets::ShortcutStatus& status);
    void pressed(const matoi::app::ShortcutPress& press);
    /// It was not there, and may be now.
    void appeared();
};

} // namespace matoi::app
