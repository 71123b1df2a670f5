#include "widgets/attachments/attachmentpainter.h"

#include "widgets/attachments/attachmentwords.h"
#include "widgets/attachments/thumbnails.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <cmath>

namespace matoi::widgets {

using namespace domain;
using Place = ContentState::Place;

namespace {

constexpr int pictureHeight = 96;
constexpr int narrowest = 72;
constexpr int widest = 220;
constexpr int fileHeight = 28;
constexpr int widestName = 240;
constexpr int gap = 8;
constexpr int inner = 8;

QSize sizeOf(const Theme& theme, const Attachment& attachment, int width)
{
    if (!isPicture(attachment)) {
        const QFontMetricsF metrics(theme.font(TextStyle::Meta));
        const qreal name = std::min<qreal>(metrics.horizontalAdvance(QString::fromStdString(attachment.name)),
                                           theme.px(widestName));
        const qreal size = metrics.horizontalAdvance(fileSizeText(attachment.size));
        const int all =
            static_cast<int>(std::ceil(name + size)) + theme.iconSize(14) + 4 * theme.px(inner) + 4;
        return {std::min(all, width), theme.px(fileHeight)};
    }
    const int high = theme.px(pictureHeight);
    const int wide = attachment.height > 0 ? high * attachment.width / attachment.height : high * 4 / 3;
    return {std::min(std::clamp(wide, theme.px(narrowest), theme.px(widest)), width), high};
}

/// What stands in the place of a picture that cannot be drawn.
struct Instead
{
    Icon icon;
    QString text;
    Role role;
};

Instead insteadOf(const Attachment& attachment, const Thumbnails::Look& look)
{
    switch (look.state.place) {
    case Place::Away: return {Icon::Download, fileSizeText(attachment.size), Role::AccentText};
    case Place::Coming: {
        const qint64 total = look.state.total > 0 ? look.state.total : attachment.size;
        const int percent =
            total > 0 ? static_cast<int>(std::min<qint64>(100, look.state.received * 100 / total)) : 0;
        return {Icon::Loader, QStringLiteral("%1 %").arg(percent), Role::TextSecondary};
    }
    case Place::Failed:
        return {Icon::TriangleAlert, QCoreApplication::translate("Attachments", "Retry"), Role::StateFail};
    case Place::Here:
    case Place::OnlyHere: break;
    }
    if (look.broken)
        return {Icon::FileText, QCoreApplication::translate("Attachments", "no preview"),
                Role::TextSecondary};
    return {Icon::Image, {}, Role::TextTertiary};
}

} // namespace

std::vector<QRect> attachmentPlaces(const Theme& theme, const QRect& area,
                                    const std::vector<Attachment>& attachments)
{
    std::vector<QRect> places;
    places.reserve(attachments.size());
    const int space = theme.px(gap);
    int x = area.left();
    int y = area.top() + space / 2;
    int line = 0;
    for (const Attachment& attachment : attachments) {
        const QSize size = sizeOf(theme, attachment, area.width());
        if (x > area.left() && x + size.width() > area.right() + 1) {
            x = area.left();
            y += line + space;
            line = 0;
        }
        places.emplace_back(QPoint(x, y), size);
        x += size.width() + space;
        line = std::max(line, size.height());
    }
    return places;
}

int attachmentsHeight(const Theme& theme, const std::vector<Attachment>& attachments, int width)
{
    int bottom = -1;
    for (const QRect& place : attachmentPlaces(theme, QRect(0, 0, width, 0), attachments))
        bottom = std::max(bottom, place.bottom());
    return bottom < 0 ? 0 : bottom + 1 + theme.px(gap) / 2;
}

std::optional<int> attachmentAt(const Theme& theme, const QRect& area,
                                const std::vector<Attachment>& attachments, const QPoint& point)
{
    const std::vector<QRect> all = attachmentPlaces(theme, area, attachments);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].contains(point))
            return static_cast<int>(i);
    return std::nullopt;
}

void AttachmentPainter::paint(QPainter& painter, const QRect& area,
                              const std::vector<Attachment>& attachments) const
{
    const std::vector<QRect> all = attachmentPlaces(m_theme, area, attachments);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (isPicture(attachments[i]))
            paintPicture(painter, all[i], attachments[i]);
        else
            paintFile(painter, all[i], attachments[i]);
    }
}

void AttachmentPainter::paintPicture(QPainter& painter, const QRect& place,
                                     const Attachment& attachment) const
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    // One size of decoded picture for all: what is wider than its place is cut there.
    const QSize bound = QSize(m_theme.px(widest) * 2, m_theme.px(pictureHeight)) * ratio;
    const Thumbnails::Look look = m_thumbnails.look(attachment, bound);
    const bool onlyHere = look.state.place == Place::OnlyHere;
    painter.save();
    if (look.image.isNull()) {
        paintBox(painter, place,
                 {m_theme.colour(Role::BgInset), m_theme.colour(Role::LineControl), Edge::Dashed, 4});
        const Instead instead = insteadOf(attachment, look);
        const int icon = m_theme.iconSize(18);
        const int line = instead.text.isEmpty() ? 0 : m_theme.lineHeight(TextStyle::Meta);
        const int top = place.center().y() - (icon + line) / 2;
        painter.drawPixmap(QPointF(place.center().x() + 1 - icon / 2.0, top),
                           m_theme.pixmap(instead.icon, icon, instead.role, ratio));
        painter.setFont(m_theme.font(TextStyle::Meta));
        painter.setPen(m_theme.colour(instead.role));
        painter.drawText(QRect(place.left(), top + icon, place.width(), line), Qt::AlignCenter, instead.text);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        QPainterPath clip;
        clip.addRoundedRect(place, 4, 4);
        painter.setClipPath(clip);
        painter.fillRect(place, m_theme.colour(Role::BgInset));
        // Fits by its height; a very long one shows its middle.
        const QSizeF size =
            QSizeF(look.image.size())
                .scaled(QSizeF(place.width(), place.height()),
                        look.image.width() * place.height() > 2 * look.image.height() * place.width()
                            ? Qt::KeepAspectRatioByExpanding
                            : Qt::KeepAspectRatio);
        QRectF target(QPointF(), size);
        target.moveCenter(QRectF(place).center());
        painter.drawImage(target, look.image);
        painter.setClipping(false);
        paintBox(painter, place,
                 {Qt::transparent, m_theme.colour(onlyHere ? Role::StateLocal : Role::LineStrong),
                  onlyHere ? Edge::Dashed : Edge::Solid, 4, onlyHere ? 2.0 : 0.0});
        paintSent(painter, place, look.state);
    }
    painter.restore();
}

/// A bar along the lower edge while its bytes go to the service.
void AttachmentPainter::paintSent(QPainter& painter, const QRect& place, const ContentState& state) const
{
    const auto percent = sentPercent(state);
    if (!percent)
        return;
    const int high = m_theme.px(4);
    const QRect track = place.adjusted(2, place.height() - high - 2, -2, -2);
    painter.fillRect(track, m_theme.colour(Role::BgRaised));
    painter.fillRect(QRect(track.topLeft(), QSize(track.width() * *percent / 100, high)),
                     m_theme.colour(Role::StateLocal));
}

void AttachmentPainter::paintFile(QPainter& painter, const QRect& place, const Attachment& attachment) const
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const Thumbnails::Look look = m_thumbnails.look(attachment, {});
    const bool onlyHere = look.state.place == Place::OnlyHere;
    paintBox(painter, place,
             {m_theme.colour(Role::BgRaised), m_theme.colour(onlyHere ? Role::StateLocal : Role::LineStrong),
              onlyHere ? Edge::Dashed : Edge::Solid, 4});
    const int side = m_theme.px(inner);
    const int icon = m_theme.iconSize(14);
    const Instead instead = insteadOf(attachment, look);
    const bool here = look.state.isHere();
    painter.drawPixmap(QPointF(place.left() + side, place.center().y() + 1 - icon / 2.0),
                       m_theme.pixmap(here ? Icon::FileText : instead.icon, icon,
                                      here ? Role::TextSecondary : instead.role, ratio));
    painter.setFont(m_theme.font(TextStyle::Meta));
    const auto sent = sentPercent(look.state);
    const bool size = !sent && (here || look.state.place == Place::Away);
    const QString note = sent   ? QStringLiteral("%1 %").arg(*sent)
                         : size ? fileSizeText(attachment.size)
                                : instead.text;
    const int noteWidth = painter.fontMetrics().horizontalAdvance(note) + 1;
    QRect text = place.adjusted(2 * side + icon, 0, -side, 0);
    painter.setPen(m_theme.colour(sent ? Role::StateLocal : size ? Role::TextTertiary : instead.role));
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, note);
    text.setRight(text.right() - noteWidth - side);
    painter.setPen(m_theme.colour(Role::TextPrimary));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(QString::fromStdString(attachment.name),
                                                      Qt::ElideMiddle, text.width()));
    paintSent(painter, place, look.state);
}

} // namespace matoi::widgets
