#include "widgets/common/statusdot.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtGui/QPainter>

namespace matoi::widgets {

namespace {

QRectF centred(const QRectF& rect, qreal side)
{
    return {rect.center().x() - side / 2, rect.center().y() - side / 2, side, side};
}

void paintIcon(QPainter& painter, const Theme& theme, const QRectF& rect, Icon icon, Role role)
{
    const int side = static_cast<int>(std::min(rect.width(), rect.height()));
    const QRectF box = centred(rect, side);
    painter.drawPixmap(QPointF(qRound(box.x()), qRound(box.y())),
                       theme.pixmap(icon, side, role, painter.device()->devicePixelRatio()));
}

} // namespace

void paintStatusShape(QPainter& painter, const Theme& theme, const QRectF& rect, StatusShape shape)
{
    const qreal side = std::min(rect.width(), rect.height());
    const qreal dot = std::round(side * 0.66);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (shape) {
    case StatusShape::Now:
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.colour(Role::AccentText));
        painter.drawEllipse(centred(rect, dot));
        break;
    case StatusShape::Coming:
        painter.setPen(QPen(theme.colour(Role::TextTertiary), 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centred(rect, dot - 1.4));
        break;
    case StatusShape::Unsent: {
        const QRectF box = centred(rect, dot);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.colour(Role::StateLocal));
        painter.drawPolygon(
            QPolygonF({QPointF(box.center().x(), box.top()), QPointF(box.right(), box.center().y()),
                       QPointF(box.center().x(), box.bottom()), QPointF(box.left(), box.center().y())}));
        break;
    }
    case StatusShape::Done: paintIcon(painter, theme, rect, Icon::Check, Role::StateOk); break;
    case StatusShape::Waiting: paintIcon(painter, theme, rect, Icon::Hourglass, Role::StateWait); break;
    case StatusShape::Failed: paintIcon(painter, theme, rect, Icon::TriangleAlert, Role::StateFail); break;
    }
    painter.restore();
}

StatusDot::StatusDot(Theme& theme, StatusShape shape, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_shape(shape)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusDot::setShape(StatusShape shape)
{
    m_shape = shape;
    update();
}

QSize StatusDot::sizeHint() const
{
    return {theme().iconSize(15), theme().iconSize(15)};
}

void StatusDot::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintStatusShape(painter, theme(), rect(), m_shape);
}

} // namespace matoi::widgets
