#pragma once

#include "models/drill/drillscript.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace matoi::drill {

/// Plays the script step by step. A step that waits for the world (a page sent, an acknowledgement known)
/// goes on as soon as that is so, and gives up after a minute with what it waited for.
class Drill final : public QObject
{
    Q_OBJECT

public:
    explicit Drill(const DrillWorld& world, QObject* parent = nullptr);

    void start();
    bool running() const { return m_running; }
    domain::Id<domain::Incident> incident() const { return m_state.incident; }
    int step() const { return static_cast<int>(m_next); }
    int stepCount() const { return static_cast<int>(m_steps.size()); }

Q_SIGNALS:
    void said(const QString& text);
    void incidentStarted(matoi::domain::Id<matoi::domain::Incident> id);
    void finished();
    void failed(const QString& reason);

private:
    void look();
    void giveUp(const QString& reason);

    DrillWorld m_world;
    std::vector<DrillStep> m_steps;
    DrillState m_state;
    std::size_t m_next = 0;
    domain::Time m_waitingSince{};
    bool m_running = false;
    QTimer m_timer;
};

} // namespace matoi::drill
