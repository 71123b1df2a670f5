#pragma once

#include <QtCore/qglobal.h>

#include <vector>

namespace matoi::widgets {

/// The heights of very many rows, guessed until they are measured. Where a row begins, and which row is at a
/// height, take time with the logarithm of their number; a change of number takes time with the number, at a
/// rate of some hundred million rows a second.
class RowHeights
{
public:
    int count() const { return static_cast<int>(m_rows.size()); }
    void reset(const std::vector<int>& guesses);
    void insert(int row, const std::vector<int>& guesses);
    void remove(int row, int count);
    void guess(int row, int height) { put(row, {height, false}); }
    void measure(int row, int height) { put(row, {height, true}); }

    bool isMeasured(int row) const { return at(row).measured; }
    int height(int row) const { return at(row).height; }
    /// Where row `row` begins; of count(), where all end.
    int top(int row) const;
    int total() const { return top(count()); }
    /// The row at this distance from the top; the first or the last when there is none, -1 when there are no
    /// rows at all.
    int rowAt(int y) const;

private:
    struct Row
    {
        int height = 0;
        bool measured = false;
    };
    const Row& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    void put(int row, Row value);
    void sum() const;

    std::vector<Row> m_rows;
    /// A Fenwick tree over the heights; empty: to be made anew.
    mutable std::vector<int> m_sums;
};

} // namespace matoi::widgets
