#include "widgets/common/verticalscroll.h"

#include <QtWidgets/QLayout>

#include <algorithm>

namespace matoi::widgets {

VerticalScroll::VerticalScroll(QWidget* parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(new QWidget(viewport()));
    // It stands on whatever its window is: without this Qt gives it a ground of its own.
    widget()->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

void VerticalScroll::growWindow(int most) const
{
    QWidget* whole = window();
    whole->ensurePolished();
    whole->layout()->activate(); // its parts have their places even while nothing is shown
    const QLayout* layout = page()->layout();
    const int needs =
        layout->hasHeightForWidth() ? layout->totalHeightForWidth(width()) : layout->totalSizeHint().height();
    const int wanted = std::min(most, whole->height() + std::max(0, needs - height()));
    whole->resize(whole->width(), std::max(whole->height(), wanted));
}

} // namespace matoi::widgets
