#include "app/firstframe.h"

#include <QtCore/QEvent>
#include <QtWidgets/QWidget>

#include <cstdio>

namespace matoi::app {

namespace {

class FirstFrame final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            // What is painted in one go is on the screen when the event loop comes round.
            QMetaObject::invokeMethod(
                this,
                [this] {
                    std::puts("first frame");
                    std::fflush(stdout);
                    deleteLater();
                },
                Qt::QueuedConnection);
        }
        return false;
    }
};

} // namespace

void tellFirstFrame(QWidget& window)
{
    if (qEnvironmentVariableIsSet("MATOI_TELL_FIRST_FRAME"))
        window.installEventFilter(new FirstFrame(&window));
}

} // namespace matoi::app
