#pragma once

#include <QtWidgets/QTextBrowser>

namespace matoi::widgets {

class Theme;

/// Markdown to read: the same font, line height and code chips as MarkdownEditor. Frameless; grows with its
/// text when setGrows(true), so that a pane scrolls instead of it.
///
/// The text may come from anybody who can write to an incident: raw HTML stays text, pictures are not loaded,
/// and only web and mail links are opened.
class MarkdownView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit MarkdownView(Theme& theme, QWidget* parent = nullptr);

    void setMarkdownText(const QString& markdown);
    QString markdownText() const { return m_source; }
    void setGrows(bool grows);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QVariant loadResource(int type, const QUrl& name) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void render();
    void openLink(const QUrl& link);
    void fitHeight();

    Theme& m_theme;
    QString m_source;
    bool m_grows = false;
};

} // namespace matoi::widgets
