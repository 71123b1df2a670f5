#include "app/drillplayer.h"

#include "app/pictures.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtCore/QTextStream>
#include <QtCore/QTimer>

namespace matoi::app {

using namespace Qt::StringLiterals;

DrillPlayer::DrillPlayer(const drill::DrillWorld& world, widgets::MainWindow& window, Options options,
                         QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_options(std::move(options))
    , m_clock(world.clock)
    , m_drill(world)
{
    connect(&m_drill, &drill::Drill::incidentStarted, this,
            [this](domain::Id<domain::Incident> id) { m_window.openIncident(id); });
    connect(&m_drill, &drill::Drill::said, this, &DrillPlayer::say);
    connect(&m_drill, &drill::Drill::finished, this, [this] {
        // The last edits are on the screen when what they changed was told and painted.
        QTimer::singleShot(1500, this, [this] {
            if (!m_options.pictures.isEmpty())
                savePictures(m_window, m_options.pictures, u"end"_s);
            Q_EMIT ended(true);
        });
    });
    connect(&m_drill, &drill::Drill::failed, this, [this](const QString& reason) {
        QTextStream(stderr) << "matoi: the drill stopped: " << reason << Qt::endl;
        Q_EMIT ended(false);
    });
}

void DrillPlayer::start()
{
    m_begun = m_clock.now();
    m_drill.start();
}

void DrillPlayer::say(const QString& text)
{
    if (m_options.print) {
        const auto seconds = std::chrono::duration<double>(m_clock.now() - m_begun).count();
        QTextStream(stdout) << u"%1 s  %2"_s.arg(seconds, 6, 'f', 1).arg(text) << Qt::endl;
    }
    // The escalation and the mitigation are what one wants to see; the rest is in the last set.
    if (!m_options.pictures.isEmpty() && (m_drill.step() == 4 || m_drill.step() == 11))
        savePictures(m_window, m_options.pictures, m_drill.step() == 4 ? u"escalated"_s : u"mitigating"_s);
}

} // namespace matoi::app
