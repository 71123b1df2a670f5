#include "widgets/conflict/conflictside.h"

#include "models/merge/textmerge.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QPainter>
#include <QtGui/QTextDocument>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

namespace {

constexpr int longestText = 168; ///< px at 100 %; more is scrolled to

bool isBlank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

} // namespace

std::vector<std::string> newSentences(const std::string& base, const std::string& text)
{
    const auto known = merge::splitSentences(base);
    std::vector<std::string> out;
    for (std::string& sentence : merge::splitSentences(text))
        if (!isBlank(sentence) && std::find(known.begin(), known.end(), sentence) == known.end())
            out.push_back(std::move(sentence));
    return out;
}

void markSentences(QTextEdit& edit, const std::vector<std::pair<std::string, QColor>>& sentences)
{
    QList<QTextEdit::ExtraSelection> marks;
    const QString text = edit.toPlainText();
    for (const auto& [sentence, colour] : sentences) {
        const QString wanted = QString::fromStdString(sentence);
        const auto at = text.indexOf(wanted);
        if (at < 0)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(edit.document());
        mark.cursor.setPosition(static_cast<int>(at));
        mark.cursor.setPosition(static_cast<int>(at + wanted.size()), QTextCursor::KeepAnchor);
        mark.format.setBackground(colour);
        marks.push_back(mark);
    }
    edit.setExtraSelections(marks);
}

ConflictSide::ConflictSide(Theme& theme, Role title, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel(theme, TextStyle::Strong, title, {}, this))
    , m_from(new TextLabel(theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_value(new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, {}, this))
    , m_text(new MarkdownEditor(theme, this))
    , m_button(new CommandButton(theme, {}, Icon::None, this))
{
    m_button->setSmall(true);
    m_from->setWordWrap(true);
    m_value->setWordWrap(true);
    m_value->setTextFormat(Qt::PlainText);
    m_text->setReadOnly(true);
    m_text->setFrameless(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // How high the text is, is known only once it has been laid out in its width.
    connect(m_text->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &ConflictSide::fitHeight);
    auto* head = new QHBoxLayout;
    head->setSpacing(theme.px(8));
    head->addWidget(m_title);
    head->addWidget(m_from, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(8));
    column->setSpacing(theme.px(6));
    column->addLayout(head);
    column->addWidget(m_value);
    column->addWidget(m_text);
    column->addStretch();
    column->addWidget(m_button, 0, Qt::AlignLeft);
}

void ConflictSide::setTitle(const QString& title, const QString& from)
{
    m_title->setText(title);
    m_from->setText(from);
    m_text->setAccessibleName(QStringLiteral("%1, %2").arg(title, from));
}

void ConflictSide::setValue(const QString& value)
{
    m_value->setText(value);
    m_value->show();
    m_text->hide();
}

void ConflictSide::setLongText(const QString& text, const std::vector<std::string>& own, const QColor& ground)
{
    m_value->hide();
    m_text->show();
    if (m_text->markdownText() != text)
        m_text->setMarkdownText(text);
    std::vector<std::pair<std::string, QColor>> marks;
    for (const std::string& sentence : own)
        marks.emplace_back(sentence, ground);
    markSentences(*m_text, marks);
    fitHeight();
}

void ConflictSide::fitHeight()
{
    const int wanted = static_cast<int>(std::ceil(m_text->document()->size().height())) + 2;
    m_text->setFixedHeight(std::clamp(wanted, m_theme.lineHeight(TextStyle::Body), m_theme.px(longestText)));
}

void ConflictSide::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_text->isVisibleTo(this))
        fitHeight();
}

void ConflictSide::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(
        painter, rect(),
        {.fill = m_theme.colour(Role::BgSurface), .edge = m_theme.colour(Role::LineStrong), .radius = 4});
}

} // namespace matoi::widgets
