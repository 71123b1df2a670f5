#pragma once

#include "widgets/common/colours.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QTextEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class MarkdownEditor;
class TextLabel;
class Theme;

/// Marks the sentences of `text` that `base` does not have, by a ground of `colour`.
void markSentences(QTextEdit& edit, const std::vector<std::pair<std::string, QColor>>& sentences);
/// The sentences of `text` that are not in `base`.
std::vector<std::string> newSentences(const std::string& base, const std::string& text);

/// One of the two boxes of a ConflictChooser: whose, from when, what, and the button that takes it.
class ConflictSide final : public QWidget
{
    Q_OBJECT

public:
    ConflictSide(Theme& theme, Role title, QWidget* parent);

    void setTitle(const QString& title, const QString& from);
    /// A field's value: one line.
    void setValue(const QString& value);
    /// A long text, and which of its sentences are this side's own.
    void setLongText(const QString& text, const std::vector<std::string>& own, const QColor& ground);
    CommandButton& button() { return *m_button; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHeight();

    Theme& m_theme;
    TextLabel* m_title;
    TextLabel* m_from;
    TextLabel* m_value;
    MarkdownEditor* m_text;
    CommandButton* m_button;
};

} // namespace matoi::widgets
