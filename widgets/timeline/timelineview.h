#pragma once

#include "models/itemmodels/timelinemodel.h"
#include "widgets/panel/panelcontext.h"

#include <QtCore/QPointer>
#include <QtWidgets/QListView>

namespace matoi::widgets {

class EventEditor;
class TimelineDelegate;

/// The list of the timeline. Enter or a click opens a row's editor; Space pins. What is read stays where it
/// is when rows come above it.
class TimelineView final : public QListView
{
    Q_OBJECT

public:
    TimelineView(const PanelContext& context, itemmodels::TimelineModel& model, QWidget* parent);

    void openEditor(domain::Id<domain::TimelineEvent> id);
    void closeEditor();
    EventEditor* editor() const;
    void reveal(domain::Id<domain::TimelineEvent> id);
    /// Times of the first and the last event that are seen.
    std::optional<std::pair<domain::Time, domain::Time>> seen() const;

Q_SIGNALS:
    void gapChosen(matoi::domain::Time from, matoi::domain::Time to);
    void historyRequested(const matoi::domain::Record<matoi::domain::TimelineEvent>& event);
    void seenChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    const itemmodels::TimelineModel::Row* rowAt(const QModelIndex& index) const;
    void activate(const QModelIndex& index);
    void togglePin(const itemmodels::TimelineModel::Entry& entry);
    void anchor();
    void restore();
    void tellEditor();

    PanelContext m_context;
    itemmodels::TimelineModel& m_model;
    TimelineDelegate* m_delegate;
    QPointer<EventEditor> m_editor;
    QPersistentModelIndex m_anchor;
    int m_anchorTop = 0;
    bool m_restoring = false;
};

} // namespace matoi::widgets
