#pragma once

#include <QtCore/QRectF>
#include <QtCore/QString>
#include <QtGui/QSyntaxHighlighter>

#include <vector>

QT_BEGIN_NAMESPACE
class QPainter;
class QTextDocument;
class QTextEdit;
QT_END_NAMESPACE

// What the Markdown editor and the Markdown view share, so that a text does not jump when one takes the
// other's place: font, line height, margins and how code looks.

namespace matoi::widgets {

class Theme;

/// Height of a line of running text: 20 px, 22 for Japanese.
int markdownLineHeight(const Theme& theme);

/// Font, margins and line height for every block of the document. A step in the undo history, when that is
/// on.
void dressDocument(QTextDocument& document, const Theme& theme, int paragraphGap);

/// Rounded grounds behind runs of code. Called before the text itself is painted.
void paintCodeGrounds(QPainter& painter, const QTextEdit& edit, const Theme& theme);

/// A run of inline markup in one line.
struct MarkdownRun
{
    enum class Kind
    {
        Strong,
        Emphasis,
        Code,
        Link
    };
    Kind kind = Kind::Strong;
    int start = 0;      ///< of the opening mark
    int length = 0;     ///< up to the end of the closing mark
    int markLength = 0; ///< of one mark: 2 for **
};

/// `**strong**`, `*emphasis*`, `` `code` `` and `[text](address)` on one line. Unclosed marks are plain text.
std::vector<MarkdownRun> markdownRuns(const QString& line);

/// CommonMark takes no `**影響。**国内` for strong: it wants a space or punctuation after a closing mark that
/// follows punctuation, which Japanese does not write. protectMarks() puts private characters in the place of
/// such marks before Qt parses the text, and restoreMarks() makes the formats of them afterwards.
QString protectMarks(const QString& markdown);
void restoreMarks(QTextDocument& document);

/// Colours Markdown source while it is written: marks are grey, what they mean is shown.
class MarkdownHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    MarkdownHighlighter(QTextDocument* document, const Theme& theme);

protected:
    void highlightBlock(const QString& text) override;

private:
    const Theme& m_theme;
};

} // namespace matoi::widgets
