#include "backend/engine/auditor.h"

#include "backend/auth/actor.h"
#include "backend/services/engagementservice.h"
#include "backend/services/timelineservice.h"

#include <set>

namespace matoi::engine {

using namespace domain;
using store::WriteTransaction;

namespace {

constexpr std::string_view engagementSpace = "engagement";
constexpr std::string_view pageSpace = "page";
constexpr std::string_view saidSpace = "engagement-late";

std::set<Uuid> duesOf(store::ReadTransaction& tx, std::string_view space)
{
    std::set<Uuid> ids;
    for (const auto& due : tx.dues(space, Time::max(), 1000000))
        ids.insert(due.id);
    return ids;
}

void say(WriteTransaction& tx, const AuditFinding& finding, const AuditFinding::Late& late)
{
    const std::string key = finding.engagement.toString() + ' ' + formatTime(late.dueAt);
    if (tx.key(saidSpace, key))
        return;
    tx.setKey(saidSpace, key, "said", tx.now() + std::chrono::hours(24));
    const std::string number = std::to_string(late.by.count());
    services::TimelineService::automatic(tx, finding.incident, eventtype::engagementLate,
                                         {{"contact", finding.contact}, {"seconds", number}},
                                         "A page of " + finding.contact + " is " + number + " s late");
}

struct Known
{
    const std::set<Uuid>& engagementDues;
    const std::set<Uuid>& pageDues;
    std::chrono::seconds tolerance;
};

void inspect(store::ReadTransaction& tx, const Record<Engagement>& engagement, const Known& known,
             AuditFinding& finding)
{
    if (engagement.value.state != EngagementState::Running)
        return;
    finding.incident = engagement.value.incidentId;
    finding.contact = engagement.value.contactName;
    if (!known.engagementDues.contains(engagement.id.uuid()))
        finding.lost.push_back({std::string(engagementSpace), engagement.id.uuid()});
    for (const auto& page :
         services::EngagementService::pagesOf(tx, engagement.value.incidentId, engagement.id)) {
        const bool open = page.value.state == PageState::Pending || page.value.state == PageState::Sending;
        if (!open)
            continue;
        if (!known.pageDues.contains(page.id.uuid()))
            finding.lost.push_back({std::string(pageSpace), page.id.uuid()});
        const auto by = std::chrono::duration_cast<std::chrono::seconds>(tx.now() - page.value.dueAt);
        if (by > known.tolerance)
            finding.late.push_back({page.value.dueAt, by});
    }
}

} // namespace

std::vector<AuditFinding> inspectEngagements(store::ReadTransaction& tx, std::chrono::seconds tolerance)
{
    std::vector<AuditFinding> findings;
    const auto engagementDues = duesOf(tx, engagementSpace);
    const auto pageDues = duesOf(tx, pageSpace);
    store::ListQuery query{.kind = Kind::Engagement, .parent = std::nullopt};
    for (;;) {
        const auto batch = tx.list(query);
        for (const store::StoredRecord& stored : batch) {
            AuditFinding finding{Id<Engagement>(stored.id), {}, {}, {}, {}, {}};
            try {
                inspect(tx, store::typed<Engagement>(stored), {engagementDues, pageDues, tolerance}, finding);
            } catch (const store::StoreError& error) {
                finding.damage = error.what();
            }
            if (!finding.lost.empty() || !finding.late.empty() || !finding.damage.empty())
                findings.push_back(std::move(finding));
        }
        if (static_cast<int>(batch.size()) < query.limit)
            return findings;
        query.after = batch.back().meta.change;
    }
}

std::vector<AuditFinding> auditEngagements(store::Store& store, std::chrono::seconds tolerance)
{
    const auto inspect = [tolerance](store::ReadTransaction& tx) {
        return inspectEngagements(tx, tolerance);
    };
    if (store::read(store, inspect).empty())
        return {};
    // Looked at once more: what was wrong a moment ago may have been done meanwhile.
    return store::write(store, [&](WriteTransaction& tx) {
        auto findings = inspect(tx);
        for (const AuditFinding& finding : findings) {
            for (const AuditFinding::Lost& lost : finding.lost)
                tx.setDue(lost.space, lost.id, tx.now());
            for (const AuditFinding::Late& late : finding.late)
                say(tx, finding, late);
        }
        return findings;
    });
}

} // namespace matoi::engine
