#pragma once

#include <QtGui/QImage>
#include <QtWidgets/QAbstractScrollArea>

namespace matoi::widgets {

class Theme;

/// A picture to look at closely: fits at first; + and -, 0 (fit), 1 (every pixel as it is), Ctrl and the
/// wheel zoom about the pointer; drag and arrows move.
class PictureView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    PictureView(Theme& theme, QWidget* parent);

    void setImage(const QImage& image);
    const QImage& image() const { return m_image; }
    bool fits() const { return m_zoom == 0; }
    /// Logical pixels a pixel of the picture.
    qreal scale() const;

public Q_SLOTS:
    void fit();
    void showActualSize();
    void zoomIn();
    void zoomOut();

Q_SIGNALS:
    void scaleChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void zoomTo(qreal zoom, QPointF about);
    void layOut();
    QRectF target() const;

    Theme& m_theme;
    QImage m_image;
    qreal m_zoom = 0; ///< 0: fits
    QPoint m_dragFrom;
};

} // namespace matoi::widgets
