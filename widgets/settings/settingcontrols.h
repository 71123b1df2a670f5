#pragma once

#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/textlabel.h"

#include <algorithm>

/// What the parts of the settings are made of.
namespace matoi::widgets {

template <class List, class Value> int indexIn(const List& list, const Value& value)
{
    const auto found = std::find(list.begin(), list.end(), value);
    return found == list.end() ? 0 : static_cast<int>(found - list.begin());
}

inline SegmentedControl* choice(Theme& theme, std::size_t count)
{
    auto* control = new SegmentedControl(theme);
    for (std::size_t i = 0; i < count; ++i)
        control->add({});
    return control;
}

/// Something that is told, not set; it can be copied.
inline TextLabel* fact(Theme& theme)
{
    auto* label = new TextLabel(theme, TextStyle::Body, Role::TextPrimary);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    return label;
}

} // namespace matoi::widgets
