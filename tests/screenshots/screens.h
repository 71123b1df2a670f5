#pragma once

#include "tests/screenshots/stage.h"

namespace matoi::test {

/// A screen of the design: how it is brought about, and in which states it differs from others.
struct Screen
{
    QString name;
    QString mockUp; ///< the picture in the design that it is held against; empty: none
    std::vector<State> states;
    std::function<void(Stage&)> open;
};

/// All of them. A new screen is a line of this table (screens.cpp).
const std::vector<Screen>& screens();

} // namespace matoi::test
