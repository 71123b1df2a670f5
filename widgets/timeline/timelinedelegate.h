#pragma once

#include "models/itemmodels/timelinemodel.h"
#include "widgets/common/colours.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QStyledItemDelegate>

#include <unordered_map>

namespace matoi::widgets {

/// Draws the timeline's rows. Each event hangs on a spine: a round node for what was automatic, a square one
/// for what somebody wrote, blue for a decision, dashed violet for what is only on this computer.
///
/// Heights are measured once an event and width, so that ten thousand of them lay out in a moment.
class TimelineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// What of a row is under a point.
    enum class Part
    {
        Row,
        Pin,
        Edited,
        GapLink
    };

    TimelineDelegate(const PanelContext& context, itemmodels::TimelineModel& model, QObject* parent);

    /// The event whose row is an editor of this height.
    void setOpen(std::optional<domain::Id<domain::TimelineEvent>> id, int height);
    bool isOpen(const itemmodels::TimelineModel::Row& row) const;
    Part partAt(const QRect& rect, const QModelIndex& index, const QPoint& point) const;
    /// Where texts begin; the editor stands there too.
    int textLeft() const;
    void forgetHeights() { m_heights.clear(); }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;

private:
    using Row = itemmodels::TimelineModel::Row;
    using Entry = itemmodels::TimelineModel::Entry;
    struct Layout
    {
        QRect text;
        QRect below; ///< second line: kept here, details
        QRect author;
        QRect edited;
        QRect unsent;
        QRect pin;
    };
    struct Measured
    {
        itemmodels::TimelineModel::EntryPtr entry;
        int height = 0;
    };

    Layout layOut(const QRect& rect, const Entry& entry) const;
    QFont fontOf(const Entry& entry) const;
    Role inkOf(const Entry& entry) const;
    QString belowOf(const Entry& entry) const;
    QString editedOf(const Entry& entry) const;
    int measure(const itemmodels::TimelineModel::EntryPtr& entry, int width) const;
    void paintSpine(QPainter& painter, const QRect& rect, int row) const;
    void paintNode(QPainter& painter, const QRect& rect, const Entry& entry) const;
    void paintDay(QPainter& painter, const QRect& rect, const Row& row) const;
    void paintGap(QPainter& painter, const QRect& rect, const Row& row) const;
    void paintEvent(QPainter& painter, const QRect& rect, const Entry& entry) const;
    QRect gapLink(const QRect& rect) const;

    PanelContext m_context;
    itemmodels::TimelineModel& m_model;
    std::optional<domain::Id<domain::TimelineEvent>> m_open;
    int m_openHeight = 0;
    mutable int m_width = 0;
    mutable std::unordered_map<const Entry*, Measured> m_heights;
};

} // namespace matoi::widgets
