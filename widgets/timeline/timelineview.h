#pragma once

#include "models/itemmodels/timelinemodel.h"
#include "widgets/common/longlistview.h"
#include "widgets/panel/panelcontext.h"

#include <QtCore/QPointer>

namespace matoi::widgets {

class EventEditor;
class TimelineDelegate;

/// The list of the timeline. Enter or a click opens a row's editor; Space pins.
class TimelineView final : public LongListView
{
    Q_OBJECT

public:
    TimelineView(const PanelContext& context, itemmodels::TimelineModel& model, QWidget* parent);

    void openEditor(domain::Id<domain::TimelineEvent> id);
    void closeEditor();
    EventEditor* editor() const;
    void reveal(domain::Id<domain::TimelineEvent> id);
    /// The next event or gap in this direction becomes the chosen one.
    void step(int by);
    /// Opens the chosen event.
    void editChosen();
    /// Times of the first and the last event that are seen.
    std::optional<std::pair<domain::Time, domain::Time>> seen() const;

Q_SIGNALS:
    void gapChosen(matoi::domain::Time from, matoi::domain::Time to);
    void historyRequested(const matoi::domain::Record<matoi::domain::TimelineEvent>& event);
    void seenChanged();
    /// Shows the files that are attached to it, this one first.
    void filesRequested(const matoi::domain::TimelineEvent& event, int index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void updateGeometries() override;
    int guessedHeight(int row) const override;
    /// A heading is read, not chosen.
    bool stopsAt(int row) const override;

private:
    const itemmodels::TimelineModel::Row* rowAt(const QModelIndex& index) const;
    void activate(const QModelIndex& index);
    void copyChosen();
    void togglePin(const itemmodels::TimelineModel::Entry& entry);
    void tellEditor();
    void measureEditor();
    void openFile(const domain::TimelineEvent& event, int index);

    PanelContext m_context;
    itemmodels::TimelineModel& m_model;
    TimelineDelegate* m_delegate;
    QPointer<EventEditor> m_editor;
};

} // namespace matoi::widgets
