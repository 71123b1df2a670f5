#include "app/pictures.h"

#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtCore/QDir>
#include <QtGui/QPixmap>

namespace matoi::app {

using namespace Qt::StringLiterals;

QString savePictures(widgets::MainWindow& window, const QString& folder, const QString& prefix)
{
    static const QStringList names = {u"overview"_s, u"metrics"_s, u"timeline"_s, u"contacts"_s,
                                      u"analysis"_s};
    if (!QDir().mkpath(folder))
        return folder;
    const int before = window.view().currentTab();
    QString problem;
    for (int tab = 0; tab < window.view().tabCount() && tab < names.size(); ++tab) {
        window.view().openTab(tab);
        const QString file = u"%1/%2-%3.png"_s.arg(folder, prefix, names[tab]);
        if (!window.grab().save(file))
            problem = file;
    }
    window.view().openTab(before);
    return problem;
}

} // namespace matoi::app
