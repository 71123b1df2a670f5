#include "widgets/common/readingorder.h"

#include <QtWidgets/QWidget>

#include <algorithm>

namespace matoi::widgets {

namespace {

std::vector<QWidget*> shownChildren(const QWidget& parent)
{
    std::vector<QWidget*> children;
    for (QObject* child : parent.children())
        if (auto* widget = qobject_cast<QWidget*>(child);
            widget != nullptr && !widget->isWindow() && widget->isVisible())
            children.push_back(widget);
    std::stable_sort(children.begin(), children.end(),
                     [](const QWidget* a, const QWidget* b) { return a->y() < b->y(); });
    // Lines: what begins above the middle of the line's first one stands beside it.
    for (auto line = children.begin(); line != children.end();) {
        const int middle = (*line)->y() + (*line)->height() / 2;
        const auto below =
            std::find_if(line + 1, children.end(), [&](const QWidget* next) { return next->y() > middle; });
        std::stable_sort(line, below, [](const QWidget* a, const QWidget* b) { return a->x() < b->x(); });
        line = below;
    }
    return children;
}

/// `also` is in the list whatever its policy is: the focus may be where only a click brings it.
void collect(const QWidget& parent, const QWidget* also, std::vector<QWidget*>& out)
{
    for (QWidget* child : shownChildren(parent)) {
        const bool stop = (child->focusPolicy() & Qt::TabFocus) != 0 && child->isEnabled() &&
                          child->focusProxy() == nullptr;
        if (stop || child == also)
            out.push_back(child);
        collect(*child, also, out);
    }
}

} // namespace

std::vector<QWidget*> readingOrder(const QWidget& window)
{
    std::vector<QWidget*> stops;
    collect(window, nullptr, stops);
    return stops;
}

bool focusInReadingOrder(QWidget& window, bool next)
{
    QWidget* const now = window.focusWidget();
    std::vector<QWidget*> stops;
    collect(window, now, stops);
    if (!next)
        std::reverse(stops.begin(), stops.end());
    const auto at = std::find(stops.begin(), stops.end(), now);
    if (at != stops.end())
        std::rotate(stops.begin(), at + 1, stops.end());
    if (stops.empty() || stops.front() == now)
        return false;
    stops.front()->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace matoi::widgets
