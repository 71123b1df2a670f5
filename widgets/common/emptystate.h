#pragma once

#include "widgets/common/accessible.h"
#include "widgets/common/icons.h"

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TextLabel;

/// What a pane says when it has nothing: one sentence and one thing to do, rarely a second. It stands where
/// the first row would, not in the middle of the pane.
class EmptyState : public PaintedWidget
{
    Q_OBJECT

public:
    EmptyState(Theme& theme, const QString& sentence, QWidget* parent = nullptr);

    void setSentence(const QString& sentence);
    CommandButton* setAction(const QString& text, Icon icon = Icon::None);
    CommandButton* setOtherAction(const QString& text, Icon icon = Icon::None);
    /// From the left edge, px at 100 %: that of the rows that would stand here.
    void setIndent(int indent);

Q_SIGNALS:
    void actionTriggered();
    void otherActionTriggered();

protected:
    void themeChanged() override;

private:
    QVBoxLayout* m_column;
    TextLabel* m_sentence;
    QHBoxLayout* m_actions;
    CommandButton* m_action = nullptr;
    CommandButton* m_other = nullptr;
    int m_indent = 16;
};

} // namespace matoi::widgets
