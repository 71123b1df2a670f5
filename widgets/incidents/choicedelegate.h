#pragma once

#include "widgets/common/theme.h"

#include <QtWidgets/QStyledItemDelegate>

namespace matoi::widgets {

/// Rows of the start dialog: an icon or an impact, a name, what it means, and at the right the key that
/// chooses it. The chosen one has a blue edge and a tick.
class ChoiceDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum DataRole
    {
        AboutRole = Qt::UserRole + 1, ///< the second text
        ImpactRole,                   ///< 1 to 5: a badge instead of an icon
        KeyRole                       ///< "1"
    };
    enum class Form
    {
        OneLine, ///< name and meaning in columns
        TwoLines
    };

    ChoiceDelegate(Theme& theme, Form form, QObject* parent);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    int paintLead(QPainter& painter, const QRect& rect, const QModelIndex& index) const;

    Theme& m_theme;
    Form m_form;
};

} // namespace matoi::widgets
