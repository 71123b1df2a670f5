#include "widgets/common/markdownview.h"

#include "widgets/common/markdown.h"
#include "widgets/common/theme.h"

#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtGui/QPainter>
#include <QtGui/QTextBlock>
#include <QtGui/QTextTable>
#include <QtWidgets/QScrollBar>

#include <cmath>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

/// Our own colours and faces in place of QTextDocument's HTML defaults.
void dressFragments(QTextDocument& document, const Theme& theme)
{
    const QFont mono = theme.font(TextStyle::Mono);
    std::vector<std::pair<std::pair<int, int>, QTextCharFormat>> changes;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            QTextCharFormat format = fragment.charFormat();
            if (format.fontFixedPitch()) {
                format.setFontFamilies(mono.families());
                format.setFontPointSize(mono.pointSizeF());
            } else if (format.isAnchor()) {
                format.setForeground(theme.colour(Role::AccentText));
                format.setFontUnderline(false);
            } else if (level > 0) {
                const QFont title = theme.font(level == 1 ? TextStyle::DialogTitle : TextStyle::Strong);
                format.clearProperty(QTextFormat::FontSizeAdjustment);
                format.setFontPointSize(title.pointSizeF());
                format.setFontWeight(QFont::DemiBold);
            }
            changes.push_back({{fragment.position(), fragment.length()}, format});
        }
    }
    QTextCursor cursor(&document);
    for (const auto& [range, format] : changes) {
        cursor.setPosition(range.first);
        cursor.setPosition(range.first + range.second, QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
}

} // namespace

MarkdownView::MarkdownView(Theme& theme, QWidget* parent)
    : QTextBrowser(parent)
    , m_theme(theme)
{
    setProperty("frameless", true);
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    connect(this, &QTextBrowser::anchorClicked, this, &MarkdownView::openLink);
    viewport()->setAutoFillBackground(false);
    setUndoRedoEnabled(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&theme, &Theme::changed, this, &MarkdownView::render);
}

void MarkdownView::setMarkdownText(const QString& markdown)
{
    if (markdown != m_source) {
        m_source = markdown;
        render();
    }
}

void MarkdownView::setGrows(bool grows)
{
    m_grows = grows;
    setVerticalScrollBarPolicy(grows ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    fitHeight();
}

void MarkdownView::render()
{
    const int scrolled = verticalScrollBar()->value();
    document()->setDocumentMargin(0);
    document()->setDefaultFont(m_theme.font(TextStyle::Body));
    document()->setMarkdown(protectMarks(m_source),
                            QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                QTextDocument::MarkdownNoHTML);
    restoreMarks(*document());
    dressFragments(*document(), m_theme);
    dressDocument(*document(), m_theme, m_theme.px(8));
    fitHeight();
    verticalScrollBar()->setValue(scrolled);
}

QVariant MarkdownView::loadResource(int /*type*/, const QUrl& /*name*/)
{
    return {};
}

void MarkdownView::openLink(const QUrl& link)
{
    if (link.scheme() == u"https"_s || link.scheme() == u"http"_s || link.scheme() == u"mailto"_s) {
        QDesktopServices::openUrl(link);
    }
}

void MarkdownView::fitHeight()
{
    if (m_grows) {
        setFixedHeight(std::max(1, static_cast<int>(std::ceil(document()->size().height()))));
    }
    updateGeometry();
}

QSize MarkdownView::sizeHint() const
{
    return {m_theme.px(320), m_grows ? height() : m_theme.px(120)};
}

QSize MarkdownView::minimumSizeHint() const
{
    return {m_theme.px(120), m_grows ? height() : markdownLineHeight(m_theme)};
}

void MarkdownView::paintEvent(QPaintEvent* event)
{
    {
        QPainter painter(viewport());
        paintCodeGrounds(painter, *this, m_theme);
    }
    QTextBrowser::paintEvent(event);
}

void MarkdownView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    if (m_grows && event->size().width() != event->oldSize().width()) {
        fitHeight();
    }
}

} // namespace matoi::widgets
