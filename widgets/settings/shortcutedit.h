#pragma once

#include <QtGui/QKeySequence>
#include <QtWidgets/QLineEdit>

namespace matoi::widgets {

/// Whether a desktop may give this one away: a letter alone would be missing from everything that is typed.
bool isDesktopKey(const QKeySequence& sequence);

/// A field that takes the key that is pressed in it. Tab, Esc and Undo do what they do everywhere.
class ShortcutEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit ShortcutEdit(QWidget* parent = nullptr);

    QKeySequence sequence() const { return m_sequence; }
    void setSequence(const QKeySequence& sequence);

Q_SIGNALS:
    void chosen(const QKeySequence& sequence);
    /// It can be no key of the desktop.
    void refused(const QKeySequence& sequence);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QKeySequence m_sequence;
};

} // namespace matoi::widgets
