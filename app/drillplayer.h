#pragma once

#include "models/drill/drill.h"

#include <QtCore/QObject>

#include <memory>

namespace matoi::widgets {
class MainWindow;
}

namespace matoi::app {

/// Plays a drill in a window; says what happens on standard output, and saves pictures when asked to.
class DrillPlayer final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        double speed = 1;
        bool japanese = false;
        bool print = false;
        QString pictures;
    };

    DrillPlayer(const drill::DrillWorld& world, widgets::MainWindow& window, Options options,
                QObject* parent = nullptr);
    void start();
    widgets::MainWindow* window() const { return &m_window; }
    bool running() const { return m_drill.running(); }

Q_SIGNALS:
    /// True: played to the end.
    void ended(bool well);

private:
    void say(const QString& text);

    widgets::MainWindow& m_window;
    Options m_options;
    const domain::Clock& m_clock;
    domain::Time m_begun{};
    int m_picture = 0;
    drill::Drill m_drill;
};

} // namespace matoi::app
