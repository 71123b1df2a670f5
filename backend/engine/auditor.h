#pragma once

#include "backend/store/records.h"

#include <string>
#include <vector>

namespace matoi::engine {

/// What the auditor found wrong with one engagement.
struct AuditFinding
{
    domain::Id<domain::Engagement> engagement;
    std::string contact;
    std::chrono::seconds late{};
    bool hadNoDue = false; ///< nothing would ever have happened: its due was set again
};

/// Separate from the engine, over the same records: every running engagement must have a next step, and none
/// may be later than `tolerance`. Says so on the timeline, once an engagement and step, and puts a lost due
/// back.
std::vector<AuditFinding> auditEngagements(store::WriteTransaction& tx, std::chrono::seconds tolerance);

} // namespace matoi::engine
