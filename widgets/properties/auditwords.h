#pragma once

#include "models/domain/audit.h"

#include <QtCore/QString>

/// The audit log in the user's language.
namespace matoi::widgets::auditwords {

enum class Topic
{
    All,
    Roles,
    Text,
    Paging
};

/// "Task added: Freeze deploys". An action that this version does not know is shown as the service names it.
QString sentence(const domain::AuditLine& line);
bool isAbout(const domain::AuditLine& line, Topic topic);

} // namespace matoi::widgets::auditwords
