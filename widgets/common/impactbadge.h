#pragma once

#include "models/domain/incident.h"
#include "widgets/common/accessible.h"

namespace matoi::widgets {

/// "Critical", "High", "Medium", "Low", "None" in the user's language.
QString impactWord(domain::Impact impact);
/// "impact 1, critical": the badge's accessible name, and for lists that paint badges themselves.
QString impactDescription(domain::Impact impact);

/// The square with the digit, as lists draw it (22 px at 100 %). Told apart without colour: 1 and 2 are
/// solid, 3 is a tint with an outline, 4 an outline, 5 a dashed one. `resolved` draws all in grey with an
/// outline.
void paintImpactSquare(QPainter& painter, const Theme& theme, const QRectF& rect, domain::Impact impact,
                       bool resolved = false);

/// The badge as a widget: square with the digit, or digit and word (for headers).
class ImpactBadge : public PaintedWidget
{
    Q_OBJECT

public:
    enum class Form
    {
        Square,
        Word
    };

    explicit ImpactBadge(Theme& theme, Form form = Form::Square, QWidget* parent = nullptr);

    void setImpact(domain::Impact impact);
    domain::Impact impact() const { return m_impact; }
    void setResolved(bool resolved);

    QAccessible::Role accessibleRole() const override { return QAccessible::StaticText; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    qreal digitWidth() const;

    Form m_form;
    domain::Impact m_impact = domain::Impact::Medium;
    bool m_resolved = false;
};

} // namespace matoi::widgets
