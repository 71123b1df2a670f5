#include "app/firstframe.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <chrono>
#include <cstdio>
#include <utility>

namespace matoi::app {

namespace {

/// Longer than a start takes, shorter than anybody notices.
constexpr std::chrono::milliseconds withoutFrame{200};

class FirstFrame final : public QObject
{
public:
    FirstFrame(QWidget& window, QObject& context, std::function<void()> then)
        : QObject(&context)
        , m_then(std::move(then))
    {
        window.installEventFilter(this);
    }

    void happen()
    {
        if (const auto then = std::exchange(m_then, {})) {
            deleteLater();
            then();
        }
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            // What is painted in one go is on the screen when the event loop comes round.
            QMetaObject::invokeMethod(
                this, [this] { happen(); }, Qt::QueuedConnection);
        }
        return false;
    }

private:
    std::function<void()> m_then;
};

} // namespace

void afterFirstFrame(QWidget& window, QObject& context, std::function<void()> then)
{
    auto* frame = new FirstFrame(window, context, std::move(then));
    QTimer::singleShot(withoutFrame, frame, [frame] { frame->happen(); });
}

void tell(const char* what)
{
    if (!qEnvironmentVariableIsSet("MATOI_TELL_FRAMES"))
        return;
    std::puts(what);
    std::fflush(stdout);
}

} // namespace matoi::app
