#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class CommandButton;
class ConflictArea;
class EmptyState;
class MarkdownEditor;
class MarkdownView;
class SectionHeader;
class TextLabel;

/// What is known, in the commander's words: read as Markdown, written in place.
///
/// Esc puts the text away as a draft and Edit brings it back; nothing typed is lost by closing, by another
/// incident or by a crash. What others save meanwhile is told beside the editor, never put into it; saving
/// passes the record that the writing began on, so that both are kept.
class SummaryPane final : public QWidget
{
    Q_OBJECT

public:
    SummaryPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);
    /// Only the first paragraph, with a link to all of it.
    void setBrief(bool brief);
    bool isEditing() const { return m_editing; }

public Q_SLOTS:
    void edit();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::optional<domain::Record<domain::Summary>> current() const;
    void begin(const QString& text, std::optional<domain::Record<domain::Summary>> base);
    void save();
    void putAway();
    void fitEditor();
    void keepDraft();
    void close();
    void refresh();
    void showMeanwhile();
    void retranslate();
    QString outline() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    std::optional<domain::Record<domain::Summary>> m_base; ///< what the open editor began on
    bool m_editing = false;
    bool m_brief = false;
    bool m_unfolded = false;

    SectionHeader* m_header;
    CommandButton* m_all;
    CommandButton* m_edit;
    ConflictArea* m_conflict;
    MarkdownView* m_view;
    EmptyState* m_empty;
    QWidget* m_form;
    MarkdownEditor* m_editor;
    TextLabel* m_meanwhile;
    CommandButton* m_showTheirs;
    MarkdownView* m_theirs;
    TextLabel* m_problem;
    CommandButton* m_cancel;
    CommandButton* m_save;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
