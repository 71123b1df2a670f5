#pragma once

#include <QtWidgets/QHeaderView>

namespace matoi::widgets {

class Theme;

/// The head of the table of incidents: a word stands over its cells to the pixel, and the arrow of the order
/// beside the word that it is of. It points down where the largest or newest is on top.
class IncidentTableHeader final : public QHeaderView
{
    Q_OBJECT

public:
    IncidentTableHeader(Theme& theme, QWidget* parent);

    /// What a column's word and its arrow need.
    int wordWidth(int column) const;

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int column) const override;

private:
    QString word(int column) const;

    Theme& m_theme;
};

} // namespace matoi::widgets
