#include "app/trayicon.h"

#include "widgets/common/theme.h"

#include <QtGui/QPainter>

namespace matoi::app {

using namespace Qt::StringLiterals;
using widgets::Icon;

namespace {

const QColor ground(0x1f, 0x2a, 0x37);
const QColor light(0xf4, 0xf6, 0xf8);
const QColor wait(0xe8, 0xa8, 0x38);
const QColor dark(0x1a, 0x14, 0x08);
const QColor away(0xb9, 0x9c, 0xf5);

void paintPage(QPainter& painter, const widgets::Theme& theme, int side, int count)
{
    painter.setBrush(wait);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(QRectF(0, 0, side, side));
    QFont font = theme.font(widgets::TextStyle::Strong);
    const QString text = count > 9 ? u"9+"_s : QString::number(count);
    font.setPixelSize(side * (text.size() > 1 ? 11 : 15) / 22);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(dark);
    painter.drawText(QRectF(0, 0, side, side), Qt::AlignCenter, text);
}

void paintMark(QPainter& painter, const widgets::Theme& theme, int side, bool offline)
{
    const qreal radius = side * 0.2;
    const qreal edge = std::max(1.0, side / 16.0);
    if (offline) {
        QPen pen(away, edge, Qt::CustomDashLine);
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.setBrush(QColor(ground.red(), ground.green(), ground.blue(), 200));
        painter.drawRoundedRect(QRectF(edge / 2, edge / 2, side - edge, side - edge), radius, radius);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(QRectF(0, 0, side, side), radius, radius);
    }
    const int mark = side * 3 / 4;
    painter.drawPixmap(QPointF((side - mark) / 2.0, (side - mark) / 2.0),
                       theme.pixmap(Icon::MatoiMark, mark, offline ? away : light, 1));
    if (offline) {
        painter.setPen(QPen(away, edge * 1.4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(side * 0.12, side * 0.88), QPointF(side * 0.88, side * 0.12));
    }
}

} // namespace

QIcon trayIcon(const widgets::Theme& theme, TrayFace face, int count)
{
    QIcon icon;
    for (const int side : {16, 22, 24, 32, 48, 64}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        if (face == TrayFace::Page)
            paintPage(painter, theme, side, count);
        else
            paintMark(painter, theme, side, face == TrayFace::Offline);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace matoi::app
