#include "models/cache/fields.h"
#include "models/domain/attachment.h"
#include "models/domain/records.h"
#include "models/sync/rebase.h"
#include "models/wire/json.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace {

using namespace matoi;
using boost::json::object;
using cache::Action;
using cache::PendingEdit;
using domain::ConflictKind;
using domain::Kind;

object taskValue(std::string title, std::string assignee = {})
{
    domain::Task task;
    task.title = std::move(title);
    task.assignee = std::move(assignee);
    task.incidentId = *domain::Id<domain::Incident>::parse("0b8e6a0e-6f0b-4f5e-9c38-0a4a5c3a7c11");
    return wire::toJson(task);
}

object summaryValue(std::string text)
{
    domain::Summary summary;
    summary.incidentId = *domain::Id<domain::Incident>::parse("0b8e6a0e-6f0b-4f5e-9c38-0a4a5c3a7c11");
    summary.text = std::move(text);
    return wire::toJson(summary);
}

PendingEdit change(object base, object mine)
{
    return {1, Action::Change, false, false, std::move(base), std::move(mine)};
}

std::string shown(const cache::Rebased& result, std::string_view field)
{
    return cache::textMember(result.value, field);
}

TEST(Rebase, ShowsAnEditOverAnUnchangedRecord)
{
    const auto result = sync::rebase(Kind::Task, {true, false, taskValue("Roll back")},
                                     {change({{"title", "Roll back"}}, {{"title", "Roll back to v41"}})});
    EXPECT_EQ(shown(result, "title"), "Roll back to v41");
    EXPECT_EQ(result.edits.size(), 1u);
    EXPECT_TRUE(result.clashes.empty());
}

boost::json::value files(std::initializer_list<std::string> names)
{
    domain::TimelineEvent event;
    for (const std::string& name : names)
        event.attachments.push_back({name, "text/plain", 1, domain::contentHash(name), 0, 0});
    return wire::toJson(event).at("attachments");
}

TEST(Rebase, FilesThatTwoPeopleAttachedToOneEventAreAllThere)
{
    object there = wire::toJson(domain::TimelineEvent());
    there["attachments"] = files({"kept", "theirs"});
    const auto result = sync::rebase(
        Kind::TimelineEvent, {true, false, there},
        {change({{"attachments", files({"kept", "dropped"})}}, {{"attachments", files({"kept", "mine"})}})});
    EXPECT_EQ(result.value.at("attachments"), files({"kept", "theirs", "mine"}));
    EXPECT_TRUE(result.clashes.empty());
    ASSERT_EQ(result.edits.size(), 1u);
    EXPECT_EQ(result.edits.front().mine.at("attachments"), files({"kept", "theirs", "mine"}));
    EXPECT_EQ(result.edits.front().base.at("attachments"), files({"kept", "theirs"}));
}

TEST(Rebase, AFileThatBothTookAwayIsNothingLeftToDo)
{
    object there = wire::toJson(domain::TimelineEvent());
    there["attachments"] = files({"kept"});
    const auto result = sync::rebase(
        Kind::TimelineEvent, {true, false, there},
        {change({{"attachments", files({"kept", "gone"})}}, {{"attachments", files({"kept"})}})});
    EXPECT_TRUE(result.edits.empty());
}

TEST(Rebase, LetsAnotherPersonsChangeOfAnotherFieldStand)
{
    const auto result = sync::rebase(Kind::Task, {true, false, taskValue("Roll back", "Aiko")},
                                     {change({{"title", "Roll back"}}, {{"title", "Roll back to v41"}})});
    EXPECT_EQ(shown(result, "assignee"), "Aiko");
    EXPECT_EQ(shown(result, "title"), "Roll back to v41");
    EXPECT_TRUE(result.clashes.empty());
}

TEST(Rebase, DropsAnEditThatSomebodyElseMadeToo)
{
    const auto result = sync::rebase(Kind::Task, {true, false, taskValue("Roll back to v41")},
                                     {change({{"title", "Roll back"}}, {{"title", "Roll back to v41"}})});
    EXPECT_TRUE(result.edits.empty());
    EXPECT_TRUE(result.clashes.empty());
}

TEST(Rebase, AsksWhenACommandFieldMovedOnAndKeepsMineMeanwhile)
{
    const auto result = sync::rebase(Kind::Task, {true, false, taskValue("Fail over")},
                                     {change({{"title", "Roll back"}}, {{"title", "Roll back to v41"}})});
    const cache::Clash expected{
        1, ConflictKind::Field, "title", "\"Roll back\"", "\"Roll back to v41\"", "\"Fail over\""};
    EXPECT_THAT(result.clashes, testing::ElementsAre(expected));
    EXPECT_EQ(shown(result, "title"), "Roll back to v41");
}

TEST(Rebase, MergesLongTextAndSendsTheMergedOneOverTheirs)
{
    const auto result = sync::rebase(Kind::Summary, {true, false, summaryValue("One. Two. Theirs.")},
                                     {change({{"text", "One. Two."}}, {{"text", "Mine. One. Two."}})});
    ASSERT_EQ(result.edits.size(), 1u);
    EXPECT_EQ(cache::textMember(result.edits[0].mine, "text"), "Mine. One. Two. Theirs.");
    EXPECT_EQ(cache::textMember(result.edits[0].base, "text"), "One. Two. Theirs.");
    EXPECT_EQ(shown(result, "text"), "Mine. One. Two. Theirs.");
}

TEST(Rebase, AsksWhenBothRewroteOneSentence)
{
    const auto result =
        sync::rebase(Kind::Summary, {true, false, summaryValue("The cause is the database.")},
                     {change({{"text", "The cause is unknown."}}, {{"text", "The cause is the network."}})});
    ASSERT_EQ(result.clashes.size(), 1u);
    EXPECT_EQ(result.clashes[0].conflictKind, ConflictKind::Text);
    EXPECT_EQ(result.clashes[0].base, "The cause is unknown.");
    EXPECT_EQ(result.clashes[0].mine, "The cause is the network.");
    EXPECT_EQ(result.clashes[0].theirs, "The cause is the database.");
    EXPECT_EQ(shown(result, "text"), "The cause is the network.");
}

TEST(Rebase, TurnsACreationIntoAChangeWhenSomebodyElseWasFirst)
{
    const auto result = sync::rebase(Kind::Summary, {true, false, summaryValue("Theirs.")},
                                     {{1, Action::Create, false, false, {}, summaryValue("Mine.")}});
    ASSERT_EQ(result.edits.size(), 1u);
    EXPECT_EQ(result.edits[0].action, Action::Change);
    EXPECT_THAT(shown(result, "text"),
                testing::AllOf(testing::HasSubstr("Theirs."), testing::HasSubstr("Mine.")));
    EXPECT_TRUE(result.clashes.empty());
}

TEST(Rebase, LeavesARequestWithoutAnAnswerAsItWasSent)
{
    PendingEdit sent = change({{"title", "Roll back"}}, {{"title", "Roll back to v41"}});
    sent.frozen = true;
    const auto result = sync::rebase(Kind::Task, {true, false, taskValue("Fail over")}, {sent});
    ASSERT_EQ(result.edits.size(), 1u);
    EXPECT_EQ(result.edits[0].base, sent.base);
    EXPECT_EQ(result.edits[0].mine, sent.mine);
    EXPECT_TRUE(result.clashes.empty());
}

TEST(Rebase, AsksBeforeRemovingWhatSomebodyElseChanged)
{
    const auto result = sync::rebase(Kind::Task, {true, false, taskValue("Roll back", "Aiko")},
                                     {{1, Action::Remove, false, false, taskValue("Roll back"), {}}});
    ASSERT_EQ(result.clashes.size(), 1u);
    EXPECT_EQ(result.clashes[0].field, cache::deletedField);
    EXPECT_TRUE(result.deleted);
}

TEST(Rebase, ForgetsARemovalOfWhatIsGone)
{
    const auto result = sync::rebase(Kind::Task, {true, true, taskValue("Roll back")},
                                     {{1, Action::Remove, false, false, taskValue("Roll back"), {}}});
    EXPECT_TRUE(result.edits.empty());
}

TEST(Rebase, AsksForEverythingThatARestoredServiceLost)
{
    PendingEdit before = change({{"text", "One."}}, {{"text", "One. Two."}});
    before.ask = true;
    const auto result = sync::rebase(Kind::Summary, {true, false, summaryValue("One.")}, {before});
    EXPECT_EQ(result.clashes.size(), 1u);
    EXPECT_EQ(shown(result, "text"), "One. Two.");
}

TEST(Rebase, BringsBackWhatIsMadeAgainUnderItsIdAfterItWasTakenAway)
{
    const PendingEdit again{7, Action::Create, false, false, {}, taskValue("Roll back", "Aiko")};
    const auto result = sync::rebase(Kind::Task, {true, true, taskValue("Roll back")}, {again});
    EXPECT_FALSE(result.deleted) << "it is seen at once, also without a connection";
    EXPECT_EQ(shown(result, "assignee"), "Aiko");
    ASSERT_EQ(result.edits.size(), 1u);
    EXPECT_EQ(result.edits[0].action, Action::Create) << "the service brings a removed record back";
    EXPECT_TRUE(result.clashes.empty());
}

} // namespace
