#include "widgets/common/verticalscroll.h"

namespace matoi::widgets {

VerticalScroll::VerticalScroll(QWidget* parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(new QWidget(viewport()));
}

} // namespace matoi::widgets
