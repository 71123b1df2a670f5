#include "app/desktopkey.h"

#include "widgets/settings/shortcutedit.h"

#include <QtGui/QKeySequence>

#include <array>

namespace matoi::app {

using namespace Qt::StringLiterals;

namespace {

struct Named
{
    Qt::Key key;
    std::uint32_t keysym;
    const char* name;
};

/// Those whose name is not their character. The characters of ASCII are keysyms themselves.
constexpr std::array names = {
    Named{Qt::Key_Space, 0x20, "space"},
    Named{Qt::Key_Exclam, 0x21, "exclam"},
    Named{Qt::Key_QuoteDbl, 0x22, "quotedbl"},
    Named{Qt::Key_NumberSign, 0x23, "numbersign"},
    Named{Qt::Key_Dollar, 0x24, "dollar"},
    Named{Qt::Key_Percent, 0x25, "percent"},
    Named{Qt::Key_Ampersand, 0x26, "ampersand"},
    Named{Qt::Key_Apostrophe, 0x27, "apostrophe"},
    Named{Qt::Key_ParenLeft, 0x28, "parenleft"},
    Named{Qt::Key_ParenRight, 0x29, "parenright"},
    Named{Qt::Key_Asterisk, 0x2a, "asterisk"},
    Named{Qt::Key_Plus, 0x2b, "plus"},
    Named{Qt::Key_Comma, 0x2c, "comma"},
    Named{Qt::Key_Minus, 0x2d, "minus"},
    Named{Qt::Key_Period, 0x2e, "period"},
    Named{Qt::Key_Slash, 0x2f, "slash"},
    Named{Qt::Key_Colon, 0x3a, "colon"},
    Named{Qt::Key_Semicolon, 0x3b, "semicolon"},
    Named{Qt::Key_Less, 0x3c, "less"},
    Named{Qt::Key_Equal, 0x3d, "equal"},
    Named{Qt::Key_Greater, 0x3e, "greater"},
    Named{Qt::Key_Question, 0x3f, "question"},
    Named{Qt::Key_At, 0x40, "at"},
    Named{Qt::Key_BracketLeft, 0x5b, "bracketleft"},
    Named{Qt::Key_Backslash, 0x5c, "backslash"},
    Named{Qt::Key_BracketRight, 0x5d, "bracketright"},
    Named{Qt::Key_AsciiCircum, 0x5e, "asciicircum"},
    Named{Qt::Key_Underscore, 0x5f, "underscore"},
    Named{Qt::Key_QuoteLeft, 0x60, "grave"},
    Named{Qt::Key_BraceLeft, 0x7b, "braceleft"},
    Named{Qt::Key_Bar, 0x7c, "bar"},
    Named{Qt::Key_BraceRight, 0x7d, "braceright"},
    Named{Qt::Key_AsciiTilde, 0x7e, "asciitilde"},
    Named{Qt::Key_Backspace, 0xff08, "BackSpace"},
    Named{Qt::Key_Tab, 0xff09, "Tab"},
    Named{Qt::Key_Return, 0xff0d, "Return"},
    Named{Qt::Key_Pause, 0xff13, "Pause"},
    Named{Qt::Key_ScrollLock, 0xff14, "Scroll_Lock"},
    Named{Qt::Key_Escape, 0xff1b, "Escape"},
    Named{Qt::Key_Home, 0xff50, "Home"},
    Named{Qt::Key_Left, 0xff51, "Left"},
    Named{Qt::Key_Up, 0xff52, "Up"},
    Named{Qt::Key_Right, 0xff53, "Right"},
    Named{Qt::Key_Down, 0xff54, "Down"},
    Named{Qt::Key_PageUp, 0xff55, "Prior"},
    Named{Qt::Key_PageDown, 0xff56, "Next"},
    Named{Qt::Key_End, 0xff57, "End"},
    Named{Qt::Key_Print, 0xff61, "Print"},
    Named{Qt::Key_Insert, 0xff63, "Insert"},
    Named{Qt::Key_Enter, 0xff8d, "KP_Enter"},
    Named{Qt::Key_Delete, 0xffff, "Delete"},
};
constexpr std::uint32_t firstFunctionKey = 0xffbe;

bool name(Qt::Key key, DesktopKey& named)
{
    if ((key >= Qt::Key_0 && key <= Qt::Key_9) || (key >= Qt::Key_A && key <= Qt::Key_Z)) {
        const char character = static_cast<char>(key);
        named.name = QByteArray(1, character).toLower();
        named.keysym = static_cast<std::uint8_t>(named.name.front());
        return true;
    }
    if (key >= Qt::Key_F1 && key <= Qt::Key_F35) {
        const int number = key - Qt::Key_F1;
        named.name = 'F' + QByteArray::number(number + 1);
        named.keysym = firstFunctionKey + static_cast<std::uint32_t>(number);
        return true;
    }
    for (const Named& known : names)
        if (known.key == key) {
            named.name = known.name;
            named.keysym = known.keysym;
            return true;
        }
    return false;
}

} // namespace

std::optional<DesktopKey> DesktopKey::fromSequence(const QString& portable)
{
    const QKeySequence sequence = QKeySequence::fromString(portable, QKeySequence::PortableText);
    DesktopKey key;
    if (!widgets::isDesktopKey(sequence) || !app::name(sequence[0].key(), key))
        return std::nullopt;
    const Qt::KeyboardModifiers held = sequence[0].keyboardModifiers();
    key.control = held.testFlag(Qt::ControlModifier);
    key.alt = held.testFlag(Qt::AltModifier);
    key.shift = held.testFlag(Qt::ShiftModifier);
    key.logo = held.testFlag(Qt::MetaModifier);
    return key;
}

QString DesktopKey::trigger() const
{
    QStringList parts;
    for (const auto& [held, word] :
         {std::pair{control, "CTRL"_L1}, {alt, "ALT"_L1}, {shift, "SHIFT"_L1}, {logo, "LOGO"_L1}})
        if (held)
            parts << word;
    parts << QString::fromLatin1(name);
    return parts.join(u'+');
}

} // namespace matoi::app
