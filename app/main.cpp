#include "app/commandline.h"
#include "app/console.h"

#include <QtCore/QTextStream>
#include <QtWidgets/QApplication>

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Matoi"));
    QApplication::setApplicationVersion(QStringLiteral(MATOI_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.matoi.Matoi"));

    QString complaint;
    QString help;
    const auto options = matoi::app::parseCommandLine(QApplication::arguments(), complaint, help);
    if (!options) {
        QTextStream(complaint.isEmpty() ? stdout : stderr)
            << (complaint.isEmpty() ? help : complaint) << Qt::endl;
        return complaint.isEmpty() ? 0 : 2;
    }
    matoi::app::Console console(application, *options);
    if (const auto started = console.start(); !started) {
        QTextStream(stderr) << "matoi: " << QString::fromStdString(started.error().detail) << Qt::endl;
        return 1;
    }
    const int code = QApplication::exec();
    return console.exitCode() != 0 ? console.exitCode() : code;
}
