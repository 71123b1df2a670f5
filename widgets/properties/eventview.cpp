#include "widgets/properties/eventview.h"

#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QTextBlock>
#include <QtGui/QTextCursor>

#include <algorithm>

namespace matoi::widgets {

/// The line numbers. Read out they would only be in the way.
class EventGutter final : public QWidget
{
public:
    explicit EventGutter(EventView* view)
        : QWidget(view)
        , m_view(view)
    {}

protected:
    void paintEvent(QPaintEvent* event) override { m_view->paintGutter(event); }

private:
    EventView* m_view;
};

EventView::EventView(Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_gutter(new EventGutter(this))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setUndoRedoEnabled(false);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this] { m_gutter->update(); });
    connect(&theme, &Theme::changed, this, &EventView::dress);
    dress();
}

void EventView::setLines(const std::vector<domain::rules::JsonLine>& lines,
                         const std::vector<domain::rules::MarkedLine>& marks)
{
    m_marks = marks;
    QString text;
    for (const auto& line : lines)
        text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + QString::fromStdString(line.text);
    const bool other = text != toPlainText();
    if (other)
        setPlainText(text);
    dress();
    // What was taken is what one looks for; it may stand far down.
    if (other && !m_marks.empty()) {
        setTextCursor(QTextCursor(document()->findBlockByNumber(static_cast<int>(m_marks.front().line))));
        centerCursor();
    }
}

void EventView::dress()
{
    setFont(m_theme.font(TextStyle::Mono));
    setViewportMargins(gutterWidth(), 0, 0, 0);
    QPalette colours = palette();
    colours.setColor(QPalette::Base, m_theme.fieldColour());
    colours.setColor(QPalette::Text, m_theme.colour(Role::TextSecondary));
    setPalette(colours);
    QList<QTextEdit::ExtraSelection> taken;
    for (const auto& mark : m_marks) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document()->findBlockByNumber(static_cast<int>(mark.line)));
        selection.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        selection.format.setForeground(m_theme.colour(Role::TextPrimary));
        taken << selection;
    }
    setExtraSelections(taken);
    m_gutter->setGeometry(QRect(contentsRect().topLeft(), QSize(gutterWidth(), contentsRect().height())));
    viewport()->update();
}

int EventView::gutterWidth() const
{
    const QString last = QString::number(std::max(10, blockCount()));
    return static_cast<int>(tabularWidth(m_theme.font(TextStyle::Mono), last)) + m_theme.px(28);
}

void EventView::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    m_gutter->setGeometry(QRect(contentsRect().topLeft(), QSize(gutterWidth(), contentsRect().height())));
}

void EventView::paintGutter(QPaintEvent* event)
{
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), m_theme.fieldColour());
    painter.setPen(m_theme.colour(Role::TextTertiary));
    painter.setFont(m_theme.font(TextStyle::Mono));
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > m_gutter->height())
            break;
        drawTabular(painter, QRectF(0, box.top(), m_gutter->width() - m_theme.px(12), box.height()),
                    QString::number(block.blockNumber() + 1), Qt::AlignRight | Qt::AlignVCenter);
    }
}

QString EventView::markOf(int line) const
{
    QStringList names;
    for (const auto& mark : m_marks)
        if (static_cast<int>(mark.line) == line)
            names << QString::fromStdString(mark.name);
    return names.join(QStringLiteral(", "));
}

void EventView::paintEvent(QPaintEvent* event)
{
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    painter.setFont(m_theme.font(TextStyle::Mono));
    const QFontMetricsF metrics(painter.font());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > viewport()->height())
            return;
        const QString mark = markOf(block.blockNumber());
        if (mark.isEmpty())
            continue;
        const qreal width = metrics.horizontalAdvance(mark) + m_theme.px(12);
        // Its own ground: a long line goes on under it and is read by scrolling.
        const QRectF tag(viewport()->width() - width - m_theme.px(10), box.top() + 1, width,
                         box.height() - 2);
        painter.fillRect(tag.adjusted(-m_theme.px(6), -1, m_theme.px(10), 1), m_theme.fieldColour());
        painter.fillRect(tag, m_theme.colour(Role::AccentTint));
        painter.setPen(m_theme.colour(Role::AccentText));
        painter.drawText(tag, Qt::AlignCenter, mark);
    }
}

} // namespace matoi::widgets
