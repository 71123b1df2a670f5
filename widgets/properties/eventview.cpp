#include "widgets/properties/eventview.h"

#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QTextBlock>
#include <QtGui/QTextCursor>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

namespace {

constexpr int leastLines = 8; // less of an event says nothing

} // namespace

/// What stands beside the text: the line numbers, or the names. Read out it would only be in the way.
class EventColumn final : public QWidget
{
public:
    using Paint = void (EventView::*)(QPainter&, int) const;

    EventColumn(EventView* view, Paint paint)
        : QWidget(view)
        , m_view(view)
        , m_paint(paint)
    {
        connect(view, &QPlainTextEdit::updateRequest, this, [this] { update(); });
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QPainter painter(this);
        painter.fillRect(event->rect(), m_view->m_theme.fieldColour());
        painter.setFont(m_view->m_theme.font(TextStyle::Mono));
        (m_view->*m_paint)(painter, width());
    }

private:
    EventView* m_view;
    Paint m_paint;
};

EventView::EventView(Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_numbers(new EventColumn(this, &EventView::paintNumbers))
    , m_tags(new EventColumn(this, &EventView::paintTags))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setFrameShape(QFrame::NoFrame);
    setUndoRedoEnabled(false);
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
    setMinimumHeight(leastLines * m_theme.lineHeight(TextStyle::Mono) + m_theme.px(8));
    setViewportMargins(numbersWidth(), 0, tagsWidth(), 0);
    placeColumns();
    viewport()->update();
}

int EventView::numbersWidth() const
{
    const QString last = QString::number(std::max(10, blockCount()));
    return static_cast<int>(tabularWidth(m_theme.font(TextStyle::Mono), last)) + m_theme.px(28);
}

/// As wide as the longest name, but the text keeps the larger part.
int EventView::tagsWidth() const
{
    const QFontMetricsF metrics(m_theme.font(TextStyle::Mono));
    qreal widest = 0;
    for (const auto& mark : m_marks)
        widest = std::max(widest, metrics.horizontalAdvance(markOf(static_cast<int>(mark.line))));
    if (widest == 0)
        return 0;
    return std::min(static_cast<int>(std::ceil(widest)) + m_theme.px(12 + 16), width() * 2 / 5);
}

void EventView::placeColumns()
{
    const QRect text = viewport()->geometry();
    m_numbers->setGeometry(text.left() - numbersWidth(), text.top(), numbersWidth(), text.height());
    m_tags->setGeometry(text.right() + 1, text.top(), tagsWidth(), text.height());
    m_numbers->update();
    m_tags->update();
}

void EventView::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeColumns();
}

/// Before the text is laid out: within resizeEvent() Qt tells it of no other width.
bool EventView::event(QEvent* event)
{
    if (event->type() == QEvent::Resize)
        setViewportMargins(numbersWidth(), 0, tagsWidth(), 0);
    return QPlainTextEdit::event(event);
}

void EventView::paintNumbers(QPainter& painter, int width) const
{
    painter.setPen(m_theme.colour(Role::TextTertiary));
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > viewport()->height())
            return;
        const qreal line = box.height() / std::max(1, block.lineCount());
        drawTabular(painter, QRectF(0, box.top(), width - m_theme.px(12), line),
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

void EventView::paintTags(QPainter& painter, int width) const
{
    const QFontMetricsF metrics(painter.font());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > viewport()->height())
            return;
        const qreal room = width - m_theme.px(12 + 16);
        const QString mark = metrics.elidedText(markOf(block.blockNumber()), Qt::ElideMiddle, room);
        if (mark.isEmpty())
            continue;
        const qreal line = box.height() / std::max(1, block.lineCount());
        const qreal wide = metrics.horizontalAdvance(mark) + m_theme.px(12);
        const QRectF tag(width - wide - m_theme.px(8), box.top() + 1, wide, line - 2);
        painter.fillRect(tag, m_theme.colour(Role::AccentTint));
        painter.setPen(m_theme.colour(Role::AccentText));
        painter.drawText(tag, Qt::AlignCenter, mark);
    }
}

} // namespace matoi::widgets
