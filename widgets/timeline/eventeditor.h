#pragma once

#include "models/itemmodels/timelinemodel.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLineEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class AttachmentBar;
class CommandButton;
class KindBox;
class MarkdownEditor;
class TextLabel;
class TimeField;

/// One event, open in its row: when, which kind, what, details. It edits the record that it was opened on;
/// what others change meanwhile is told here and merged when it is saved. Esc keeps what was typed as a
/// draft.
class EventEditor final : public QWidget
{
    Q_OBJECT

public:
    EventEditor(const PanelContext& context, const domain::Record<domain::TimelineEvent>& event, int textLeft,
                QWidget* parent);

    domain::Id<domain::TimelineEvent> id() const { return m_base.id; }
    /// In a row of this width.
    int heightFor(int width) const;
    /// The list has this now.
    void tellNow(const itemmodels::TimelineModel::Entry& entry);

Q_SIGNALS:
    /// Saved, put away or deleted: the row closes.
    void closed();
    void heightChanged();
    void filesRequested(const matoi::domain::TimelineEvent& event, int index);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    domain::TimelineEvent value() const;
    void build(int textLeft);
    void addSnapshot(QHBoxLayout& row);
    void fill();
    void save();
    void remove();
    void putAway();
    void keepDraft();
    void say(const QString& text, bool problem);
    bool automatic() const { return m_base.value.eventKind == domain::EventKind::Automatic; }
    std::string draftKey() const { return "event:" + m_base.id.toString(); }

    PanelContext m_context;
    domain::Record<domain::TimelineEvent> m_base;
    bool m_gone = false;
    bool m_timeTouched = false;
    TimeField* m_time;
    KindBox* m_kind;
    QLineEdit* m_text;
    MarkdownEditor* m_details;
    AttachmentBar* m_files;
    CommandButton* m_attach;
    bool m_saveWhenRead = false; ///< a file was still being read
    TextLabel* m_note;
    CommandButton* m_delete;
    CommandButton* m_pin;
    CommandButton* m_cancel;
    CommandButton* m_save;
};

} // namespace matoi::widgets
