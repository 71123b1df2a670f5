#pragma once

#include "widgets/attachments/attachmentpainter.h"
#include "widgets/timeline/timelinelayout.h"

#include <QtWidgets/QStyledItemDelegate>

namespace matoi::widgets {

/// Draws the timeline's rows. Each event hangs on a spine: a round node for what was automatic, a square one
/// for what somebody wrote, blue for a decision, dashed violet for what is only on this computer.
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
        GapLink,
        File
    };

    TimelineDelegate(const PanelContext& context, itemmodels::TimelineModel& model, QObject* parent);

    /// The event whose row is an editor of this height.
    void setOpen(std::optional<domain::Id<domain::TimelineEvent>> id, int height);
    bool isOpen(const itemmodels::TimelineModel::Row& row) const;
    Part partAt(const QRect& rect, const QModelIndex& index, const QPoint& point) const;
    /// Which of the event's files is under the point.
    std::optional<int> fileAt(const QRect& rect, const QModelIndex& index, const QPoint& point) const;
    const TimelineLayout& layout() const { return m_layout; }
    Thumbnails& thumbnails() { return *m_thumbnails; }
    /// Fonts or language are different now.
    void refresh() { m_layout.refresh(); }
    int guessedHeight(const itemmodels::TimelineModel::Row& row, int width) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;

private:
    using Row = itemmodels::TimelineModel::Row;
    using Entry = itemmodels::TimelineModel::Entry;
    using EntryPtr = itemmodels::TimelineModel::EntryPtr;

    Role inkOf(const Entry& entry) const;
    void paintSpine(QPainter& painter, const QRect& rect, int row) const;
    void paintNode(QPainter& painter, const QRect& rect, const Entry& entry) const;
    void paintDay(QPainter& painter, const QRect& rect, const Row& row) const;
    void paintGap(QPainter& painter, const QRect& rect, const Row& row) const;
    void paintEvent(QPainter& painter, const QRect& rect, const EntryPtr& shown, bool hovered) const;
    void paintFound(QPainter& painter, const QTextLayout& text) const;
    void paintMeta(QPainter& painter, const TimelineLayout::Event& layout, const Entry& entry) const;
    QRect gapLink(const QRect& rect) const;

    PanelContext m_context;
    itemmodels::TimelineModel& m_model;
    std::optional<domain::Id<domain::TimelineEvent>> m_open;
    int m_openHeight = 0;
    TimelineLayout m_layout;
    Thumbnails* m_thumbnails;
    AttachmentPainter m_files;
};

} // namespace matoi::widgets
