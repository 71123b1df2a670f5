#include "models/drill/drill.h"

#include <chrono>

namespace matoi::drill {

using namespace domain;

namespace {

constexpr auto lookEvery = std::chrono::milliseconds(50);
constexpr auto patience = std::chrono::seconds(60);

} // namespace

Drill::Drill(const DrillWorld& world, QObject* parent)
    : QObject(parent)
    , m_world(world)
    , m_steps(drillScript(world.japanese))
{
    m_timer.setInterval(lookEvery);
    connect(&m_timer, &QTimer::timeout, this, &Drill::look);
}

void Drill::start()
{
    m_state.begun = m_waitingSince = m_world.clock.now();
    m_next = 0;
    m_running = true;
    m_timer.start();
    look();
}

void Drill::giveUp(const QString& reason)
{
    m_timer.stop();
    m_running = false;
    Q_EMIT failed(reason);
}

void Drill::look()
{
    while (m_running && m_next < m_steps.size()) {
        const DrillStep& step = m_steps[m_next];
        const Time now = m_world.clock.now();
        const auto after =
            std::chrono::milliseconds(static_cast<long long>(step.seconds * 1000 / m_world.speed));
        if (now < m_state.begun + after) {
            m_waitingSince = now;
            return;
        }
        if (step.ready && !step.ready(m_world, m_state)) {
            if (now - m_waitingSince > patience)
                giveUp(step.says);
            return;
        }
        const bool hadIncident = !m_state.incident.isNil();
        if (const auto done = step.run(m_world, m_state); !done) {
            giveUp(QString::fromStdString(done.error().detail));
            return;
        }
        m_waitingSince = now;
        ++m_next;
        Q_EMIT said(step.says);
        if (!hadIncident && !m_state.incident.isNil())
            Q_EMIT incidentStarted(m_state.incident);
    }
    if (m_running && m_next == m_steps.size()) {
        m_timer.stop();
        m_running = false;
        Q_EMIT finished();
    }
}

} // namespace matoi::drill
