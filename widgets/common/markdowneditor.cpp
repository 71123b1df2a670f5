#include "widgets/common/markdowneditor.h"

#include "widgets/common/markdown.h"
#include "widgets/common/theme.h"

#include <QtCore/QMimeData>
#include <QtGui/QInputMethodEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextBlock>
#include <QtWidgets/QStyle>

#include <algorithm>

namespace matoi::widgets {

MarkdownEditor::MarkdownEditor(Theme& theme, QWidget* parent)
    : QTextEdit(parent)
    , m_theme(theme)
    , m_highlighter(new MarkdownHighlighter(document(), theme))
{
    setAcceptRichText(false);
    setTabChangesFocus(true);
    viewport()->setAutoFillBackground(false);
    dress();
    connect(&theme, &Theme::changed, this, &MarkdownEditor::themeChanged);
}

void MarkdownEditor::themeChanged()
{
    // Colours are the highlighter's; only another size needs the text dressed anew, which costs an undo step.
    if (markdownLineHeight(m_theme) != m_dressedLine) {
        dress();
    }
}

void MarkdownEditor::dress()
{
    const bool frameless = property("frameless").toBool();
    m_dressedLine = markdownLineHeight(m_theme);
    document()->setDocumentMargin(frameless ? 0 : m_theme.px(6));
    setViewportMargins(frameless ? 0 : m_theme.px(3), 0, frameless ? 0 : m_theme.px(3), 0);
    const bool modified = document()->isModified();
    if (!document()->isUndoAvailable() && !document()->isRedoAvailable()) {
        document()->setUndoRedoEnabled(false);
        dressDocument(*document(), m_theme, 0);
        document()->setUndoRedoEnabled(true);
    } else {
        dressDocument(*document(), m_theme, 0);
    }
    document()->setModified(modified);
}

void MarkdownEditor::setMarkdownText(const QString& markdown)
{
    setPlainText(markdown);
    dress();
}

void MarkdownEditor::mergeText(const QString& markdown)
{
    const QString old = toPlainText();
    if (markdown == old) {
        return;
    }
    // Only what differs is replaced: the cursor and the selection move with the text around them.
    const auto shorter = std::min(old.size(), markdown.size());
    qsizetype head = 0;
    while (head < shorter && old[head] == markdown[head]) {
        ++head;
    }
    qsizetype tail = 0;
    while (tail < shorter - head && old[old.size() - 1 - tail] == markdown[markdown.size() - 1 - tail]) {
        ++tail;
    }
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(head));
    cursor.setPosition(static_cast<int>(old.size() - tail), QTextCursor::KeepAnchor);
    cursor.insertText(markdown.mid(head, markdown.size() - head - tail));
}

void MarkdownEditor::setFrameless(bool frameless)
{
    setProperty("frameless", frameless);
    style()->unpolish(this);
    style()->polish(this);
    dress();
}

void MarkdownEditor::toggleMark(const QString& mark)
{
    QTextCursor cursor = textCursor();
    const QString selected = cursor.selectedText();
    const qsizetype size = mark.size();
    if (selected.size() >= 2 * size && selected.startsWith(mark) && selected.endsWith(mark)) {
        cursor.insertText(selected.mid(size, selected.size() - 2 * size));
        return;
    }
    const int start = cursor.selectionStart();
    cursor.insertText(mark + selected + mark);
    const auto inside = static_cast<int>(start + size);
    cursor.setPosition(inside);
    cursor.setPosition(static_cast<int>(inside + selected.size()), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
}

QSize MarkdownEditor::sizeHint() const
{
    return {m_theme.px(320), markdownLineHeight(m_theme) * 4 + m_theme.px(14)};
}

void MarkdownEditor::setComposing(bool composing)
{
    if (composing != m_composing) {
        m_composing = composing;
        if (!composing) {
            Q_EMIT compositionFinished();
        }
    }
}

void MarkdownEditor::inputMethodEvent(QInputMethodEvent* event)
{
    const bool composing = !event->preeditString().isEmpty();
    if (composing) {
        setComposing(true);
    }
    QTextEdit::inputMethodEvent(event);
    if (!composing) {
        setComposing(false);
    }
}

void MarkdownEditor::paintEvent(QPaintEvent* event)
{
    {
        QPainter painter(viewport());
        paintCodeGrounds(painter, *this, m_theme);
    }
    QTextEdit::paintEvent(event);
}

void MarkdownEditor::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) {
        Q_EMIT commitRequested();
        return;
    }
    QTextEdit::keyPressEvent(event);
}

void MarkdownEditor::focusOutEvent(QFocusEvent* event)
{
    QTextEdit::focusOutEvent(event);
    // A popup of the input method itself takes the focus too; the composition goes on there.
    if (event->reason() != Qt::PopupFocusReason) {
        setComposing(false);
        Q_EMIT focusLeft();
    }
}

void MarkdownEditor::insertFromMimeData(const QMimeData* source)
{
    if (source->hasText()) {
        insertPlainText(source->text());
    }
}

} // namespace matoi::widgets
