#pragma once

#include "models/domain/attachment.h"
#include "models/domain/ports/contents.h"
#include "widgets/common/icons.h"

#include <QtCore/QString>

namespace matoi::widgets {

/// "340 KiB", "1.2 MiB": the unit that the limit is told in.
QString fileSizeText(qint64 bytes);

/// "screenshot.png, 340 KiB": what a screen reader says of one.
QString attachmentText(const domain::Attachment& attachment);
/// Of all of an event, joined; empty without any.
QString attachmentsText(const std::vector<domain::Attachment>& attachments);

/// How much of it has gone to the service, of 100; nullopt: none of it is going.
std::optional<int> sentPercent(const domain::ContentState& state);

/// Where its bytes stand, in words; empty when there is nothing to say.
QString contentStateText(const domain::ContentState& state, qint64 size);

/// Why something cannot be attached, with the limit.
QString attachmentProblem(const domain::Error& error, const QString& name);
/// Before anything goes wrong: "At most 10 MiB a file, 20 files."
QString attachmentLimitText();

bool isPicture(const domain::Attachment& attachment);
Icon attachmentIcon(const domain::Attachment& attachment);

} // namespace matoi::widgets
