#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace matoi::widgets {

class PaletteModel;
class Theme;

/// A row of the palette: icon, title with what was typed in it marked, detail, key. The first row of a group
/// carries the group's name.
class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    PaletteDelegate(Theme& theme, const PaletteModel& model, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    /// Returns where the title ends.
    int paintTitle(QPainter& painter, const QRect& rect, int row) const;
    int paintKey(QPainter& painter, const QRect& rect, int row, bool selected) const;

    Theme& m_theme;
    const PaletteModel& m_model;
};

} // namespace matoi::widgets
