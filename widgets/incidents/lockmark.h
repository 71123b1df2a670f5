#pragma once

#include "models/domain/incident.h"

#include <QtCore/QRect>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace matoi::widgets {

class Theme;

/// What the lock before the title of a restricted incident takes of a line; 0 for any other.
int lockWidth(const Theme& theme, const domain::Incident& incident);

/// Paints it at the left of the line, and says what it took.
int paintLock(QPainter& painter, const Theme& theme, const QRect& line, const domain::Incident& incident);

} // namespace matoi::widgets
