#pragma once

#include "widgets/common/accessible.h"
#include "widgets/common/icons.h"

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TextLabel;

/// What a pane says when it has nothing: one sentence and one thing to do. It stands where the first row
/// would, not in the middle of the pane.
class EmptyState : public PaintedWidget
{
    Q_OBJECT

public:
    EmptyState(Theme& theme, const QString& sentence, QWidget* parent = nullptr);

    void setSentence(const QString& sentence);
    CommandButton* setAction(const QString& text, Icon icon = Icon::None);

Q_SIGNALS:
    void actionTriggered();

protected:
    void themeChanged() override;

private:
    QVBoxLayout* m_column;
    TextLabel* m_sentence;
    CommandButton* m_action = nullptr;
};

} // namespace matoi::widgets
