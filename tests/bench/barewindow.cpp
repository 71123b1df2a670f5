#include "app/firstframe.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

/// The least that a Qt program can show: what the start of Matoi is measured against.
int main(int argc, char* argv[])
{
    const QApplication application(argc, argv);
    QLabel window(QStringLiteral("Hello."));
    window.resize(1440, 900);
    matoi::app::afterFirstFrame(window, window, [] { matoi::app::tell("first frame"); });
    window.show();
    return QApplication::exec();
}
