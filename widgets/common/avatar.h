#pragma once

#include "widgets/common/accessible.h"

namespace matoi::widgets {

/// "MS" for Misaki Sato; the first kanji of the family name for 佐藤 美咲 (family name first: "佐").
QString initials(const QString& name);

void paintAvatar(QPainter& painter, const Theme& theme, const QRectF& rect, const QString& name);

/// A person's initials in a circle (24 px). The name stands beside it or is its accessible name.
class Avatar : public PaintedWidget
{
    Q_OBJECT

public:
    explicit Avatar(Theme& theme, const QString& name = {}, QWidget* parent = nullptr);

    void setPersonName(const QString& name);
    QAccessible::Role accessibleRole() const override { return QAccessible::Graphic; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
};

} // namespace matoi::widgets
