#include "backend/services/engagementclock.h"

#include "backend/services/engagementservice.h"

#include <algorithm>

namespace matoi::services::engagementclock {

using namespace domain;
using std::chrono::seconds;
using store::WriteTransaction;

namespace {

Time stageBegin(const Engagement& engagement, std::size_t stage)
{
    return engagement.startedAt + seconds(engagement.stages[stage].offsetSeconds);
}

void movePage(WriteTransaction& tx, const Record<Page>& page, int by, const std::string& who)
{
    Page moved = page.value;
    moved.dueAt += seconds(by);
    store::put(tx, page.id, moved, who);
    tx.setDue(pageSpace, page.id.uuid(), moved.dueAt);
}

} // namespace

bool hasNextStage(const Engagement& engagement)
{
    return static_cast<std::size_t>(engagement.stage) + 1 < engagement.stages.size();
}

Time nextBoundary(const Engagement& engagement)
{
    return hasNextStage(engagement) ? stageBegin(engagement, static_cast<std::size_t>(engagement.stage) + 1)
                                    : end(engagement);
}

Time end(const Engagement& engagement)
{
    Time end = engagement.startedAt;
    if (!engagement.stages.empty())
        end += seconds(engagement.stages.back().offsetSeconds + engagement.stages.back().durationSeconds);
    for (const EngagementStep& step : engagement.steps)
        end = std::max<Time>(end, engagement.startedAt + seconds(step.offsetSeconds));
    return end;
}

bool isStillToCome(const Page& page)
{
    return page.state == PageState::Pending && page.attempts == 0;
}

void bringForward(WriteTransaction& tx, Record<Engagement>& record, int earlier, const std::string& by)
{
    Engagement& engagement = record.value;
    for (std::size_t i = static_cast<std::size_t>(engagement.stage) + 1; i < engagement.stages.size(); ++i)
        engagement.stages[i].offsetSeconds -= earlier;
    for (EngagementStep& step : engagement.steps)
        if (step.stage > engagement.stage)
            step.offsetSeconds -= earlier;
    for (const auto& page : EngagementService::pagesOf(tx, engagement.incidentId, record.id))
        if (page.value.state == PageState::Pending && page.value.stage > engagement.stage)
            movePage(tx, page, -earlier, by);
}

void moveBack(WriteTransaction& tx, Record<Engagement>& record, Time from, int later, const std::string& by)
{
    Engagement& engagement = record.value;
    const auto stage = static_cast<std::size_t>(engagement.stage);
    for (std::size_t i = stage; i < engagement.stages.size(); ++i)
        (i == stage ? engagement.stages[i].durationSeconds : engagement.stages[i].offsetSeconds) += later;
    for (EngagementStep& step : engagement.steps)
        if (engagement.startedAt + seconds(step.offsetSeconds) >= from)
            step.offsetSeconds += later;
    for (const auto& page : EngagementService::pagesOf(tx, engagement.incidentId, record.id))
        if (isStillToCome(page.value) && page.value.dueAt >= from)
            movePage(tx, page, later, by);
}

} // namespace matoi::services::engagementclock
