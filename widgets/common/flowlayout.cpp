#include "widgets/common/flowlayout.h"

#include <QtWidgets/QWidget>

#include <algorithm>

namespace matoi::widgets {

FlowLayout::FlowLayout(int spacing, QWidget* parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return place(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowLayout::place(const QRect& whole, bool apply) const
{
    const QMargins margins = contentsMargins();
    const QRect rect = whole.marginsRemoved(margins);
    int x = rect.x();
    int y = rect.y();
    int line = 0;
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty()) // hidden
            continue;
        const int width = std::min(item->sizeHint().width(), rect.width());
        if (x > rect.x() && x + width > rect.right() + 1) {
            x = rect.x();
            y += line + spacing();
            line = 0;
        }
        const int height = item->sizeHint().height();
        if (apply)
            item->setGeometry(QRect(x, y, width, height));
        x += width + spacing();
        line = std::max(line, height);
    }
    return y + line - rect.y() + margins.top() + margins.bottom();
}

} // namespace matoi::widgets
