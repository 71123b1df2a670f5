#pragma once

#include <QtCore/qglobal.h>

#include <optional>
#include <vector>

namespace matoi::widgets {

/// Which rows of a list are on the screen, and where. When some come, go or are scrolled, it says what of the
/// picture only moves, so that no row is painted anew that is there already.
class ShownRows
{
public:
    struct Row
    {
        int row = 0;
        int top = 0; ///< in the view
        int height = 0;
        bool operator==(const Row&) const = default;
    };
    /// From `from` on down, everything moves by `by`; 0: nothing does. Rows in `changed` are to be painted.
    struct Move
    {
        int from = 0;
        int by = 0;
        std::vector<Row> changed;
    };

    /// Nothing that was painted counts any more.
    void forget() { m_rows.clear(); }
    /// The rows from `row` on have other numbers now.
    void inserted(int row, int count);
    void removed(int row, int count);

    std::optional<Row> at(int y) const;

    /// `now` is what is in view, without a hole. nullopt: paint everything.
    std::optional<Move> show(std::vector<Row> now);

private:
    std::vector<Row> m_rows;
};

} // namespace matoi::widgets
