#pragma once

#include "models/domain/attachment.h"
#include "widgets/panel/panelcontext.h"

#include <QtGui/QKeySequence>
#include <QtWidgets/QWidget>

namespace matoi::widgets {

class AttachmentChip;
class AttachmentIntake;
class FlowLayout;
class TextLabel;
class Thumbnails;

/// What will be attached to the event that is being written: one chip a file, and below them what is being
/// read or was refused. Takes what is pasted into and dropped on the widgets that it watches. Not there while
/// it has nothing to show.
class AttachmentBar final : public QWidget
{
    Q_OBJECT

public:
    AttachmentBar(const PanelContext& context, Thumbnails& thumbnails, QWidget* parent);

    static QKeySequence attachKey() { return {Qt::CTRL | Qt::SHIFT | Qt::Key_A}; }

    const std::vector<domain::Attachment>& attachments() const { return m_attachments; }
    /// Of another event, or of none: what is still being read is forgotten.
    void setAttachments(std::vector<domain::Attachment> attachments);
    /// Ctrl+V of a picture or files, Ctrl+Shift+A, and drops, in this widget.
    void watch(QWidget* widget);
    void choose();
    bool busy() const;
    /// For tests.
    AttachmentIntake& intake() { return *m_intake; }

Q_SIGNALS:
    /// By a person.
    void edited();
    /// Nothing is being read any more.
    void ready();
    void openRequested(int index);
    /// It is higher or lower now.
    void layoutChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    bool takesDrag(QEvent* event);
    void add(const domain::Attachment& attachment);
    void remove(AttachmentChip* chip);
    void rebuild();
    void say();

    PanelContext m_context;
    Thumbnails& m_thumbnails;
    AttachmentIntake* m_intake;
    QWidget* m_place;
    FlowLayout* m_flow;
    TextLabel* m_note;
    std::vector<domain::Attachment> m_attachments;
    QStringList m_problems;
    bool m_dragging = false;
};

} // namespace matoi::widgets
