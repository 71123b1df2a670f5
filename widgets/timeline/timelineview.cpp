#include "widgets/timeline/timelineview.h"

#include "models/domain/ports/contents.h"
#include "widgets/attachments/thumbnails.h"
#include "widgets/common/theme.h"
#include "widgets/timeline/eventeditor.h"
#include "widgets/timeline/timelinedelegate.h"
#include "widgets/timeline/timelinemarkdown.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using itemmodels::TimelineModel;
using RowKind = TimelineModel::RowKind;

TimelineView::TimelineView(const PanelContext& context, TimelineModel& model, QWidget* parent)
    : LongListView(parent)
    , m_context(context)
    , m_model(model)
    , m_delegate(new TimelineDelegate(context, model, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setMouseTracking(true);
    verticalScrollBar()->setSingleStep(context.theme.px(32));
    connect(&model, &TimelineModel::eventsChanged, this, &TimelineView::tellEditor);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TimelineView::seenChanged);
    connect(&m_delegate->thumbnails(), &Thumbnails::changed, viewport(), qOverload<>(&QWidget::update));
    connect(&context.theme, &Theme::changed, this, [this] {
        m_delegate->refresh();
        setGround(m_context.theme.colour(Role::BgSurface));
        forgetHeights();
    });
    setGround(context.theme.colour(Role::BgSurface));
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
    auto* editor = new EventEditor(m_context, m_model.row(index.row()).entry->record,
                                   m_delegate->layout().textLeft(), viewport());
    m_editor = editor;
    m_delegate->setOpen(id, editor->heightFor(viewport()->width()));
    setIndexWidget(index, editor);
    m_model.hold(id);
    setCurrentIndex(index);
    measureAgain(index);
    scrollTo(index);
    editor->setFocus(Qt::OtherFocusReason);
    connect(editor, &EventEditor::heightChanged, this, &TimelineView::measureEditor);
    connect(editor, &EventEditor::filesRequested, this, &TimelineView::filesRequested);
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
    measureAgain(index);
    m_model.hold(std::nullopt);
}

/// Files were attached to it or taken away.
void TimelineView::measureEditor()
{
    if (!m_editor)
        return;
    m_delegate->setOpen(m_editor->id(), m_editor->heightFor(viewport()->width()));
    measureAgain(m_model.indexOf(m_editor->id()));
}

/// What is not here has to come first; where it failed, it is tried again.
void TimelineView::openFile(const TimelineEvent& event, int index)
{
    const Attachment& file = event.attachments[static_cast<std::size_t>(index)];
    const auto place = m_context.repositories.contents.state(file.sha256).place;
    if (place == ContentState::Place::Away || place == ContentState::Place::Failed)
        m_context.repositories.contents.fetch(file.sha256);
    else
        Q_EMIT filesRequested(event, index);
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
    if (const auto rows = rowsInView()) {
        take(m_model.index(rows->first), 1);
        take(m_model.index(rows->second), -1);
    }
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

void TimelineView::step(int by)
{
    setCurrentIndex(moveCursor(by > 0 ? MoveDown : MoveUp, Qt::NoModifier));
}

void TimelineView::editChosen()
{
    activate(currentIndex());
}

void TimelineView::copyChosen()
{
    std::vector<TimelineModel::EntryPtr> chosen;
    for (const QModelIndex& index : selectedIndexes())
        if (const auto* row = rowAt(index); row->kind == RowKind::Event)
            chosen.push_back(row->entry);
    std::sort(chosen.begin(), chosen.end(), itemmodels::TimelineRows::earlier);
    if (!chosen.empty())
        QGuiApplication::clipboard()->setText(timelineMarkdown(chosen, m_context.zone));
}

void TimelineView::togglePin(const TimelineModel::Entry& entry)
{
    // A refusal comes back as a conflict of the record; there is nothing to say here.
    static_cast<void>(m_context.timeline.setPinned(entry.record, !entry.record.value.pinned));
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyChosen();
        return;
    }
    const auto* row = rowAt(currentIndex());
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: activate(currentIndex()); return;
    case Qt::Key_Space:
        if (row != nullptr && row->kind == RowKind::Event)
            togglePin(*row->entry);
        return;
    default: LongListView::keyPressEvent(event);
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    LongListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    const auto* row = rowAt(index);
    if (row == nullptr || event->button() != Qt::LeftButton)
        return;
    switch (m_delegate->partAt(visualRect(index), index, event->position().toPoint())) {
    case TimelineDelegate::Part::Pin: togglePin(*row->entry); return;
    case TimelineDelegate::Part::Edited: Q_EMIT historyRequested(row->entry->record); return;
    case TimelineDelegate::Part::GapLink: activate(index); return;
    case TimelineDelegate::Part::File:
        if (const auto file = m_delegate->fileAt(visualRect(index), index, event->position().toPoint()))
            openFile(row->entry->record.value, *file);
        return;
    case TimelineDelegate::Part::Row: break;
    }
    // With Ctrl or Shift one chooses several.
    if (row->kind == RowKind::Event && event->modifiers() == Qt::NoModifier)
        activate(index);
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    LongListView::mouseMoveEvent(event);
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
    if (!entry->record.value.attachments.empty())
        connect(menu->addAction(tr("Show the attached files")), &QAction::triggered, this,
                [this, entry] { Q_EMIT filesRequested(entry->record.value, 0); });
    connect(menu->addAction(tr("Earlier versions…")), &QAction::triggered, this,
            [this, entry] { Q_EMIT historyRequested(entry->record); });
    connect(menu->addAction(tr("Copy as Markdown")), &QAction::triggered, this, &TimelineView::copyChosen);
    menu->popup(event->reason() == QContextMenuEvent::Mouse
                    ? event->globalPos()
                    : viewport()->mapToGlobal(visualRect(currentIndex()).center()));
}

void TimelineView::updateGeometries()
{
    LongListView::updateGeometries();
    Q_EMIT seenChanged();
}

int TimelineView::guessedHeight(int row) const
{
    return m_delegate->guessedHeight(m_model.row(row), viewport()->width());
}

bool TimelineView::stopsAt(int row) const
{
    return m_model.row(row).kind != RowKind::Day;
}

} // namespace matoi::widgets
