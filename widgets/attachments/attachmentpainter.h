#pragma once

#include "models/domain/attachment.h"
#include "models/domain/ports/contents.h"

#include <QtCore/QRect>

#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace matoi::widgets {

class Theme;
class Thumbnails;

/// Where each stands in a row's area: side by side, and below each other where there is no more room.
std::vector<QRect> attachmentPlaces(const Theme& theme, const QRect& area,
                                    const std::vector<domain::Attachment>& attachments);
/// 0 without any. Depends on what the event says alone, not on what has come: rows keep their height.
int attachmentsHeight(const Theme& theme, const std::vector<domain::Attachment>& attachments, int width);
/// Which one is under the point.
std::optional<int> attachmentAt(const Theme& theme, const QRect& area,
                                const std::vector<domain::Attachment>& attachments, const QPoint& point);

/// Draws an event's attachments inside a row: pictures as thumbnails, everything else as a chip with name and
/// size, and where the bytes of one are not here, what a press does about it.
class AttachmentPainter
{
public:
    AttachmentPainter(const Theme& theme, Thumbnails& thumbnails)
        : m_theme(theme)
        , m_thumbnails(thumbnails)
    {}

    void paint(QPainter& painter, const QRect& area,
               const std::vector<domain::Attachment>& attachments) const;

private:
    void paintPicture(QPainter& painter, const QRect& place, const domain::Attachment& attachment) const;
    void paintFile(QPainter& painter, const QRect& place, const domain::Attachment& attachment) const;
    void paintSent(QPainter& painter, const QRect& place, const domain::ContentState& state) const;

    const Theme& m_theme;
    Thumbnails& m_thumbnails;
};

} // namespace matoi::widgets
