#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class AttachmentBar;
class CommandButton;
class KindBox;
class TextLabel;
class TimeField;

/// When, what, which kind, Add. The text is a draft from the first letter on, so that neither another
/// incident nor a crash loses it; the time is not kept, because "10m ago" means something else later.
class Composer final : public QWidget
{
    Q_OBJECT

public:
    /// With a `draft` of its own what is typed is kept under that name, and stays when the incident changes.
    Composer(const PanelContext& context, QWidget* parent, std::string draft = {});

    void setIncident(domain::Id<domain::Incident> id);
    void focusText();
    /// Writes about this time.
    void openAt(domain::Time at);
    /// What is pasted into or dropped on this widget is attached here.
    void watch(QWidget* widget);
    QLineEdit& textField() { return *m_text; }
    /// Something is written or attached here that is not logged yet.
    bool hasDraft() const;

Q_SIGNALS:
    void logged(matoi::domain::Id<matoi::domain::TimelineEvent> event);
    /// Where the action items are.
    void actionItemsRequested();
    /// Esc: what is typed stays.
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void add();
    void keepDraft();
    void showHint();
    void sayAdded();
    void retranslate();
    std::string textToLog() const;
    std::string filesKey() const { return draftKey() + ":files"; }
    std::string draftKey() const { return m_draft.empty() ? "timeline:" + m_id.toString() : m_draft; }

    PanelContext m_context;
    std::string m_draft;
    domain::Id<domain::Incident> m_id;
    TimeField* m_time;
    QLineEdit* m_text;
    KindBox* m_kind;
    CommandButton* m_add;
    TextLabel* m_hint;
    CommandButton* m_open; ///< what became of a to-do
    AttachmentBar* m_files;
    CommandButton* m_attach;
    bool m_addWhenRead = false; ///< a file was still being read
    bool m_futureTold = false;  ///< the next Add means it
    bool m_said = false;        ///< what became of the last one stands there until something is typed
};

} // namespace matoi::widgets
