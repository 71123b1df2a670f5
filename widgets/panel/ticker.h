#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace matoi::widgets {

/// One second hand for all clocks of a window: they move together, and stop when nobody looks.
class Ticker final : public QObject
{
    Q_OBJECT

public:
    explicit Ticker(QObject* parent = nullptr);

    /// For tests and pictures: no timer; tick() is called by hand.
    void stop() { m_timer.stop(); }

Q_SIGNALS:
    void tick();

private:
    QTimer m_timer;
};

} // namespace matoi::widgets
