#pragma once

#include <QtWidgets/QScrollArea>

namespace matoi::widgets {

/// A page that is as wide as there is room, and scrolls when it is higher. The keyboard goes to what is on
/// it, not to it.
class VerticalScroll final : public QScrollArea
{
public:
    explicit VerticalScroll(QWidget* parent);

    /// To be filled: it has no layout yet. What is made as its child needs no second polish by the style
    /// sheet, which a widget that is moved here later does, with all that is in it.
    QWidget* page() const { return widget(); }

    /// Makes the window that it stands in as high as the whole page needs, and no higher than `most`: it
    /// scrolls only when there is no more room. For a window that has its width and is not shown yet.
    void growWindow(int most) const;
};

} // namespace matoi::widgets
