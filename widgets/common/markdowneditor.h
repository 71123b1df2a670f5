#pragma once

#include <QtWidgets/QTextEdit>

namespace matoi::widgets {

class MarkdownHighlighter;
class Theme;

/// Markdown to write: plain text with the meaning of its marks shown.
///
/// It is a QTextEdit in plain-text use, not a QPlainTextEdit: only its layout can give all lines one height,
/// which Latin and Japanese in one paragraph need (their fonts differ by 4 px), and which MarkdownView has
/// too.
///
/// Never change the text while composing() is true: an input method would lose or double what is being typed.
/// Wait for compositionFinished().
class MarkdownEditor : public QTextEdit
{
    Q_OBJECT

public:
    explicit MarkdownEditor(Theme& theme, QWidget* parent = nullptr);

    /// The source, as typed.
    QString markdownText() const { return toPlainText(); }
    /// Replaces all; the undo history starts anew.
    void setMarkdownText(const QString& markdown);
    /// Replaces all as one step that can be undone, keeping the cursor where its surroundings went.
    void mergeText(const QString& markdown);
    /// An input method has text that is not committed yet.
    bool composing() const { return m_composing; }
    /// Without an edge, where a box is drawn around it and a toolbar.
    void setFrameless(bool frameless);

    /// Put `mark` around the selection, or take it away: "**", "*", "`".
    void toggleMark(const QString& mark);

    QSize sizeHint() const override;

Q_SIGNALS:
    /// The input method committed or gave up; not sent for each key.
    void compositionFinished();
    /// Ctrl+Enter.
    void commitRequested();
    /// The keyboard went elsewhere.
    void focusLeft();

protected:
    void inputMethodEvent(QInputMethodEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    void dress();
    void themeChanged();
    void setComposing(bool composing);

    Theme& m_theme;
    MarkdownHighlighter* m_highlighter;
    bool m_composing = false;
    int m_dressedLine = 0; ///< line height that the text has now
};

} // namespace matoi::widgets
