#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class MarkdownView;
class TextLabel;

/// Two people changed the same sentence: yours, theirs, and a result that can be edited. Both versions stay
/// in the history whatever is chosen.
class ConflictChooser final : public QWidget
{
    Q_OBJECT

public:
    ConflictChooser(const PanelContext& context, QWidget* parent = nullptr);
    void setConflict(const domain::Conflict& conflict);

Q_SIGNALS:
    void resolved();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PanelContext m_context;
    domain::Conflict m_conflict;
    TextLabel* m_title;
    MarkdownView* m_mine;
    MarkdownView* m_theirs;
    QPlainTextEdit* m_result;
};

} // namespace matoi::widgets
