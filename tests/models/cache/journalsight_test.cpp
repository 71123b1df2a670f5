#include "models/cache/contenttable.h"
#include "models/cache/journal.h"
#include "models/cache/schema.h"
#include "models/cache/searchindex.h"
#include "models/domain/attachment.h"
#include "models/sync/rebase.h"

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace {

using namespace matoi;
using boost::json::array;
using boost::json::object;
using cache::Action;
using cache::Journal;
using domain::Kind;
using domain::Uuid;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string sha256 = domain::contentHash("a log");

class JournalSight : public testing::Test
{
protected:
    JournalSight() { sqlite::migrate(file, cache::migrations()); }

    template <class F> auto in(F&& work)
    {
        sqlite::Transaction transaction(file);
        Journal journal(file, rule, now);
        if constexpr (std::is_void_v<decltype(work(journal))>) {
            work(journal);
            transaction.commit();
        } else {
            auto result = work(journal);
            transaction.commit();
            return result;
        }
    }
    static wire::RecordEnvelope record(Kind kind, Uuid id, object value, domain::ChangeNumber change)
    {
        wire::RecordEnvelope made{kind, id, {}, std::move(value)};
        made.meta.rev = change;
        made.meta.change = change;
        return made;
    }
    wire::RecordEnvelope incidentAt(domain::ChangeNumber change, std::int64_t sightChange = 0) const
    {
        return record(Kind::Incident, incident, {{"title", "Leak"}, {"sightChange", sightChange}}, change);
    }
    wire::RecordEnvelope taskAt(domain::ChangeNumber change) const
    {
        return record(Kind::Task, task, {{"incidentId", incident.toString()}, {"title", "Call"}}, change);
    }
    wire::RecordEnvelope goneAt(domain::ChangeNumber change) const
    {
        wire::RecordEnvelope gone{Kind::Incident, incident, {}, {}};
        gone.meta.change = change;
        gone.gone = true;
        return gone;
    }
    cache::Changes apply(std::vector<wire::RecordEnvelope> records)
    {
        const domain::ChangeNumber next = records.back().meta.change;
        return in([&](Journal& j) {
            j.applyPage({"epoch", std::move(records), j.position().next, next});
            return j.changes();
        });
    }
    std::int64_t rows() { return file.integer("SELECT count(*) FROM records").value_or(-1); }

    const cache::RebaseRule rule = sync::rebase;
    sqlite::Connection file{":memory:"};
    const domain::Time now = *domain::parseTime("2026-11-18T05:02:14Z");
    const Uuid incident = Uuid::named("incident");
    const Uuid other = Uuid::named("other");
    const Uuid task = Uuid::named("task");
};

TEST_F(JournalSight, WhatIsGoneGoesWithAllThatBelongsToItAndPointsToIt)
{
    in([](Journal& j) { j.keepContent(sha256, 5, true); });
    apply({incidentAt(1), taskAt(2),
           record(Kind::TimelineEvent, Uuid::named("event"),
                  {{"incidentId", incident.toString()},
                   {"text", "zanzibar"},
                   {"attachments", array{{{"sha256", sha256}, {"size", 5}}}}},
                  3),
           record(Kind::Incident, other, {{"title", "Slow"}}, 4),
           record(Kind::RelatedItem, Uuid::named("item"),
                  {{"incidentId", other.toString()}, {"otherId", incident.toString()}}, 5)});
    const auto changes = apply({goneAt(6)});
    EXPECT_EQ(rows(), 1);
    EXPECT_EQ(changes.hidden.size(), 4U);
    EXPECT_THAT(changes.droppedContents, ElementsAre(sha256));
    EXPECT_EQ(file.integer("SELECT count(*) FROM search WHERE search MATCH 'zanzibar'"), 0);
    EXPECT_FALSE(file.text("SELECT value FROM meta WHERE value LIKE '%Leak%'"));
}

TEST_F(JournalSight, AFileThatSomethingElseNamesStays)
{
    in([](Journal& j) { j.keepContent(sha256, 5, true); });
    const auto naming = [&](const char* name, Uuid of, domain::ChangeNumber change) {
        return record(
            Kind::TimelineEvent, Uuid::named(name),
            {{"incidentId", of.toString()}, {"attachments", array{{{"sha256", sha256}, {"size", 5}}}}},
            change);
    };
    apply({incidentAt(1), naming("one", incident, 2), naming("two", other, 3)});
    EXPECT_THAT(apply({goneAt(4)}).droppedContents, IsEmpty());
}

TEST_F(JournalSight, WhatComesLateBringsNothingBack)
{
    apply({incidentAt(1), taskAt(2)});
    in([&](Journal& j) {
        j.edit({Action::Change, Kind::Task, task, {{"title", "Call"}}, {{"title", "Call them"}}, "Mei", now});
    });
    const auto sent = in([](Journal& j) { return j.takeNext(); });
    ASSERT_TRUE(sent);
    apply({goneAt(5)});
    in([&](Journal& j) { j.settle(sent->entry, cache::Accepted{taskAt(4)}); });
    apply({taskAt(6)});
    EXPECT_EQ(rows(), 0);
}

TEST_F(JournalSight, WhatWasTypedIsKeptAndNothingOfTheService)
{
    apply({incidentAt(1), taskAt(2)});
    in([&](Journal& j) {
        j.edit({Action::Change, Kind::Task, task, {{"title", "Call"}}, {{"title", "Call them"}}, "Mei", now});
    });
    apply({goneAt(5)});
    in([&](Journal& j) {
        j.edit({Action::Create,
                Kind::Task,
                Uuid::generate(),
                {},
                {{"incidentId", incident.toString()}, {"title", "Too late"}},
                "Mei",
                now});
    });
    const auto entries = cache::OutboxTable(file).all();
    ASSERT_EQ(entries.size(), 2U);
    for (const auto& entry : entries) {
        EXPECT_EQ(entry.state, cache::OutboxRow::State::Refused);
        EXPECT_EQ(entry.error->field, "incident");
        EXPECT_THAT(entry.base, IsEmpty());
    }
    EXPECT_EQ(entries[0].mine.at("title"), "Call them");
    EXPECT_EQ(entries[1].mine.at("title"), "Too late");
    EXPECT_EQ(rows(), 0);
    in([&](Journal& j) { j.dismiss(entries[0].id); });
    EXPECT_EQ(cache::OutboxTable(file).all().size(), 1U);
}

TEST_F(JournalSight, AnIncidentThatComesIntoSightIsOwedUntilAllOfItIsHere)
{
    apply({incidentAt(1), taskAt(2), goneAt(5)});
    EXPECT_FALSE(in([](Journal& j) { return j.owed(); }));
    apply({incidentAt(8, 8)});
    const auto owed = in([](Journal& j) { return j.owed(); });
    ASSERT_TRUE(owed);
    EXPECT_EQ(owed->incident, incident);
    in([&](Journal& j) { j.applyIncident(*owed, {"epoch", {taskAt(2)}, 2}, true); });
    EXPECT_EQ(rows(), 2);
    EXPECT_FALSE(in([](Journal& j) { return j.owed(); }));
}

TEST_F(JournalSight, WhatWasFetchedBeforeItWentAgainIsLeftOut)
{
    apply({incidentAt(8, 8)});
    const auto owed = in([](Journal& j) { return j.owed(); });
    ASSERT_TRUE(owed);
    apply({goneAt(9)});
    in([&](Journal& j) { j.applyIncident(*owed, {"epoch", {taskAt(2)}, 2}, true); });
    EXPECT_EQ(rows(), 0);
    apply({incidentAt(10, 10)});
    in([&](Journal& j) { j.applyIncident(*owed, {"epoch", {taskAt(2)}, 2}, true); });
    EXPECT_TRUE(in([](Journal& j) { return j.owed(); })) << "what is older than the last time is not all";
}

TEST_F(JournalSight, ALateNotThereDoesNotTakeAwayWhatIsInSightAgain)
{
    apply({goneAt(5)});
    apply({incidentAt(8, 8)});
    const auto owed = in([](Journal& j) { return j.owed(); });
    ASSERT_TRUE(owed);
    // Hidden at 9, when the service answers; open again at 10, which the feed tells before the answer comes.
    apply({incidentAt(10, 10)});
    in([&](Journal& j) { j.forgetOwed(*owed); });
    EXPECT_EQ(rows(), 1) << "the feed will not tell of it again";
    const auto again = in([](Journal& j) { return j.owed(); });
    ASSERT_TRUE(again) << "what is older has not come yet";
    in([&](Journal& j) { j.forgetOwed(*again); });
    EXPECT_EQ(rows(), 0) << "the service says it of the newest that is known";
    EXPECT_FALSE(in([](Journal& j) { return j.owed(); }));
}

TEST_F(JournalSight, AnIncidentThatWasHiddenBetweenTwoPagesIsOwedAlthoughItNeverWent)
{
    apply({incidentAt(3)});
    // The task at 4 was hidden when the page after it was read; all is open again before the next one.
    apply({record(Kind::Contact, Uuid::named("contact"), {{"name", "Mei"}}, 6), incidentAt(12, 12)});
    const auto owed = in([](Journal& j) { return j.owed(); });
    ASSERT_TRUE(owed);
    in([&](Journal& j) { j.applyIncident(*owed, {"epoch", {taskAt(4), incidentAt(12, 12)}, 0, 12}, true); });
    EXPECT_EQ(rows(), 3);
    EXPECT_FALSE(in([](Journal& j) { return j.owed(); }));
    apply({incidentAt(13, 12)});
    EXPECT_FALSE(in([](Journal& j) { return j.owed(); })) << "nobody else sees it since";
}

TEST_F(JournalSight, AnIncidentThatEverybodyAlwaysSawIsNotOwed)
{
    apply({incidentAt(8)});
    EXPECT_FALSE(in([](Journal& j) { return j.owed(); }));
}

TEST_F(JournalSight, AnotherReaderReadsFromTheStart)
{
    in([](Journal& j) { j.readAs("mei"); });
    apply({goneAt(5)});
    EXPECT_EQ(in([](Journal& j) { return j.readAs("mei"); }).next, 5);
    EXPECT_EQ(in([](Journal& j) { return j.readAs("admin"); }).next, 0);
    apply({incidentAt(5, 5)});
    EXPECT_EQ(rows(), 1) << "what was gone for the other is not for this one";
}

} // namespace
