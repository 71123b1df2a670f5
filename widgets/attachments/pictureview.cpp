#include "widgets/attachments/pictureview.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

namespace {

constexpr qreal step = 1.25;
constexpr qreal nearest = 16;

} // namespace

PictureView::PictureView(Theme& theme, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::OpenHandCursor);
}

void PictureView::setImage(const QImage& image)
{
    m_image = image;
    fit();
}

qreal PictureView::scale() const
{
    const qreal actual = 1 / devicePixelRatioF();
    if (m_zoom > 0)
        return m_zoom * actual;
    if (m_image.isNull())
        return actual;
    const QSizeF room = viewport()->size();
    // A small picture is not blown up.
    return std::min({actual, room.width() / m_image.width(), room.height() / m_image.height()});
}

QRectF PictureView::target() const
{
    const QSizeF size = QSizeF(m_image.size()) * scale();
    const QSizeF room = viewport()->size();
    return {QPointF(size.width() < room.width() ? (room.width() - size.width()) / 2
                                                : -horizontalScrollBar()->value(),
                    size.height() < room.height() ? (room.height() - size.height()) / 2
                                                  : -verticalScrollBar()->value()),
            size};
}

void PictureView::layOut()
{
    const QSize size = (QSizeF(m_image.size()) * scale()).toSize();
    const QSize room = viewport()->size();
    const auto set = [](QScrollBar* bar, int all, int seen) {
        bar->setPageStep(seen);
        bar->setSingleStep(std::max(1, seen / 10));
        bar->setRange(0, std::max(0, all - seen));
    };
    const bool whole = m_zoom == 0;
    set(horizontalScrollBar(), whole ? 0 : size.width(), room.width());
    set(verticalScrollBar(), whole ? 0 : size.height(), room.height());
    viewport()->update();
    Q_EMIT scaleChanged();
}

void PictureView::fit()
{
    m_zoom = 0;
    layOut();
}

void PictureView::showActualSize()
{
    zoomTo(1, QRectF(viewport()->rect()).center());
}

void PictureView::zoomIn()
{
    zoomTo(scale() * devicePixelRatioF() * step, QRectF(viewport()->rect()).center());
}

void PictureView::zoomOut()
{
    zoomTo(scale() * devicePixelRatioF() / step, QRectF(viewport()->rect()).center());
}

void PictureView::zoomTo(qreal zoom, QPointF about)
{
    if (m_image.isNull())
        return;
    const QRectF before = target();
    const QPointF inPicture = (about - before.topLeft()) / scale();
    const qreal smallest = std::min<qreal>(1, 16.0 / std::max(m_image.width(), m_image.height()));
    m_zoom = std::clamp(zoom, smallest, nearest);
    layOut();
    const QPointF at = inPicture * scale() - about;
    horizontalScrollBar()->setValue(static_cast<int>(std::round(at.x())));
    verticalScrollBar()->setValue(static_cast<int>(std::round(at.y())));
    viewport()->update();
}

void PictureView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.colour(Role::BgInset));
    if (m_image.isNull())
        return;
    // Each pixel of an enlarged screenshot is seen as it was.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale() * devicePixelRatioF() < 2);
    painter.drawImage(target(), m_image);
    if (hasFocus())
        paintFocusRing(painter, m_theme, viewport()->rect(), 0);
}

void PictureView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void PictureView::wheelEvent(QWheelEvent* event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    zoomTo(scale() * devicePixelRatioF() * std::pow(step, event->angleDelta().y() / 120.0),
           event->position());
    event->accept();
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragFrom = event->pos();
    viewport()->setCursor(Qt::ClosedHandCursor);
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const QPoint moved = event->pos() - m_dragFrom;
    m_dragFrom = event->pos();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
    viewport()->update();
}

void PictureView::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    viewport()->setCursor(Qt::OpenHandCursor);
}

void PictureView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (fits())
        zoomTo(1, event->position());
    else
        fit();
}

void PictureView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); return;
    case Qt::Key_Minus: zoomOut(); return;
    case Qt::Key_0: fit(); return;
    case Qt::Key_1: showActualSize(); return;
    default: break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

} // namespace matoi::widgets
