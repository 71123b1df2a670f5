#pragma once

#include "app/request.h"

#include <QtCore/QtGlobal>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace matoi::app {

/// Before a window is brought to the front for `request`: a Wayland compositor lets it come only with the
/// token that it gave to the program that was started. Qt takes it from here.
void takeActivation(const Request& request);
/// After that, on X11: asks the window manager with the time of the press that began it, and tells the
/// desktop that the start has ended, so that its busy pointer goes. Nothing on other platforms.
void completeStartup(const Request& request, const QWidget& window);
/// Asks X11's window manager for `window` with the time of the press that wants it; 0, and other platforms:
/// nothing.
void activateAt(const QWidget& window, quint32 time);

} // namespace matoi::app
