#include "widgets/common/markdown.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QPainter>
#include <QtGui/QTextBlock>
#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTextEdit>

#include <array>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

/// Marks code in the view's and the editor's formats; QTextDocument knows no such thing itself.
bool isCode(const QTextCharFormat& format)
{
    return format.fontFixedPitch();
}

void paintRange(QPainter& painter, const QTextBlock& block, const QPointF& origin, int start, int length,
                const Theme& theme)
{
    const QTextLayout& layout = *block.layout();
    const int inset = theme.px(1);
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        const int from = std::max(start, line.textStart());
        const int to = std::min(start + length, line.textStart() + line.textLength());
        if (from >= to) {
            continue;
        }
        const qreal left = line.cursorToX(from);
        const qreal right = line.cursorToX(to);
        const QFontMetricsF metrics(theme.font(TextStyle::Mono));
        const qreal baseline = line.y() + line.ascent();
        const QRectF ground(origin.x() + left - 2, origin.y() + baseline - metrics.ascent() - inset,
                            right - left + 4, metrics.height() + 2 * inset);
        paintBox(painter, ground, {theme.colour(Role::BgHover), Qt::transparent, Edge::None, 3});
    }
}

} // namespace

int markdownLineHeight(const Theme& theme)
{
    return theme.lineHeight(TextStyle::Body) + theme.px(2);
}

void dressDocument(QTextDocument& document, const Theme& theme, int paragraphGap)
{
    document.setIndentWidth(theme.px(18));
    document.setDefaultFont(theme.font(TextStyle::Body));
    QTextCursor cursor(&document);
    cursor.joinPreviousEditBlock();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        const bool heading = format.headingLevel() > 0;
        format.setLineHeight(heading ? theme.lineHeight(TextStyle::DialogTitle) : markdownLineHeight(theme),
                             QTextBlockFormat::FixedHeight);
        const bool inList = block.textList() != nullptr;
        format.setTopMargin(0);
        format.setBottomMargin(inList ? theme.px(2) : paragraphGap);
        cursor.setPosition(block.position());
        cursor.setBlockFormat(format);
    }
    cursor.endEditBlock();
}

void paintCodeGrounds(QPainter& painter, const QTextEdit& edit, const Theme& theme)
{
    const QTextDocument& document = *edit.document();
    const QPointF scroll(-edit.horizontalScrollBar()->value(), -edit.verticalScrollBar()->value());
    const QRectF visible = QRectF(edit.viewport()->rect());
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QRectF place = document.documentLayout()->blockBoundingRect(block).translated(scroll);
        if (place.bottom() < visible.top()) {
            continue;
        }
        if (place.top() > visible.bottom()) {
            return;
        }
        // The view's code is in the text's own formats, the editor's in those of the highlighter.
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            if (isCode(fragment.charFormat())) {
                paintRange(painter, block, place.topLeft(), fragment.position() - block.position(),
                           fragment.length(), theme);
            }
        }
        for (const QTextLayout::FormatRange& range : block.layout()->formats()) {
            if (isCode(range.format)) {
                paintRange(painter, block, place.topLeft(), range.start, range.length, theme);
            }
        }
    }
}

std::vector<MarkdownRun> markdownRuns(const QString& line)
{
    using Kind = MarkdownRun::Kind;
    std::vector<MarkdownRun> runs;
    const auto size = static_cast<int>(line.size());
    const auto closing = [&line](const QString& mark, int from) {
        const auto found = static_cast<int>(line.indexOf(mark, from));
        return found > from ? found : -1;
    };
    int at = 0;
    while (at < size) {
        const QStringView rest = QStringView(line).mid(at);
        const QString mark = rest.startsWith(u"**"_s) ? u"**"_s
                             : rest.startsWith(u'`')  ? u"`"_s
                             : rest.startsWith(u'*')  ? u"*"_s
                                                      : QString();
        if (!mark.isEmpty()) {
            const auto markLength = static_cast<int>(mark.size());
            const int end = closing(mark, at + markLength);
            // "2 * 3 * 4" is arithmetic: a mark stands next to what it marks.
            const bool touches = at + markLength < size && !line[at + markLength].isSpace();
            if (end > 0 && touches) {
                const Kind kind = mark == u"`"_s    ? Kind::Code
                                  : markLength == 2 ? Kind::Strong
                                                    : Kind::Emphasis;
                runs.push_back({kind, at, end + markLength - at, markLength});
                at = end + markLength;
                continue;
            }
            at += markLength;
            continue;
        }
        if (rest.startsWith(u'[')) {
            const int middle = closing(u"]("_s, at + 1);
            const int end = middle > 0 ? closing(u")"_s, middle + 2) : -1;
            if (end > 0) {
                runs.push_back({Kind::Link, at, end + 1 - at, 1});
                at = end + 1;
                continue;
            }
        }
        ++at;
    }
    return runs;
}

namespace {

// From the private use area, which no text of ours has: opening and closing, strong and emphasis.
constexpr char16_t openStrong = u'\uE000';
constexpr char16_t closeStrong = u'\uE001';
constexpr char16_t openEmphasis = u'\uE002';
constexpr char16_t closeEmphasis = u'\uE003';

bool isWord(QChar c)
{
    return !c.isSpace() && !c.isPunct() && !c.isSymbol();
}

/// True when CommonMark's flanking rules (spec 0.30, 6.2) would leave one of the marks as it stands.
bool needsHelp(const QString& line, const MarkdownRun& run)
{
    const int last = run.start + run.length - 1;
    const int before = last - run.markLength; // the last character inside
    const int first = run.start + run.markLength;
    const bool closes = last + 1 < line.size() && isWord(line[last + 1]) && !isWord(line[before]);
    const bool opens = run.start > 0 && isWord(line[run.start - 1]) && !isWord(line[first]);
    return closes || opens;
}

} // namespace

QString protectMarks(const QString& markdown)
{
    QStringList lines = markdown.split(u'\n');
    bool fenced = false;
    for (QString& line : lines) {
        if (line.trimmed().startsWith(u"```"_s)) {
            fenced = !fenced;
        }
        if (fenced) {
            continue;
        }
        const std::vector<MarkdownRun> runs = markdownRuns(line);
        // From the end, so that the places of those before stay right.
        for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
            const bool strong = run->kind == MarkdownRun::Kind::Strong;
            if ((strong || run->kind == MarkdownRun::Kind::Emphasis) && needsHelp(line, *run)) {
                line.replace(run->start + run->length - run->markLength, run->markLength,
                             QChar(strong ? closeStrong : closeEmphasis));
                line.replace(run->start, run->markLength, QChar(strong ? openStrong : openEmphasis));
            }
        }
    }
    return lines.join(u'\n');
}

void restoreMarks(QTextDocument& document)
{
    const std::array pairs{std::pair{openStrong, closeStrong}, std::pair{openEmphasis, closeEmphasis}};
    for (const auto& [open, close] : pairs) {
        for (QTextCursor start = document.find(QString(QChar(open))); !start.isNull();
             start = document.find(QString(QChar(open)))) {
            QTextCursor end = document.find(QString(QChar(close)), start);
            QTextCharFormat format;
            if (open == openStrong) {
                format.setFontWeight(QFont::Bold);
            } else {
                format.setFontItalic(true);
            }
            QTextCursor inside(&document);
            inside.setPosition(start.selectionEnd());
            inside.setPosition(end.isNull() ? start.selectionEnd() : end.selectionStart(),
                               QTextCursor::KeepAnchor);
            inside.mergeCharFormat(format);
            if (!end.isNull()) {
                end.removeSelectedText();
            }
            start.removeSelectedText();
        }
    }
}

MarkdownHighlighter::MarkdownHighlighter(QTextDocument* document, const Theme& theme)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void MarkdownHighlighter::highlightBlock(const QString& text)
{
    QTextCharFormat mark;
    mark.setForeground(m_theme.colour(Role::TextTertiary));

    const auto heading = static_cast<int>(text.indexOf(u"# "_s));
    if (heading >= 0 && heading < 6 && text.left(heading + 1).count(u'#') == heading + 1) {
        QTextCharFormat title;
        title.setFontWeight(QFont::DemiBold);
        setFormat(0, static_cast<int>(text.size()), title);
        QTextCharFormat sign = mark;
        sign.setFontWeight(QFont::DemiBold);
        setFormat(0, heading + 1, sign);
        return;
    }
    for (const QString& bullet : {u"- "_s, u"* "_s, u"> "_s}) {
        if (text.trimmed().startsWith(bullet)) {
            setFormat(static_cast<int>(text.indexOf(bullet)), 1, mark);
        }
    }
    for (const MarkdownRun& run : markdownRuns(text)) {
        QTextCharFormat inside;
        int markLength = run.markLength;
        switch (run.kind) {
        case MarkdownRun::Kind::Strong: inside.setFontWeight(QFont::Bold); break;
        case MarkdownRun::Kind::Emphasis: inside.setFontItalic(true); break;
        case MarkdownRun::Kind::Link: inside.setForeground(m_theme.colour(Role::AccentText)); break;
        case MarkdownRun::Kind::Code: {
            const QFont mono = m_theme.font(TextStyle::Mono);
            inside.setFontFamilies(mono.families());
            inside.setFontPointSize(mono.pointSizeF());
            inside.setFontFixedPitch(true);
            break;
        }
        }
        setFormat(run.start, run.length, inside);
        QTextCharFormat faint = inside;
        faint.setForeground(m_theme.colour(Role::TextTertiary));
        setFormat(run.start, markLength, faint);
        setFormat(run.start + run.length - markLength, markLength, faint);
    }
}

} // namespace matoi::widgets
