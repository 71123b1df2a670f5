#include "backend/engine/auditor.h"

#include "backend/auth/actor.h"
#include "backend/services/engagementservice.h"
#include "backend/services/timelineservice.h"

#include <map>
#include <set>

namespace matoi::engine {

using namespace domain;
using store::WriteTransaction;

namespace {

constexpr std::string_view saidSpace = "engagement-late";

std::set<Uuid> duesOf(WriteTransaction& tx, std::string_view space)
{
    std::set<Uuid> ids;
    for (const auto& due : tx.dues(space, Time::max(), 1000000))
        ids.insert(due.id);
    return ids;
}

void say(WriteTransaction& tx, const Record<Engagement>& engagement, std::chrono::seconds late, Time step)
{
    const std::string key = engagement.id.toString() + ' ' + formatTime(step);
    if (tx.key(saidSpace, key))
        return;
    tx.setKey(saidSpace, key, "said", tx.now() + std::chrono::hours(24));
    const std::string number = std::to_string(late.count());
    services::TimelineService::automatic(tx, engagement.value.incidentId, eventtype::engagementLate,
                                         {{"contact", engagement.value.contactName}, {"seconds", number}},
                                         "A page of " + engagement.value.contactName + " is " + number +
                                             " s late");
}

} // namespace

std::vector<AuditFinding> auditEngagements(WriteTransaction& tx, std::chrono::seconds tolerance)
{
    std::vector<AuditFinding> findings;
    const Time now = tx.now();
    const auto engagementDues = duesOf(tx, "engagement");
    const auto pageDues = duesOf(tx, "page");
    for (const auto& engagement : store::list<Engagement>(tx)) {
        if (engagement.value.state != EngagementState::Running)
            continue;
        AuditFinding finding{engagement.id, engagement.value.contactName, {}, false};
        if (!engagementDues.contains(engagement.id.uuid())) {
            finding.hadNoDue = true;
            tx.setDue("engagement", engagement.id.uuid(), now);
        }
        for (const auto& page :
             services::EngagementService::pagesOf(tx, engagement.value.incidentId, engagement.id)) {
            const bool open =
                page.value.state == PageState::Pending || page.value.state == PageState::Sending;
            if (!open)
                continue;
            if (!pageDues.contains(page.id.uuid())) {
                finding.hadNoDue = true;
                tx.setDue("page", page.id.uuid(), now);
            }
            const auto late = std::chrono::duration_cast<std::chrono::seconds>(now - page.value.dueAt);
            if (late > tolerance) {
                finding.late = std::max(finding.late, late);
                say(tx, engagement, late, page.value.dueAt);
            }
        }
        if (finding.hadNoDue || finding.late.count() > 0)
            findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace matoi::engine
