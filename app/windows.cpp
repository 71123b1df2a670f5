#include "app/windows.h"

#include "app/firstframe.h"
#include "widgets/incidents/incidentlist.h"
#include "widgets/shell/incidentview.h"

#include <QtCore/QEvent>

#include <algorithm>

namespace matoi::app {

using namespace domain;

OwnEdits::OwnEdits(const widgets::PanelContext& base)
    : incidents(base.repositories, base.changes, base.clock, history)
    , timeline(base.repositories, base.changes, base.clock, history)
    , analyses(base.repositories, base.changes, base.clock, history)
    , context{base.theme, base.repositories, base.changes, base.clock, base.ticker,
              base.zone,  history,           incidents,    timeline,   analyses}
{}

Windows::Windows(const widgets::PanelContext& base, settings::Settings& settings, widgets::WindowLinks links,
                 QObject* parent)
    : QObject(parent)
    , m_base(base)
    , m_settings(settings)
    , m_links(std::move(links))
{}

Windows::~Windows()
{
    keep();
}

void Windows::restore(Filled filled)
{
    for (const WindowPlace& place : placesIn(m_settings.values()))
        make(place, filled);
}

Desk& Windows::make(const WindowPlace& place, Filled filled)
{
    auto& desk = *m_desks.emplace_back(std::make_unique<Desk>(m_base));
    desk.window = std::make_unique<widgets::MainWindow>(desk.context, m_links);
    widgets::MainWindow* window = desk.window.get();
    if (filled == Filled::Later)
        window->view().hold();
    if (const auto last = Id<Incident>::parse(place.incident.toStdString()))
        if (m_base.repositories.incidents.find(*last))
            window->openIncident(*last);
    restoreWindow(*window, place);
    if (m_front == nullptr)
        m_front = window;
    // Kept at once: a console that is killed comes back to what one was writing.
    connect(&window->list(), &widgets::IncidentList::incidentChosen, this, &Windows::keep);
    connect(window, &widgets::MainWindow::closed, this, [this, window] { closed(window); });
    window->installEventFilter(this);
    Q_EMIT made(*window);
    return desk;
}

void Windows::showAll()
{
    for (const auto& desk : m_desks)
        desk->window->show();
}

void Windows::fill(std::function<void()> then)
{
    tell("first frame");
    for (const auto& desk : m_desks)
        desk->window->view().fill();
    widgets::IncidentView& view = front().view();
    if (!view.isVisible())
        return then(); // the first screen stands over it
    afterFirstFrame(view, *this, [then = std::move(then)] {
        tell("whole window");
        then();
    });
}

widgets::MainWindow& Windows::openAnother()
{
    WindowPlace place = placeOf(front());
    place.geometry.clear();
    widgets::MainWindow& window = *make(place).window;
    window.resize(front().size());
    window.move(front().pos() + QPoint(40, 40));
    window.show();
    window.activateWindow();
    keep();
    return window;
}

widgets::MainWindow& Windows::front()
{
    return *m_front;
}

Desk& Windows::frontDesk()
{
    return **std::find_if(m_desks.begin(), m_desks.end(),
                          [this](const auto& desk) { return desk->window.get() == m_front; });
}

std::vector<widgets::MainWindow*> Windows::all() const
{
    std::vector<widgets::MainWindow*> windows;
    for (const auto& desk : m_desks)
        windows.push_back(desk->window.get());
    return windows;
}

void Windows::keep()
{
    std::vector<WindowPlace> places;
    for (const auto& desk : m_desks)
        places.push_back(placeOf(*desk->window));
    m_settings.update([&](settings::Values& values) { setPlaces(places, values); });
}

void Windows::bringToFront()
{
    front().setWindowState(front().windowState() & ~Qt::WindowMinimized);
    front().show();
    front().raise();
    front().activateWindow();
}

void Windows::closed(widgets::MainWindow* window)
{
    if (m_desks.size() == 1) {
        Q_EMIT lastClosed();
        return;
    }
    const auto found = std::find_if(m_desks.begin(), m_desks.end(),
                                    [window](const auto& desk) { return desk->window.get() == window; });
    if (found == m_desks.end())
        return;
    // It is still in its own event.
    std::shared_ptr<Desk> leaving = std::move(*found);
    m_desks.erase(found);
    if (m_front == window)
        m_front = m_desks.back()->window.get();
    Q_EMIT gone(window);
    keep();
    QMetaObject::invokeMethod(
        this, [leaving]() mutable { leaving.reset(); }, Qt::QueuedConnection);
}

bool Windows::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::WindowActivate)
        m_front = static_cast<widgets::MainWindow*>(watched);
    return QObject::eventFilter(watched, event);
}

} // namespace matoi::app
