#include "tests/backend/services/world.h"

#include <boost/json.hpp>

namespace matoi::test {
namespace {

class CockpitRules : public ::testing::Test
{
protected:
    std::string at(int minutesAgo) { return formatTime(world.store.now - minutes(minutesAgo)); }
    Record<TimelineEvent> lastEvent() { return world.all<TimelineEvent>(incident.uuid()).back(); }

    World world;
    Id<Incident> incident = world.incident();
};

TEST_F(CockpitRules, ADecisionStandsOnTheTimelineWithItsReasonAndStays)
{
    const auto made = world.create(Kind::Decision,
                                   {{"incidentId", incident.toString()},
                                    {"what", "Roll back"},
                                    {"because", "deploy fits"},
                                    {"insteadOf", "scale out"},
                                    {"decidedAt", at(3)}},
                                   responder());
    ASSERT_TRUE(made) << made.error().detail;
    const auto event = lastEvent().value;
    EXPECT_EQ(event.eventKind, EventKind::Decision);
    EXPECT_EQ(event.text, "Roll back");
    EXPECT_EQ(event.at, world.store.now - minutes(3));
    EXPECT_EQ(event.author, "Sato Misaki");
    EXPECT_NE(event.details.find("scale out"), std::string::npos);
    const auto id = Id<Decision>(made->id);
    EXPECT_EQ(world.change(id, {{"what", "Wait"}}).error().field, "what");
    EXPECT_EQ(world.remove(id).error().code, ErrorCode::Illegal);
    EXPECT_TRUE(world.change(id, {{"checkAgainAt", formatTime(world.store.now + minutes(20))}}));
}

TEST_F(CockpitRules, AnOpenQuestionIsOnTheTimelineOnlyWhenItIsDecided)
{
    const auto before = world.all<TimelineEvent>(incident.uuid()).size();
    const auto open = world.create(Kind::Decision,
                                   {{"incidentId", incident.toString()},
                                    {"what", "Void the holds?"},
                                    {"dueAt", formatTime(world.store.now + minutes(9))}},
                                   responder());
    ASSERT_TRUE(open);
    EXPECT_EQ(world.all<TimelineEvent>(incident.uuid()).size(), before);
    ASSERT_TRUE(world.change(Id<Decision>(open->id), {{"what", "Void them"}, {"decidedAt", at(0)}},
                             responder("Daniel Reyes")));
    EXPECT_EQ(lastEvent().value.author, "Daniel Reyes");
    EXPECT_EQ(world.get(Id<Decision>(open->id)).value.askedBy, "Sato Misaki");
}

TEST_F(CockpitRules, AReportNeedsOneOfItsThreePartsAndIsNeverChanged)
{
    const auto report = [&](boost::json::object extra) {
        boost::json::object value{{"incidentId", incident.toString()}, {"at", at(0)}};
        for (const auto& member : extra)
            value[member.key()] = member.value();
        return world.create(Kind::Report, value, responder());
    };
    EXPECT_EQ(report({}).error().field, "conditions");
    const auto made = report({{"person", "Mei Kondo"}, {"needs", "A refund form"}});
    ASSERT_TRUE(made);
    EXPECT_EQ(lastEvent().value.text, "Mei Kondo reports: A refund form");
    EXPECT_EQ(world.change(Id<Report>(made->id), {{"needs", "Nothing"}}).error().code, ErrorCode::Illegal);
}

TEST_F(CockpitRules, ACallOutNamesWhoDidNotAnswer)
{
    ASSERT_TRUE(world.create(Kind::CallOut,
                             {{"incidentId", incident.toString()},
                              {"at", at(0)},
                              {"asked", {"Daniel", "Mei", "Kenji"}},
                              {"answered", {"Daniel", "Mei"}}},
                             responder()));
    EXPECT_EQ(lastEvent().value.text, "Call-out: 2 of 3 answered, not Kenji");
}

TEST_F(CockpitRules, ATimeBoxBeginsWhenTheTaskIsGiven)
{
    const auto task = world.create(
        Kind::Task, {{"incidentId", incident.toString()}, {"title", "Profile it"}, {"boxMinutes", 20}},
        responder());
    ASSERT_TRUE(task);
    EXPECT_EQ(world.get(Id<Task>(task->id)).value.boxEndsAt(), world.store.now + minutes(20));
    EXPECT_EQ(world.change(Id<Task>(task->id), {{"boxMinutes", 0}}).error().field, "boxMinutes");
}

TEST_F(CockpitRules, AMarkIsCorrectedWithAReasonAndTheTimelineTellsBothTimes)
{
    ASSERT_TRUE(world.change(incident, {{"status", "acknowledged"}}));
    ASSERT_TRUE(world.change(incident, {{"status", "mitigated"}}));
    const auto refused = world.change(incident, {{"mitigatedAt", at(4)}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "markReason");
    ASSERT_TRUE(world.change(incident, {{"mitigatedAt", at(4)}, {"markReason", "p99 was down by then"}}));
    const auto event = lastEvent().value;
    EXPECT_EQ(event.type, eventtype::markCorrected);
    EXPECT_EQ(event.values.at("mark"), "mitigated");
    EXPECT_EQ(event.values.at("to"), at(4));
    EXPECT_EQ(event.values.at("reason"), "p99 was down by then");
    EXPECT_EQ(world.countEvents(incident, eventtype::markCorrected), 1U);
}

} // namespace
} // namespace matoi::test
