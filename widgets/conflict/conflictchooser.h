#pragma once

#include "models/commands/conflictcommands.h"
#include "widgets/conflict/conflictwords.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class ConflictSide;
class MarkdownEditor;
class TextLabel;

/// Two people changed the same: mine, theirs (by whom, when), and a choice. Texts can be edited together; the
/// sentences that differ are marked with their author's colour, in the result too.
///
/// The keyboard comes to it by setFocus(); Ctrl+Enter in the result uses it, Esc closes the result and keeps
/// what was typed. When the other side moves on while one reads, it shows that and asks anew.
class ConflictChooser final : public QWidget
{
    Q_OBJECT

public:
    ConflictChooser(const PanelContext& context, QWidget* parent = nullptr);

    /// `others`: how many more conflicts wait in the same place.
    void setConflict(const domain::Conflict& conflict, int others);
    std::int64_t conflictId() const { return m_conflict.id; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void retranslate();
    void choose(commands::Side side);
    void editBoth();
    void useResult();
    void showResult(bool shown);
    void markResult();
    void tell(const domain::Result<void>& settled);

    PanelContext m_context;
    commands::ConflictCommands m_commands;
    domain::Conflict m_conflict;
    ConflictWords m_words;
    int m_others = 0;
    QBoxLayout* m_sides;
    TextLabel* m_title;
    TextLabel* m_more;
    ConflictSide* m_mine;
    ConflictSide* m_theirs;
    CommandButton* m_both;
    QWidget* m_form;
    TextLabel* m_resultTitle;
    MarkdownEditor* m_result;
    CommandButton* m_use;
    CommandButton* m_back;
    TextLabel* m_note;
};

} // namespace matoi::widgets
