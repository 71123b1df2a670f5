#include "widgets/settings/shortcutedit.h"

#include <QtGui/QKeyEvent>

namespace matoi::widgets {

namespace {

constexpr Qt::KeyboardModifiers combining = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

bool isModifier(int key)
{
    return (key >= Qt::Key_Shift && key < Qt::Key_ScrollLock) ||
           (key >= Qt::Key_Super_L && key <= Qt::Key_Direction_R) || key == Qt::Key_AltGr ||
           key == Qt::Key_unknown || key == 0;
}

/// One leaves the field, or the window, by these, and takes the last change back.
bool passes(const QKeyEvent& event)
{
    if (event.matches(QKeySequence::Undo))
        return true;
    return !(event.modifiers() & combining) &&
           (event.key() == Qt::Key_Tab || event.key() == Qt::Key_Backtab || event.key() == Qt::Key_Escape);
}

QString shown(const QKeySequence& sequence)
{
    return sequence.toString(QKeySequence::NativeText);
}

} // namespace

bool isDesktopKey(const QKeySequence& sequence)
{
    if (sequence.count() != 1)
        return false;
    const int key = sequence[0].key();
    if (isModifier(key))
        return false;
    return (sequence[0].keyboardModifiers() & combining) || (key >= Qt::Key_F13 && key <= Qt::Key_F35) ||
           key == Qt::Key_Pause || key == Qt::Key_ScrollLock;
}

ShortcutEdit::ShortcutEdit(QWidget* parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setContextMenuPolicy(Qt::NoContextMenu);
}

void ShortcutEdit::setSequence(const QKeySequence& sequence)
{
    m_sequence = sequence;
    setText(shown(sequence));
}

bool ShortcutEdit::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // What is pressed here is meant for the field, also what is a key of the window.
        event->setAccepted(!passes(*static_cast<QKeyEvent*>(event)));
        return event->isAccepted();
    }
    return QLineEdit::event(event);
}

void ShortcutEdit::keyPressEvent(QKeyEvent* event)
{
    if (passes(*event)) {
        event->ignore();
        return;
    }
    event->accept();
    if (event->isAutoRepeat())
        return;
    if (isModifier(event->key())) {
        // The half that is held already: one sees that the field listens.
        setText(shown(QKeySequence(QKeyCombination(event->modifiers(), Qt::Key_A))).chopped(1));
        return;
    }
    // A keypad is where it is: its keys are the ones of the row.
    const QKeySequence pressed(
        QKeyCombination(event->modifiers() & ~Qt::KeypadModifier, static_cast<Qt::Key>(event->key())));
    setText(shown(m_sequence));
    if (!isDesktopKey(pressed))
        Q_EMIT refused(pressed);
    else
        Q_EMIT chosen(pressed);
}

void ShortcutEdit::keyReleaseEvent(QKeyEvent* event)
{
    if (event->modifiers() == Qt::NoModifier)
        setText(shown(m_sequence));
    QLineEdit::keyReleaseEvent(event);
}

void ShortcutEdit::focusOutEvent(QFocusEvent* event)
{
    setText(shown(m_sequence));
    QLineEdit::focusOutEvent(event);
}

} // namespace matoi::widgets
