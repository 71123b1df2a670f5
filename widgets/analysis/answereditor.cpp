#include "widgets/analysis/answereditor.h"

#include "widgets/analysis/answerdraft.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/conflict/conflictarea.h"
#include "widgets/panel/texts.h"

#include <QtCore/QTimer>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;

AnswerEditor::AnswerEditor(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_place(new TextLabel(context.theme, TextStyle::Body, Role::TextTertiary, {}, this))
    , m_title(new TextLabel(context.theme, TextStyle::PageTitle, Role::TextPrimary, {}, this))
    , m_guidance(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, {}, this))
    , m_conflict(new ConflictArea(context, this))
    , m_editor(new MarkdownEditor(context.theme, this))
    , m_state(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_saveTimer(new QTimer(this))
{
    Theme& theme = context.theme;
    m_title->setWordWrap(true);
    m_guidance->setWordWrap(true);
    m_conflict->setFilter([this](const Conflict& conflict) {
        return m_analysis && conflict.record == answerIdOf(m_analysis->id, m_question.key).uuid();
    });
    m_saveTimer->setSingleShot(true);
    m_saveTimer->setInterval(2000);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    column->setSpacing(theme.px(8));
    column->addWidget(m_place);
    column->addWidget(m_title);
    column->addWidget(m_guidance);
    column->addWidget(m_conflict);
    column->addWidget(m_editor, 1);
    column->addWidget(m_state);

    connect(m_editor, &MarkdownEditor::textChanged, this, [this] {
        if (!m_analysis || !m_editor->hasFocus())
            return;
        m_dirty = true;
        keepAnswerDraft(m_context.repositories.drafts, answer(),
                        {m_editor->markdownText().toStdString(), m_base});
        m_state->setText(tr("Not saved yet"));
        m_saveTimer->start();
    });
    connect(m_editor, &MarkdownEditor::commitRequested, this, &AnswerEditor::saveNow);
    connect(m_editor, &MarkdownEditor::focusLeft, this, &AnswerEditor::saveNow);
    connect(m_editor, &MarkdownEditor::compositionFinished, this, &AnswerEditor::refresh);
    connect(m_saveTimer, &QTimer::timeout, this, &AnswerEditor::saveNow);
}

AnswerEditor::~AnswerEditor()
{
    m_editor->disconnect(this); // a dying editor leaves the focus; what was typed is in the draft
}

/// Its text aside.
Answer AnswerEditor::answer() const
{
    return {m_analysis->value.incidentId, m_analysis->id, m_question.key, {}};
}

void AnswerEditor::setQuestion(const Record<Analysis>& analysis, int index)
{
    saveNow();
    m_analysis = analysis;
    const auto& questions = analysis.value.questions;
    m_question = questions[static_cast<std::size_t>(index)];
    const QString text = QString::fromStdString(
        isJapanese() && !m_question.textJa.empty() ? m_question.textJa : m_question.textEn);
    m_place->setText(tr("%1, question %2 of %3")
                         .arg(texts::category(m_question.category))
                         .arg(index + 1)
                         .arg(questions.size()));
    m_title->setText(text);
    const auto& guidance =
        isJapanese() && !m_question.guidanceJa.empty() ? m_question.guidanceJa : m_question.guidanceEn;
    m_guidance->setText(QString::fromStdString(guidance));
    m_guidance->setVisible(!guidance.empty());
    m_editor->setAccessibleName(tr("Answer to: %1").arg(text));
    load();
}

void AnswerEditor::load()
{
    const auto draft = readAnswerDraft(m_context.repositories, answer());
    m_base =
        draft ? draft->base : m_context.repositories.answers.find(answerIdOf(m_analysis->id, m_question.key));
    m_dirty = draft.has_value();
    m_editor->setMarkdownText(QString::fromStdString(draft    ? draft->text
                                                     : m_base ? m_base->value.text
                                                              : std::string()));
    refresh();
}

void AnswerEditor::refresh()
{
    if (!m_analysis)
        return;
    const auto id = answerIdOf(m_analysis->id, m_question.key);
    const auto answer = m_context.repositories.answers.find(id);
    m_conflict->refresh();
    if (!answer || m_editor->composing())
        return;
    if (!m_dirty && m_editor->markdownText().toStdString() != answer->value.text)
        m_editor->mergeText(QString::fromStdString(answer->value.text));
    if (!m_dirty)
        m_base = answer;
    if (answer->meta.unsent > 0) {
        m_state->setRole(Role::StateLocal);
        m_state->setText(tr("Saved on this computer only"));
    } else if (!m_dirty) {
        m_state->setRole(Role::TextTertiary);
        m_state->setText(tr("saved %1 by %2")
                             .arg(dateTimeText(answer->meta.updatedAt, m_context.clock.now(), m_context.zone),
                                  QString::fromStdString(answer->meta.updatedBy)));
    }
}

void AnswerEditor::saveNow()
{
    m_saveTimer->stop();
    if (!m_analysis || !m_dirty || m_editor->composing())
        return;
    const auto saved = m_context.analyses.saveAnswer(*m_analysis, m_question.key, m_base,
                                                     m_editor->markdownText().toStdString());
    if (!saved) {
        m_state->setRole(Role::StateFail);
        m_state->setText(texts::error(saved.error()));
        return;
    }
    m_dirty = false;
    dropAnswerDraft(m_context.repositories.drafts, answer());
    m_base = m_context.repositories.answers.find(answerIdOf(m_analysis->id, m_question.key));
    refresh();
}

} // namespace matoi::widgets
