#include "widgets/common/longlistview.h"

#include <QtCore/QEvent>
#include <QtGui/QAccessible>
#include <QtGui/QHoverEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemDelegate>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace matoi::widgets {

LongListView::LongListView(QWidget* parent)
    : QListView(parent)
{
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAttribute(Qt::WA_Hover);
}

void LongListView::setGround(const QColor& colour)
{
    m_ground = colour;
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->update();
}

bool LongListView::stopsAt(int /*row*/) const
{
    return true;
}

void LongListView::setModel(QAbstractItemModel* model)
{
    QListView::setModel(model);
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex& /*parent*/, int start, int end) { rowsRemoved(start, end); });
    connect(model, &QAbstractItemModel::rowsMoved, this,
            [this](const QModelIndex& /*from*/, int start, int end, const QModelIndex& /*to*/, int row) {
                rowsMoved(start, end, row);
            });
    connect(model, &QAbstractItemModel::layoutChanged, this, [this] {
        setOffset(0);
        forgetHeights();
    });
    guessAll();
}

void LongListView::guessAll()
{
    m_guessedFor = viewport()->width();
    m_shown.forget();
    m_heights.reset(guesses(0, model()->rowCount() - 1));
}

int LongListView::measured(int row) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = QRect(0, 0, viewport()->width(), m_heights.height(row));
    const QModelIndex index = model()->index(row, 0);
    return itemDelegateForIndex(index)->sizeHint(option, index).height();
}

/// Puts the row that was at the top there again, the heights being what they are now.
void LongListView::keepEye()
{
    if (m_eye.isValid() && m_eye.row() < m_heights.count())
        setOffset(m_heights.top(m_eye.row()) + std::min(m_aboveEye, m_heights.height(m_eye.row())));
    settle();
}

/// Which row that is. A persistent index, so that the model knows which row must not go without need.
void LongListView::noteEye()
{
    const int offset = verticalOffset();
    const int row = offset > 0 ? m_heights.rowAt(offset) : -1;
    m_eye = row < 0 ? QPersistentModelIndex() : QPersistentModelIndex(model()->index(row, 0));
    m_aboveEye = row < 0 ? 0 : offset - m_heights.top(row);
}

/// What is seen does not move by this; what was above or below it has another height.
void LongListView::setOffset(int offset)
{
    m_still = true;
    QScrollBar* bar = verticalScrollBar();
    bar->setRange(0, std::max(0, m_heights.total() - viewport()->height()));
    bar->setValue(offset);
    m_still = false;
}

/// Measures what is in view.
void LongListView::settle()
{
    if (model() == nullptr || m_heights.count() != model()->rowCount())
        return;
    int offset = verticalOffset();
    for (bool any = true; any;) {
        any = false;
        int row = std::max(0, m_heights.rowAt(offset));
        int top = m_heights.count() > 0 ? m_heights.top(row) : 0;
        for (; row < m_heights.count() && top < offset + viewport()->height(); ++row) {
            if (!m_heights.isMeasured(row)) {
                const int more = -m_heights.height(row);
                m_heights.measure(row, measured(row));
                // Of a row that began above, the lower end stays where it is.
                if (const int grown = more + m_heights.height(row); grown != 0) {
                    any = true;
                    offset += top < offset ? grown : 0;
                }
            }
            top += m_heights.height(row);
        }
    }
    setOffset(offset);
    noteEye();
    verticalScrollBar()->setPageStep(viewport()->height());
    QAbstractItemView::updateGeometries();
    paintNews();
}

void LongListView::paintNews()
{
    std::vector<ShownRows::Row> now;
    const int height = viewport()->height();
    const auto rows = rowsInView().value_or(std::pair(0, -1));
    int end = rows.second < rows.first ? 0 : m_heights.top(rows.first) - verticalOffset();
    for (int row = rows.first; row <= rows.second; ++row) {
        now.push_back({row, end, m_heights.height(row)});
        end += m_heights.height(row);
    }
    const auto hovered = m_shown.at(m_pointer.y());
    const auto move = m_shown.show(std::move(now));
    // An editor on it moves by itself.
    if (!move || viewport()->findChild<QWidget*>(QString(), Qt::FindDirectChildrenOnly) != nullptr) {
        viewport()->update();
        return;
    }
    const auto line = [this](int top, int high) { return QRect(0, top, viewport()->width(), high); };
    if (move->by != 0) {
        const int from = std::max(0, move->from);
        viewport()->scroll(0, move->by, line(from, height - from));
        // The pointer stands still: it is over another row.
        if (hovered)
            viewport()->update(
                line(hovered->top + (hovered->top >= move->from ? move->by : 0), hovered->height));
        if (const auto under = m_shown.at(m_pointer.y()))
            viewport()->update(line(under->top, under->height));
    }
    for (const ShownRows::Row& row : move->changed)
        viewport()->update(line(row.top, row.height));
    if (end < height)
        viewport()->update(line(end, height - end));
}

/// Their words, or what stands beside them, are different now.
void LongListView::updateRows(int first, int last)
{
    const auto rows = rowsInView();
    if (!rows)
        return;
    for (int row = std::max(first, rows->first); row <= std::min(last, rows->second); ++row)
        viewport()->update(visualRect(model()->index(row, 0)));
}

void LongListView::doItemsLayout()
{
    if (model() != nullptr) {
        if (m_heights.count() != model()->rowCount() || viewport()->width() != m_guessedFor)
            guessAll();
        keepEye();
    }
    QAbstractItemView::doItemsLayout();
}

void LongListView::forgetHeights()
{
    guessAll();
    keepEye();
}

void LongListView::updateGeometries()
{
    settle();
}

void LongListView::reset()
{
    QAbstractItemView::reset();
    if (model() != nullptr)
        guessAll();
    setOffset(0);
    settle();
}

void LongListView::measureAgain(const QModelIndex& index)
{
    if (!index.isValid() || index.row() >= m_heights.count())
        return;
    m_heights.guess(index.row(), guessedHeight(index.row()));
    keepEye();
    updateRows(index.row(), index.row());
}

std::vector<int> LongListView::guesses(int start, int end) const
{
    std::vector<int> out;
    out.reserve(static_cast<std::size_t>(end - start + 1));
    for (int i = start; i <= end; ++i)
        out.push_back(guessedHeight(i));
    return out;
}

void LongListView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    m_heights.insert(start, guesses(start, end));
    m_shown.inserted(start, end - start + 1);
    keepEye();
    updateRows(start - 1, end + 1); // what joins them to it
    QAbstractItemView::rowsInserted(parent, start, end);
}

void LongListView::rowsRemoved(int start, int end)
{
    if (end >= m_heights.count())
        return;
    m_heights.remove(start, end - start + 1);
    m_shown.removed(start, end - start + 1);
    // Without the row that was at the top, the next one is read on.
    if (!m_eye.isValid() && verticalOffset() > 0 && start < m_heights.count()) {
        m_eye = model()->index(start, 0);
        m_aboveEye = 0;
    }
    keepEye();
    updateRows(start - 1, start);
}

void LongListView::rowsMoved(int start, int end, int row)
{
    const int count = end - start + 1;
    const int to = row > start ? row - count : row;
    m_heights.remove(start, count);
    m_heights.insert(to, guesses(to, to + count - 1));
    m_shown.forget();
    keepEye();
}

void LongListView::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                               const QList<int>& roles)
{
    for (int i = topLeft.row(); i <= std::min(bottomRight.row(), m_heights.count() - 1); ++i)
        m_heights.guess(i, guessedHeight(i));
    keepEye();
    updateRows(topLeft.row(), bottomRight.row());
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
}

void LongListView::resizeEvent(QResizeEvent* event)
{
    QAbstractItemView::resizeEvent(event);
    m_shown.forget();
    if (model() != nullptr && viewport()->width() != m_guessedFor)
        doItemsLayout();
    else
        settle();
}

void LongListView::showEvent(QShowEvent* event)
{
    QAbstractItemView::showEvent(event);
    m_shown.forget();
    settle();
}

int LongListView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void LongListView::scrollContentsBy(int /*dx*/, int /*dy*/)
{
    if (!m_still)
        settle();
}

QRect LongListView::visualRect(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= m_heights.count())
        return {};
    return {0, m_heights.top(index.row()) - verticalOffset(), viewport()->width(),
            m_heights.height(index.row())};
}

QModelIndex LongListView::indexAt(const QPoint& point) const
{
    const int y = point.y() + verticalOffset();
    if (model() == nullptr || y < 0 || y >= m_heights.total() || m_heights.count() != model()->rowCount())
        return {};
    return model()->index(m_heights.rowAt(y), 0);
}

std::optional<std::pair<int, int>> LongListView::rowsInView() const
{
    if (m_heights.count() == 0)
        return std::nullopt;
    return std::pair(m_heights.rowAt(verticalOffset()),
                     m_heights.rowAt(verticalOffset() + viewport()->height() - 1));
}

void LongListView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= m_heights.count())
        return;
    // The rows around it are measured when they are seen, which moves the place: it is met in a few steps.
    for (int attempt = 0; attempt < 4; ++attempt) {
        if (!m_heights.isMeasured(index.row()))
            m_heights.measure(index.row(), measured(index.row()));
        const int top = m_heights.top(index.row());
        const int bottom = top + m_heights.height(index.row());
        const int view = viewport()->height();
        int offset = verticalOffset();
        const int highest = bottom - view;
        switch (hint) {
        case EnsureVisible: offset = top < offset || highest > top ? top : std::max(offset, highest); break;
        case PositionAtTop: offset = top; break;
        case PositionAtBottom: offset = highest; break;
        case PositionAtCenter: offset = (top + highest) / 2; break;
        }
        verticalScrollBar()->setRange(0, std::max(0, m_heights.total() - view));
        const int wanted = std::clamp(offset, 0, verticalScrollBar()->maximum());
        if (wanted == verticalOffset())
            break;
        verticalScrollBar()->setValue(wanted);
    }
}

bool LongListView::viewportEvent(QEvent* event)
{
    const auto follow = [this](const QPoint& to) {
        for (const QPoint& point : {std::exchange(m_pointer, to), to})
            viewport()->update(visualRect(indexAt(point)));
    };
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverMove)
        follow(static_cast<QHoverEvent*>(event)->position().toPoint());
    else if (event->type() == QEvent::HoverLeave)
        follow({-1, -1});
    return QListView::viewportEvent(event);
}

void LongListView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    if (m_ground.isValid())
        painter.fillRect(event->rect(), m_ground);
    const auto rows = rowsInView();
    if (!rows || m_heights.count() != model()->rowCount())
        return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State state = option.state;
    int top = m_heights.top(rows->first) - verticalOffset();
    for (int row = rows->first; row <= rows->second; ++row) {
        option.rect = QRect(0, top, viewport()->width(), m_heights.height(row));
        top += m_heights.height(row);
        if (!event->region().intersects(option.rect))
            continue;
        const QModelIndex index = model()->index(row, 0);
        option.state = state;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && currentIndex() == index);
        option.state.setFlag(QStyle::State_MouseOver, option.rect.contains(m_pointer));
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

int LongListView::stop(int row, int step) const
{
    for (int i = row; i >= 0 && i < m_heights.count(); i += step)
        if (stopsAt(i))
            return i;
    return -1;
}

QModelIndex LongListView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/)
{
    const int count = m_heights.count();
    if (count == 0)
        return {};
    const int now = currentIndex().isValid() ? currentIndex().row() : -1;
    const auto page = [&](int by) {
        return m_heights.rowAt(std::max(0, m_heights.top(std::max(0, now)) + by));
    };
    int row = -1;
    switch (action) {
    case MoveUp:
    case MovePrevious: row = stop(now - 1, -1); break;
    case MoveDown:
    case MoveNext: row = stop(now + 1, 1); break;
    case MovePageUp: row = stop(std::min(page(-viewport()->height()), std::max(0, now - 1)), -1); break;
    case MovePageDown:
        row = stop(std::max(page(viewport()->height()), std::min(count - 1, now + 1)), 1);
        break;
    case MoveHome: row = stop(0, 1); break;
    case MoveEnd: row = stop(count - 1, -1); break;
    default: break;
    }
    if (row < 0 && (action == MovePageUp || action == MoveUp))
        row = stop(0, 1);
    if (row < 0 && action == MovePageDown)
        row = stop(count - 1, -1);
    if (row < 0)
        return currentIndex();
    if (row == stop(0, 1)) // what heads it is seen too
        verticalScrollBar()->setValue(0);
    return model()->index(row, 0);
}

void LongListView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    QItemSelection selection;
    const QRect box = rect.normalized(); // upwards, too
    const int begin = box.top() + verticalOffset();
    const int end = box.bottom() + verticalOffset();
    if (m_heights.count() > 0 && end >= 0 && begin < m_heights.total())
        selection.select(model()->index(m_heights.rowAt(std::max(0, begin)), 0),
                         model()->index(m_heights.rowAt(end), 0));
    selectionModel()->select(selection, command);
}

QRegion LongListView::visualRegionForSelection(const QItemSelection& selection) const
{
    QRegion region;
    for (const QItemSelectionRange& range : selection)
        if (range.isValid())
            region +=
                visualRect(range.topLeft()).united(visualRect(range.bottomRight())) & viewport()->rect();
    return region;
}

void LongListView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    // QListView asks its own layout for the number of the row.
    if (QAccessible::isActive() && current.isValid() && hasFocus()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(current.row());
        QAccessible::updateAccessibility(&event);
    }
    QAbstractItemView::currentChanged(current, previous);
}

void LongListView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    if (QAccessible::isActive() && !selected.isEmpty() && selected.first().isValid()) {
        QAccessibleEvent event(this, QAccessible::SelectionAdd);
        event.setChild(selected.first().top());
        QAccessible::updateAccessibility(&event);
    }
    QAbstractItemView::selectionChanged(selected, deselected);
}

} // namespace matoi::widgets
