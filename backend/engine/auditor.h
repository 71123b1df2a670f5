#pragma once

#include "backend/store/records.h"

#include <algorithm>
#include <string>
#include <vector>

namespace matoi::engine {

/// What the auditor found wrong with one engagement.
struct AuditFinding
{
    /// Nothing would ever have happened: a due that is not there.
    struct Lost
    {
        std::string space;
        domain::Uuid id;
    };
    struct Late
    {
        domain::Time dueAt{};
        std::chrono::seconds by{};
    };

    domain::Id<domain::Engagement> engagement;
    domain::Id<domain::Incident> incident;
    std::string contact;
    std::vector<Lost> lost;
    std::vector<Late> late; ///< pages that are not sent
    std::string damage;     ///< why it cannot be looked at

    std::chrono::seconds worst() const
    {
        std::chrono::seconds worst{};
        for (const Late& one : late)
            worst = std::max(worst, one.by);
        return worst;
    }
};

/// Every running engagement that has no next step, or a page that is later than `tolerance`, and every one
/// that cannot be read. It reads every engagement there ever was, so nobody should wait for it.
std::vector<AuditFinding> inspectEngagements(store::ReadTransaction& tx, std::chrono::seconds tolerance);

/// Separate from the engine, over the same records: looks, and only when something is wrong takes the writer,
/// says so on the timeline, once an engagement and step, and puts a lost due back.
std::vector<AuditFinding> auditEngagements(store::Store& store, std::chrono::seconds tolerance);

} // namespace matoi::engine
