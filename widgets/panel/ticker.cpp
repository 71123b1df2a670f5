#include "widgets/panel/ticker.h"

#include <chrono>

namespace matoi::widgets {

Ticker::Ticker(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(std::chrono::seconds(1));
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Ticker::tick);
    m_timer.start();
}

} // namespace matoi::widgets
