#include "widgets/common/rowheights.h"

#include <algorithm>

namespace matoi::widgets {

void RowHeights::reset(const std::vector<int>& guesses)
{
    m_rows.clear();
    insert(0, guesses);
}

void RowHeights::insert(int row, const std::vector<int>& guesses)
{
    m_rows.insert(m_rows.begin() + row, guesses.size(), {});
    for (std::size_t i = 0; i < guesses.size(); ++i)
        m_rows[static_cast<std::size_t>(row) + i] = {guesses[i], false};
    m_sums.clear();
}

void RowHeights::remove(int row, int count)
{
    m_rows.erase(m_rows.begin() + row, m_rows.begin() + row + count);
    m_sums.clear();
}

void RowHeights::put(int row, Row value)
{
    Row& now = m_rows[static_cast<std::size_t>(row)];
    const int more = value.height - now.height;
    now = value;
    if (more == 0 || m_sums.empty())
        return;
    for (auto i = static_cast<std::size_t>(row) + 1; i < m_sums.size(); i += i & (~i + 1))
        m_sums[i] += more;
}

void RowHeights::sum() const
{
    if (!m_sums.empty() || m_rows.empty())
        return;
    m_sums.assign(m_rows.size() + 1, 0);
    for (std::size_t i = 1; i < m_sums.size(); ++i) {
        m_sums[i] += m_rows[i - 1].height;
        if (const std::size_t above = i + (i & (~i + 1)); above < m_sums.size())
            m_sums[above] += m_sums[i];
    }
}

int RowHeights::top(int row) const
{
    sum();
    int sum = 0;
    for (auto i = static_cast<std::size_t>(row); i > 0; i -= i & (~i + 1))
        sum += m_sums[i];
    return sum;
}

int RowHeights::rowAt(int y) const
{
    if (m_rows.empty())
        return -1;
    sum();
    std::size_t step = 1;
    while (step * 2 < m_sums.size())
        step *= 2;
    std::size_t row = 0;
    for (int left = y; step > 0; step /= 2)
        if (row + step < m_sums.size() && m_sums[row + step] <= left) {
            row += step;
            left -= m_sums[row];
        }
    return std::min(static_cast<int>(row), count() - 1);
}

} // namespace matoi::widgets
