#include "app/windowstate.h"

#include "widgets/common/hairlinesplitter.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>

namespace matoi::app {

namespace {

constexpr quint32 formatOfState = 1;

/// The one between the list and the incident: panels have splitters of their own, further down.
QSplitter* outerSplitter(widgets::MainWindow& window)
{
    for (QWidget* up = window.view().parentWidget(); up != nullptr; up = up->parentWidget())
        if (auto* splitter = qobject_cast<QSplitter*>(up))
            return splitter;
    return nullptr;
}

} // namespace

void keepWindow(widgets::MainWindow& window, settings::Values& values)
{
    values.windowGeometry = window.saveGeometry();
    const QSplitter* splitter = outerSplitter(window);
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << formatOfState << qint32(window.view().currentTab())
        << (splitter != nullptr ? splitter->saveState() : QByteArray());
    values.windowState = state;
}

void restoreWindow(widgets::MainWindow& window, const settings::Values& values)
{
    if (!values.windowGeometry.isEmpty())
        window.restoreGeometry(values.windowGeometry);
    QDataStream in(values.windowState);
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

} // namespace matoi::app
