#include "widgets/timeline/timelineview.h"

#include "widgets/common/theme.h"
#include "widgets/timeline/eventeditor.h"
#include "widgets/timeline/timelinedelegate.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

namespace matoi::widgets {

using namespace domain;
using itemmodels::TimelineModel;
using RowKind = TimelineModel::RowKind;

TimelineView::TimelineView(const PanelContext& context, TimelineModel& model, QWidget* parent)
    : QListView(parent)
    , m_context(context)
    , m_model(model)
    , m_delegate(new TimelineDelegate(context, model, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setResizeMode(QListView::Adjust);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    verticalScrollBar()->setSingleStep(context.theme.px(32));
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, &TimelineView::anchor);
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &TimelineView::anchor);
    connect(&model, &QAbstractItemModel::rowsAboutToBeMoved, this, &TimelineView::anchor);
    connect(&model, &TimelineModel::eventsChanged, this, &TimelineView::tellEditor);
    connect(&model, &QAbstractItemModel::dataChanged, this, [this] { scheduleDelayedItemsLayout(); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TimelineView::seenChanged);
    connect(&context.theme, &Theme::changed, this, [this] {
        m_delegate->forgetHeights();
        scheduleDelayedItemsLayout();
    });
}

const TimelineModel::Row* TimelineView::rowAt(const QModelIndex& index) const
{
    return index.isValid() ? &m_model.row(index.row()) : nullptr;
}

void TimelineView::openEditor(Id<TimelineEvent> id)
{
    if (m_editor && m_editor->id() == id)
        return;
    closeEditor();
    const QModelIndex index = m_model.indexOf(id);
    if (!index.isValid())
        return;
    auto* editor = new EventEditor(m_context, m_model.row(index.row()).entry->record, m_delegate->textLeft(),
                                   viewport());
    m_editor = editor;
    m_delegate->setOpen(id, editor->sizeHint().height());
    setIndexWidget(index, editor);
    m_model.hold(id);
    setCurrentIndex(index);
    doItemsLayout();
    scrollTo(index);
    editor->setFocus(Qt::OtherFocusReason);
    connect(editor, &EventEditor::closed, this, [this] {
        closeEditor();
        setFocus(Qt::OtherFocusReason);
    });
}

EventEditor* TimelineView::editor() const
{
    return m_editor;
}

void TimelineView::closeEditor()
{
    if (!m_editor)
        return;
    EventEditor* editor = m_editor;
    m_editor = nullptr;
    m_delegate->setOpen(std::nullopt, 0);
    const QModelIndex index = m_model.indexOf(editor->id());
    if (index.isValid())
        setIndexWidget(index, nullptr);
    else
        editor->deleteLater();
    m_model.hold(std::nullopt);
    scheduleDelayedItemsLayout();
}

void TimelineView::tellEditor()
{
    if (!m_editor)
        return;
    if (const auto* row = rowAt(m_model.indexOf(m_editor->id())))
        m_editor->tellNow(*row->entry);
}

void TimelineView::reveal(Id<TimelineEvent> id)
{
    const QModelIndex index = m_model.indexOf(id);
    setCurrentIndex(index);
    scrollTo(index, QAbstractItemView::PositionAtCenter);
}

std::optional<std::pair<Time, Time>> TimelineView::seen() const
{
    std::optional<std::pair<Time, Time>> out;
    const auto take = [&](const QModelIndex& index, int step) {
        for (int i = index.row(); index.isValid() && i >= 0 && i < m_model.rowCount(); i += step) {
            const auto& row = m_model.row(i);
            if (row.kind != RowKind::Event)
                continue;
            const Time at = row.entry->record.value.at;
            out = out ? std::pair(std::min(out->first, at), std::max(out->second, at)) : std::pair(at, at);
            return;
        }
    };
    const QModelIndex last = indexAt(QPoint(4, viewport()->height() - 2));
    take(indexAt(QPoint(4, 2)), 1);
    take(last.isValid() ? last : m_model.index(m_model.rowCount() - 1), -1);
    return out;
}

void TimelineView::activate(const QModelIndex& index)
{
    const auto* row = rowAt(index);
    if (row == nullptr)
        return;
    if (row->kind == RowKind::Gap)
        Q_EMIT gapChosen(row->from, row->to);
    else if (row->kind == RowKind::Event)
        openEditor(row->entry->record.id);
}

void TimelineView::togglePin(const TimelineModel::Entry& entry)
{
    // A refusal comes back as a conflict of the record; there is nothing to say here.
    static_cast<void>(m_context.timeline.setPinned(entry.record, !entry.record.value.pinned));
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    const auto* row = rowAt(currentIndex());
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: activate(currentIndex()); return;
    case Qt::Key_Space:
        if (row != nullptr && row->kind == RowKind::Event)
            togglePin(*row->entry);
        return;
    default: QListView::keyPressEvent(event);
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    const auto* row = rowAt(index);
    if (row == nullptr || event->button() != Qt::LeftButton)
        return;
    switch (m_delegate->partAt(visualRect(index), index, event->position().toPoint())) {
    case TimelineDelegate::Part::Pin: togglePin(*row->entry); return;
    case TimelineDelegate::Part::Edited: Q_EMIT historyRequested(row->entry->record); return;
    case TimelineDelegate::Part::GapLink: activate(index); return;
    case TimelineDelegate::Part::Row: break;
    }
    if (row->kind == RowKind::Event)
        activate(index);
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    QListView::mouseMoveEvent(event);
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    const bool link =
        index.isValid() && m_delegate->partAt(visualRect(index), index, at) != TimelineDelegate::Part::Row;
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event)
{
    const auto* row = rowAt(currentIndex());
    if (row == nullptr || row->kind != RowKind::Event)
        return;
    const auto entry = row->entry;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Edit")), &QAction::triggered, this,
            [this, entry] { openEditor(entry->record.id); });
    connect(menu->addAction(entry->record.value.pinned ? tr("Unpin") : tr("Pin for the analysis")),
            &QAction::triggered, this, [this, entry] { togglePin(*entry); });
    connect(menu->addAction(tr("Earlier versions…")), &QAction::triggered, this,
            [this, entry] { Q_EMIT historyRequested(entry->record); });
    menu->popup(event->reason() == QContextMenuEvent::Mouse
                    ? event->globalPos()
                    : viewport()->mapToGlobal(visualRect(currentIndex()).center()));
}

void TimelineView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    Q_EMIT seenChanged();
}

/// At the very top one follows what comes; anywhere else the row at the top stays where it is.
void TimelineView::anchor()
{
    if (m_restoring || verticalScrollBar()->value() == 0)
        return;
    m_anchor = indexAt(QPoint(4, 2));
    if (!m_anchor.isValid())
        return;
    m_anchorTop = visualRect(m_anchor).top();
    m_restoring = true;
    QMetaObject::invokeMethod(this, &TimelineView::restore, Qt::QueuedConnection);
}

void TimelineView::restore()
{
    m_restoring = false;
    if (!m_anchor.isValid())
        return;
    doItemsLayout();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + visualRect(m_anchor).top() - m_anchorTop);
}

} // namespace matoi::widgets
