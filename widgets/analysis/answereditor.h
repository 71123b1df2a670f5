#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace matoi::widgets {

class ConflictArea;
class MarkdownEditor;
class TextLabel;

/// One question and its answer. What is typed is a draft at once and an edit two seconds after the last key,
/// or when the editor is left; another person's sentences come in between when nobody types.
class AnswerEditor final : public QWidget
{
    Q_OBJECT

public:
    AnswerEditor(const PanelContext& context, QWidget* parent = nullptr);
    ~AnswerEditor() override;

    void setQuestion(const domain::Record<domain::Analysis>& analysis, int index);
    void saveNow();
    /// The answer may have changed elsewhere.
    void refresh();

private:
    domain::Answer answer() const;
    void load();

    PanelContext m_context;
    std::optional<domain::Record<domain::Analysis>> m_analysis;
    domain::Question m_question;
    std::optional<domain::Record<domain::Answer>> m_base;
    TextLabel* m_place;
    TextLabel* m_title;
    TextLabel* m_guidance;
    ConflictArea* m_conflict;
    MarkdownEditor* m_editor;
    TextLabel* m_state;
    QTimer* m_saveTimer;
    bool m_dirty = false;
};

} // namespace matoi::widgets
