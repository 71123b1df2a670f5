#pragma once

#include "widgets/common/rowheights.h"
#include "widgets/common/shownrows.h"

#include <QtWidgets/QListView>

#include <optional>

namespace matoi::widgets {

/// A list of a hundred thousand rows of different heights. QListView measures all of them before it shows the
/// first, and again with every change; here a row is guessed (cheaply) until it comes into view. It stays a
/// QListView for screen readers and for who uses it; its layout is our own.
///
/// What is on the screen already is moved there, and only what is new is painted.
///
/// The row at the top stays where it is, whatever comes, goes or turns out higher above it. Only at the very
/// top one follows what comes.
class LongListView : public QListView
{
    Q_OBJECT

public:
    explicit LongListView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    void doItemsLayout() override;
    void reset() override;
    /// The rows that are seen, also in part; nullopt when there are none.
    std::optional<std::pair<int, int>> rowsInView() const;
    /// What is behind the rows. Only of a view without gaps may the picture be moved.
    void setGround(const QColor& colour);
    /// Measures this row again.
    void measureAgain(const QModelIndex& index);
    /// Fonts or words are different now.
    void forgetHeights();

protected:
    /// Without measuring text: called for every row there is.
    virtual int guessedHeight(int row) const = 0;
    /// Whether the keyboard stops there.
    virtual bool stopsAt(int row) const;

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles = {}) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    bool isIndexHidden(const QModelIndex& /*index*/) const override { return false; }

private:
    void rowsRemoved(int start, int end);
    void rowsMoved(int start, int end, int row);
    std::vector<int> guesses(int start, int end) const;
    void guessAll();
    int measured(int row) const;
    void settle();
    void setOffset(int offset);
    void keepEye();
    void noteEye();
    void paintNews();
    void updateRows(int first, int last);
    int stop(int row, int step) const;

    QColor m_ground;
    RowHeights m_heights;
    ShownRows m_shown;
    int m_guessedFor = 0;        ///< the width
    bool m_still = false;        ///< the offset changes, what is seen does not move
    QPersistentModelIndex m_eye; ///< the row at the top of the view; invalid: the very top
    int m_aboveEye = 0;          ///< so much of it is above the view
    QPoint m_pointer{-1, -1};
};

} // namespace matoi::widgets
