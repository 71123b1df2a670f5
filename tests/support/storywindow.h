#pragma once

#include "tests/support/panelfixture.h"
#include "widgets/shell/mainwindow.h"

#include <memory>

namespace matoi::test {

/// The whole window over the fixture's story, with INC-2041 open, as it is after a start. Whoever needs the
/// keyboard checks that it got it: QVERIFY(window->isActiveWindow()).
inline std::unique_ptr<widgets::MainWindow> storyWindow(PanelFixture& fixture)
{
    auto window = std::make_unique<widgets::MainWindow>(fixture.context, widgets::WindowLinks());
    window->openIncident(fixture.story.checkout);
    window->show();
    QApplication::setActiveWindow(window.get());
    static_cast<void>(QTest::qWaitForWindowActive(window.get()));
    return window;
}

} // namespace matoi::test
