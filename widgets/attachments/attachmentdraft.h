#pragma once

#include "models/domain/attachment.h"

#include <QtCore/QJsonArray>

#include <vector>

namespace matoi::widgets {

/// What is attached to a text that is not an event yet, for a draft. It holds the hashes as they are: by them
/// the local copy knows that the content is still wanted.
QJsonArray attachmentsToJson(const std::vector<domain::Attachment>& attachments);
/// Leaves out what is no sound attachment.
std::vector<domain::Attachment> attachmentsFromJson(const QJsonArray& json);

} // namespace matoi::widgets
