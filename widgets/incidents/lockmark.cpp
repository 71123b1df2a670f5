#include "widgets/incidents/lockmark.h"

#include "widgets/common/theme.h"

#include <QtGui/QPainter>

#include <cmath>

namespace matoi::widgets {

namespace {

constexpr int lockSize = 13;
constexpr int gap = 5;

} // namespace

int lockWidth(const Theme& theme, const domain::Incident& incident)
{
    return incident.restricted ? theme.iconSize(lockSize) + theme.px(gap) : 0;
}

int paintLock(QPainter& painter, const Theme& theme, const QRect& line, const domain::Incident& incident)
{
    if (!incident.restricted)
        return 0;
    const int size = theme.iconSize(lockSize);
    painter.drawPixmap(
        QPointF(line.left(), line.top() + std::round((line.height() - size) / 2.0)),
        theme.pixmap(Icon::Lock, size, Role::TextSecondary, painter.device()->devicePixelRatioF()));
    return lockWidth(theme, incident);
}

} // namespace matoi::widgets
