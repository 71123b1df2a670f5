#include "tests/backend/services/world.h"

#include <rapidcheck/gtest.h>

#include <map>

/// Random plans, random answers, an engine that sends what is due: nobody is paged after an answer, and
/// nobody who should have been paged is forgotten.
namespace matoi::test {
namespace {

using services::EngagementService;
using services::transact;

Id<Contact> randomPlan(World& world)
{
    std::vector<Id<Contact>> people;
    const int count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i)
        people.push_back(world.person("p" + std::to_string(i), *rc::gen::inRange(0, 3)));
    std::vector<std::pair<int, Id<Contact>>> stages;
    const int stageCount = *rc::gen::inRange(1, 5);
    for (int i = 0; i < stageCount; ++i)
        stages.emplace_back(*rc::gen::inRange(0, 900),
                            people[*rc::gen::inRange<std::size_t>(0, people.size())]);
    return world.escalation("plan", stages);
}

/// One round of the engine: what is due is sent, stages begin.
void turn(World& world, std::vector<std::pair<Id<Page>, Time>>& sent)
{
    world.write([&](store::WriteTransaction& tx) {
        for (const auto& due : tx.dues("page", tx.now(), 1000)) {
            const auto page = *store::find(tx, Id<Page>(due.id));
            const auto engagement = *store::find(tx, page.value.engagementId);
            RC_ASSERT(engagement.value.state == EngagementState::Running);
            RC_ASSERT(page.value.state == PageState::Pending);
            Page value = page.value;
            value.state = PageState::Sent;
            value.sentAt = tx.now();
            store::put(tx, page.id, value, "engine");
            tx.removeDue("page", due.id);
            sent.emplace_back(page.id, tx.now());
        }
        for (const auto& due : tx.dues("engagement", tx.now(), 1000))
            EngagementService::advance(tx, Id<Engagement>(due.id));
    });
}

std::optional<Time> nextDue(World& world)
{
    std::optional<Time> next;
    for (const char* space : {"page", "engagement"})
        for (const auto& due : world.dues(space))
            if (!next || due.at < *next)
                next = due.at;
    return next;
}

RC_GTEST_PROP(EngagementProperties, WithoutAnAnswerEveryoneIsPagedOnTimeAndThenNobodyAnsweredIsSaid, ())
{
    World world;
    const auto incident = world.incident();
    const auto engagement = world.engage(incident, randomPlan(world));
    std::map<Id<Page>, Time> expected;
    for (const auto& page : world.pages(engagement))
        if (page.value.state == PageState::Pending)
            expected[page.id] = page.value.dueAt;

    std::vector<std::pair<Id<Page>, Time>> sent;
    for (int round = 0; round < 100; ++round) {
        const auto next = nextDue(world);
        if (!next)
            break;
        world.store.now = std::max(world.store.now, *next);
        turn(world, sent);
    }

    RC_ASSERT(sent.size() == expected.size());
    for (const auto& [page, at] : sent)
        RC_ASSERT(at == expected.at(page));
    RC_ASSERT(world.get(engagement.id).value.state == EngagementState::Exhausted);
    RC_ASSERT(world.dues("page").empty() && world.dues("engagement").empty());
    RC_ASSERT(world.countEvents(incident, eventtype::exhausted) == 1U);
}

RC_GTEST_PROP(EngagementProperties, AfterAnAbsenceEveryoneIsStillPagedOnceAndInTurn, ())
{
    World world;
    const auto incident = world.incident();
    const auto engagement = world.engage(incident, randomPlan(world));
    const auto planned = world.pages(engagement);
    const auto absentAt = world.store.now + seconds(*rc::gen::inRange(0, 2000));
    const auto backAt = absentAt + seconds(*rc::gen::inRange(31, 5000));
    std::vector<std::pair<Id<Page>, Time>> sent;
    for (auto next = nextDue(world); next && *next <= absentAt; next = nextDue(world)) {
        world.store.now = std::max(world.store.now, *next);
        turn(world, sent);
    }
    world.store.now = std::max(world.store.now, backAt);
    world.write([&](auto& tx) { EngagementService::catchUp(tx, engagement.id, absentAt, seconds(30)); });
    for (int round = 0; round < 100 && nextDue(world); ++round) {
        world.store.now = std::max(world.store.now, *nextDue(world));
        turn(world, sent);
    }

    std::map<Id<Page>, Time> at;
    for (const auto& [page, time] : sent)
        RC_ASSERT(at.emplace(page, time).second);
    Time plannedLast = engagement.value.startedAt;
    Time sentLast = engagement.value.startedAt;
    for (const auto& page : planned) {
        if (page.value.state != PageState::Pending)
            continue;
        RC_ASSERT(at.contains(page.id));
        // Nobody comes sooner after the one before than the plan says, but for a second of rounding.
        RC_ASSERT(at[page.id] - sentLast + seconds(31) >= page.value.dueAt - plannedLast);
        plannedLast = page.value.dueAt;
        sentLast = at[page.id];
    }
    RC_ASSERT(world.get(engagement.id).value.state == EngagementState::Exhausted);
    RC_ASSERT(!nextDue(world));
}

RC_GTEST_PROP(EngagementProperties, NobodyIsPagedAfterAnAnswerOrAStop, ())
{
    World world;
    const auto incident = world.incident();
    const auto engagement = world.engage(incident, randomPlan(world));
    const auto answerAt = world.store.now + seconds(*rc::gen::inRange(0, 3000));
    const bool stops = *rc::gen::arbitrary<bool>();
    std::vector<std::pair<Id<Page>, Time>> sent;
    for (auto next = nextDue(world); next && *next <= answerAt; next = nextDue(world)) {
        world.store.now = std::max(world.store.now, *next);
        turn(world, sent);
    }
    world.store.now = std::max(world.store.now, answerAt);
    const bool running = world.get(engagement.id).value.state == EngagementState::Running;
    static_cast<void>(transact(world.store, [&](auto& tx) {
        return stops ? EngagementService::stop(tx, engagement.id, commander())
                     : EngagementService::acknowledge(tx, engagement.id, responder());
    }));

    RC_ASSERT(!nextDue(world));
    for (const auto& page : world.pages(engagement))
        RC_ASSERT(page.value.state != PageState::Pending);
    const auto& ended = world.get(engagement.id).value;
    RC_ASSERT(ended.nextStepAt == std::nullopt);
    RC_ASSERT(!running || ended.state == (stops ? EngagementState::Stopped : EngagementState::Acknowledged));
}

RC_GTEST_PROP(EngagementProperties, EscalatingNeverDelaysAndNeverLosesAPage, ())
{
    World world;
    const auto incident = world.incident();
    const auto engagement = world.engage(incident, randomPlan(world));
    const auto stages = engagement.value.stages.size();
    std::map<Id<Page>, Time> planned;
    for (const auto& page : world.pages(engagement))
        if (page.value.state == PageState::Pending)
            planned[page.id] = page.value.dueAt;

    for (std::size_t i = 1; i < stages; ++i) {
        world.store.now += seconds(*rc::gen::inRange(0, 200));
        const auto before = world.get(engagement.id).value;
        RC_ASSERT(before.state == EngagementState::Running);
        RC_ASSERT(transact(world.store, [&](auto& tx) {
                      return EngagementService::escalate(tx, engagement.id, commander());
                  }).has_value());
        const auto after = world.get(engagement.id).value;
        RC_ASSERT(after.stage == before.stage + 1);
        for (const auto& page : world.pages(engagement)) {
            if (page.value.state != PageState::Pending)
                continue;
            RC_ASSERT(page.value.dueAt <= planned.at(page.id));
            RC_ASSERT(page.value.stage > after.stage || page.value.dueAt <= world.store.now);
        }
        RC_ASSERT(world.dues("page").size() == planned.size());
    }
    // Nothing comes after the last stage.
    RC_ASSERT(transact(world.store, [&](auto& tx) {
                  return EngagementService::escalate(tx, engagement.id, commander());
              }).has_value());
    RC_ASSERT(world.get(engagement.id).value.state == EngagementState::Exhausted);
    RC_ASSERT(!nextDue(world));
}

} // namespace
} // namespace matoi::test
