#include "widgets/common/shownrows.h"

#include <algorithm>
#include <utility>

namespace matoi::widgets {

void ShownRows::inserted(int row, int count)
{
    for (Row& one : m_rows)
        if (one.row >= row)
            one.row += count;
}

void ShownRows::removed(int row, int count)
{
    std::erase_if(m_rows, [&](const Row& one) { return one.row >= row && one.row < row + count; });
    for (Row& one : m_rows)
        if (one.row >= row)
            one.row -= count;
}

std::optional<ShownRows::Row> ShownRows::at(int y) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const Row& one) { return y >= one.top && y < one.top + one.height; });
    return found == m_rows.end() ? std::nullopt : std::optional(*found);
}

std::optional<ShownRows::Move> ShownRows::show(std::vector<Row> now)
{
    const std::vector<Row> before = std::exchange(m_rows, std::move(now));
    Move move;
    bool moving = false;
    bool any = false; // of what was there is still there
    auto old = before.begin();
    for (const Row& row : m_rows) {
        old = std::find_if(old, before.end(), [&](const Row& one) { return one.row >= row.row; });
        if (old == before.end() || old->row != row.row || old->height != row.height) {
            // Whether it is new or only longer: what moves past it does not bring it.
            move.changed.push_back(row);
            continue;
        }
        const int by = row.top - old->top;
        any = true;
        if (moving && by != move.by)
            return std::nullopt;
        if (!moving && by != 0) {
            moving = true;
            move.by = by;
            move.from = std::min(old->top, row.top);
        }
    }
    if (!any)
        return std::nullopt;
    return move;
}

} // namespace matoi::widgets
