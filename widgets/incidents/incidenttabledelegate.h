#pragma once

#include "widgets/common/colours.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QStyledItemDelegate>

namespace matoi::widgets {

/// One line of the table of incidents, and under it the lines that hold what was looked for.
class IncidentTableDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int inset = 6; ///< px at 100 % that a cell keeps free at either side

    IncidentTableDelegate(const PanelContext& context, QObject* parent);

    /// Where the text of hits begins: under the titles.
    void setHitLeft(int x) { m_hitLeft = x; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// What a cell needs to show all that is in it.
    int widthOf(const QModelIndex& index) const;

private:
    void paintCell(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
    int paintMarks(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
    void paintStatus(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
    void paintHit(QPainter& painter, const QRect& row, const QModelIndex& index) const;
    void paintText(QPainter& painter, const QRect& cell, const QString& text, Role role,
                   Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter) const;

    PanelContext m_context;
    int m_hitLeft = 0;
};

} // namespace matoi::widgets
