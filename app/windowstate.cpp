#include "app/windowstate.h"

#include "widgets/common/hairlinesplitter.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>

namespace matoi::app {

namespace {

constexpr quint32 formatOfState = 1;
constexpr QLatin1Char between{'|'};
/// More than anybody opens; a broken file must not open a thousand.
constexpr std::size_t mostWindows = 12;

/// The one between the list and the incident: panels have splitters of their own, further down.
QSplitter* outerSplitter(widgets::MainWindow& window)
{
    for (QWidget* up = window.view().parentWidget(); up != nullptr; up = up->parentWidget())
        if (auto* splitter = qobject_cast<QSplitter*>(up))
            return splitter;
    return nullptr;
}

} // namespace

WindowPlace placeOf(widgets::MainWindow& window)
{
    const QSplitter* splitter = outerSplitter(window);
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << formatOfState << qint32(window.view().currentTab())
        << (splitter != nullptr ? splitter->saveState() : QByteArray());
    const auto incident = window.view().incident();
    return {window.saveGeometry(), state,
            incident.isNil() ? QString() : QString::fromStdString(incident.toString())};
}

void restoreWindow(widgets::MainWindow& window, const WindowPlace& place)
{
    if (!place.geometry.isEmpty())
        window.restoreGeometry(place.geometry);
    QDataStream in(place.state);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 format = 0;
    qint32 tab = 0;
    QByteArray sizes;
    in >> format;
    if (format != formatOfState)
        return;
    in >> tab >> sizes;
    if (in.status() != QDataStream::Ok)
        return;
    if (tab >= 0 && tab < window.view().tabCount())
        window.view().openTab(tab);
    if (QSplitter* splitter = outerSplitter(window); splitter != nullptr && !sizes.isEmpty())
        splitter->restoreState(sizes);
}

std::vector<WindowPlace> placesIn(const settings::Values& values)
{
    std::vector<WindowPlace> places{{values.windowGeometry, values.windowState, values.lastIncident}};
    for (const QString& text : values.otherWindows) {
        const QStringList parts = text.split(between);
        if (parts.size() == 3 && places.size() < mostWindows)
            places.push_back({QByteArray::fromBase64(parts[1].toLatin1()),
                              QByteArray::fromBase64(parts[2].toLatin1()), parts[0]});
    }
    return places;
}

void setPlaces(const std::vector<WindowPlace>& places, settings::Values& values)
{
    values.otherWindows.clear();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const WindowPlace& place = places[i];
        if (i > 0) {
            values.otherWindows << place.incident + between + QString::fromLatin1(place.geometry.toBase64()) +
                                       between + QString::fromLatin1(place.state.toBase64());
            continue;
        }
        values.windowGeometry = place.geometry;
        values.windowState = place.state;
        values.lastIncident = place.incident;
    }
}

} // namespace matoi::app
