#pragma once

#include "widgets/common/colours.h"
#include "widgets/common/icons.h"
#include "widgets/panel/panelcontext.h"

#include <QtCore/QHash>
#include <QtGui/QFont>
#include <QtWidgets/QStyledItemDelegate>

namespace matoi::widgets {

/// One row of the side list: badge, title on up to two lines, status and elapsed clock, and what needs
/// somebody (update due, no commander, unsent). Resolved rows are grey and short. A heading stands over the
/// first resolved row. The row's height includes it.
class IncidentDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    IncidentDelegate(const PanelContext& context, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// The row in words, for screen readers.
    QString describe(const QModelIndex& index) const;
    /// The part of a row that changes with the second hand.
    QRect clockRect(const QRect& row, const QModelIndex& index) const;

private:
    struct Line
    {
        QString text;
        Role role;
        Icon icon;
        QString clock;
    };
    bool headed(const QModelIndex& index) const;
    QString clock(const domain::Incident& incident) const;
    Line need(const domain::Incident& incident, const QString& commander, int unsent) const;
    struct Cut
    {
        int width = 0;
        QFont font;
        qsizetype at = 0;
    };
    /// How many characters of a title fit the first line. Kept: a list that is laid out asks for every row.
    qsizetype firstLine(const QString& title, int width) const;
    QStringList titleLines(const QString& title, int width) const;
    void paintOpen(QPainter& painter, QRect rect, const QModelIndex& index) const;
    void paintResolved(QPainter& painter, QRect rect, const QModelIndex& index) const;

    PanelContext m_context;
    mutable QHash<QString, Cut> m_cuts;
};

} // namespace matoi::widgets
