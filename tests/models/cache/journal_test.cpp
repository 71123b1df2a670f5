#include "models/cache/contenttable.h"
#include "models/cache/fields.h"
#include "models/cache/schema.h"
#include "models/domain/attachment.h"
#include "models/domain/records.h"
#include "models/sync/rebase.h"
#include "tests/support/modelservice.h"

#include <gmock/gmock.h>

namespace {

using namespace matoi;
using namespace std::chrono_literals;
using boost::json::object;
using cache::Accepted;
using cache::Action;
using cache::Failed;
using cache::Journal;
using cache::Outgoing;
using cache::Refused;
using cache::Stale;
using domain::Kind;
using domain::Uuid;
using State = cache::OutboxRow::State;

object taskValue(const std::string& title, Uuid incident = Uuid::named("incident"))
{
    domain::Task task;
    task.title = title;
    task.incidentId = domain::Id<domain::Incident>(incident);
    return wire::toJson(task);
}

/// One console's local copy, worked on directly.
class JournalTest : public testing::Test
{
protected:
    JournalTest() { sqlite::migrate(file, cache::migrations()); }

    template <class F> auto in(F&& work)
    {
        Journal journal(file, rule, now);
        return work(journal);
    }
    void edit(Action action, Kind kind, Uuid id, object base, object mine)
    {
        in([&](Journal& j) { j.edit({action, kind, id, std::move(base), std::move(mine), "Misaki", now}); });
    }
    void retitle(Uuid id, const std::string& from, const std::string& to)
    {
        edit(Action::Change, Kind::Task, id, {{"title", from}}, {{"title", to}});
    }
    void page(Uuid incident)
    {
        in([&](Journal& j) { j.effect({Action::Page, Kind::Incident, incident, {{"reason", "down"}}}); });
    }
    std::optional<Outgoing> take()
    {
        return in([](Journal& j) { return j.takeNext(); });
    }
    void settle(const Outgoing& sent, const cache::Outcome& outcome)
    {
        in([&](Journal& j) { j.settle(sent.entry, outcome); });
    }
    /// One request to the service and its answer.
    bool push()
    {
        const auto sent = take();
        if (sent)
            settle(*sent, service.handle(*sent, now, "Misaki"));
        return sent.has_value();
    }
    void pull()
    {
        in([&](Journal& j) { j.applyPage(service.page(j.position().next, 1000)); });
    }
    cache::RecordRow row(Kind kind, Uuid id) { return *cache::RecordTable(file).find(kind, id); }
    std::string title(Uuid id) { return cache::textMember(row(Kind::Task, id).value, "title"); }
    std::vector<cache::OutboxRow> outbox() { return cache::OutboxTable(file).all(); }
    std::vector<domain::Conflict> conflicts() { return cache::ConflictTable(file).open(); }
    Uuid known(const std::string& text)
    {
        const Uuid id = Uuid::generate();
        service.put(Kind::Task, id, taskValue(text), "Daniel");
        pull();
        return id;
    }
    void remote(Uuid id, const std::string& text)
    {
        object value = service.records.at({Kind::Task, id}).value;
        value["title"] = text;
        service.put(Kind::Task, id, value, "Daniel");
    }

    sqlite::Connection file{":memory:"};
    cache::RebaseRule rule = sync::rebase;
    domain::Time now = *domain::parseTime("2026-11-18T05:02:14Z");
    test::ModelService service;
};

TEST_F(JournalTest, TenMinutesOfTypingOfflineAreOneRequest)
{
    const Uuid id = known("a");
    std::string before = "a";
    for (int i = 0; i < 600; ++i) {
        retitle(id, before, before + "b");
        before += "b";
    }
    ASSERT_EQ(outbox().size(), 1u);
    const auto sent = take();
    EXPECT_EQ(sent->body, (object{{"title", before}}));
    EXPECT_EQ(sent->ifMatch, 1);
}

TEST_F(JournalTest, AnEditThatIsUndoneIsNotSent)
{
    const Uuid id = known("a");
    retitle(id, "a", "b");
    retitle(id, "b", "a");
    EXPECT_TRUE(outbox().empty());
    EXPECT_EQ(row(Kind::Task, id).meta.unsent, 0);
}

TEST_F(JournalTest, AnEditOfANewRecordIsPartOfItsCreation)
{
    const Uuid id = Uuid::generate();
    edit(Action::Create, Kind::Task, id, {}, taskValue("a"));
    retitle(id, "a", "b");
    const auto sent = take();
    EXPECT_EQ(sent->action, Action::Create);
    EXPECT_EQ(cache::textMember(sent->body, "title"), "b");
    EXPECT_EQ(outbox().size(), 1u);
}

TEST_F(JournalTest, WhatWasSentIsNotChangedAnyMore)
{
    const Uuid id = known("a");
    retitle(id, "a", "b");
    const auto first = take();
    retitle(id, "b", "c");
    EXPECT_EQ(outbox().size(), 2u);
    settle(*first, Failed{{}, now});
    const auto again = take();
    EXPECT_EQ(again->idempotency, first->idempotency);
    EXPECT_EQ(again->body, first->body);
    EXPECT_EQ(again->ifMatch, first->ifMatch);
    settle(*again, service.handle(*again, now, "Misaki"));
    EXPECT_EQ(title(id), "c");
    EXPECT_TRUE(push());
    EXPECT_EQ(cache::textMember(service.records.at({Kind::Task, id}).value, "title"), "c");
}

TEST_F(JournalTest, ALostAnswerIsFoundAgainAndNothingIsDoneTwice)
{
    const Uuid id = known("a");
    retitle(id, "a", "b");
    const auto sent = take();
    service.handle(*sent, now, "Misaki"); // the answer is lost
    settle(*sent, Failed{{}, now});
    pull(); // our own change comes back by the feed first
    EXPECT_EQ(title(id), "b");
    EXPECT_TRUE(conflicts().empty());
    EXPECT_TRUE(push());
    EXPECT_TRUE(outbox().empty());
    EXPECT_EQ(service.records.at({Kind::Task, id}).meta.rev, 2);
}

TEST_F(JournalTest, AStaleEditOfAnotherFieldIsSentAgainOverTheNewRevision)
{
    const Uuid id = known("a");
    edit(Action::Change, Kind::Task, id, {{"assignee", ""}}, {{"assignee", "Aiko"}});
    remote(id, "b");
    EXPECT_TRUE(push()); // 412, with the current record
    EXPECT_TRUE(conflicts().empty());
    EXPECT_TRUE(push());
    EXPECT_TRUE(outbox().empty());
    const object& value = service.records.at({Kind::Task, id}).value;
    EXPECT_EQ(cache::textMember(value, "title"), "b");
    EXPECT_EQ(cache::textMember(value, "assignee"), "Aiko");
}

TEST_F(JournalTest, AnEntryInConflictWaitsAndOthersDoNot)
{
    const Uuid id = known("a");
    const Uuid other = known("other");
    retitle(id, "a", "mine");
    retitle(other, "other", "other mine");
    remote(id, "theirs");
    pull();
    ASSERT_EQ(conflicts().size(), 1u);
    const auto sent = take();
    EXPECT_EQ(sent->record, other);
    settle(*sent, service.handle(*sent, now, "Misaki"));
    EXPECT_FALSE(take());
    EXPECT_EQ(title(id), "mine");
}

TEST_F(JournalTest, ResolvingForMineSendsItOverTheirs)
{
    const Uuid id = known("a");
    retitle(id, "a", "mine");
    remote(id, "theirs");
    pull();
    in([&](Journal& j) { j.resolve(conflicts().front().id, "\"mine\""); });
    EXPECT_TRUE(conflicts().empty());
    EXPECT_TRUE(push());
    EXPECT_EQ(cache::textMember(service.records.at({Kind::Task, id}).value, "title"), "mine");
}

TEST_F(JournalTest, EditsBehindOneThatWasStaleAreAskedForTogether)
{
    const Uuid id = known("a");
    retitle(id, "a", "b");
    const auto sent = take();
    retitle(id, "b", "c");
    remote(id, "theirs");
    settle(*sent, service.handle(*sent, now, "Misaki"));
    ASSERT_EQ(conflicts().size(), 1u);
    EXPECT_EQ(conflicts().front().base, "\"a\"");
    EXPECT_EQ(conflicts().front().mine, "\"c\"");
    EXPECT_EQ(outbox().size(), 1u);
    in([&](Journal& j) { j.resolve(conflicts().front().id, "\"c\""); });
    EXPECT_TRUE(push());
    EXPECT_TRUE(outbox().empty());
    EXPECT_TRUE(conflicts().empty());
    EXPECT_EQ(title(id), "c");
}

TEST_F(JournalTest, ACreationThatMetAnothersIsNotOverwrittenByALaterEdit)
{
    const Uuid id = Uuid::named("summary");
    const auto summary = [](const std::string& text) {
        return object{{"incidentId", Uuid::named("incident").toString()}, {"text", text}};
    };
    edit(Action::Create, Kind::Summary, id, {}, summary("Mine, first."));
    const auto sent = take(); // never arrives
    service.put(Kind::Summary, id, summary("Theirs."), "Daniel");
    pull();
    edit(Action::Change, Kind::Summary, id, {{"text", "Theirs."}}, {{"text", "Theirs. Mine, later."}});
    settle(*sent, Failed{{}, now});
    while (push()) {
    }
    const std::string text = cache::textMember(service.records.at({Kind::Summary, id}).value, "text");
    for (const char* sentence : {"Mine, first.", "Theirs.", "Mine, later."})
        EXPECT_THAT(text, testing::HasSubstr(sentence));
}

TEST_F(JournalTest, AConflictThatMovedOnIsAskedAgain)
{
    const Uuid id = known("a");
    retitle(id, "a", "mine");
    remote(id, "theirs");
    pull();
    const auto asked = conflicts().front().id;
    remote(id, "theirs, later");
    in([&](Journal& j) { j.resolve(asked, "\"mine\""); });
    EXPECT_TRUE(push()); // 412
    ASSERT_EQ(conflicts().size(), 1u);
    EXPECT_EQ(conflicts().front().theirs, "\"theirs, later\"");
}

TEST_F(JournalTest, ARefusedEditIsShownUntilItIsLetGo)
{
    const Uuid id = known("a");
    retitle(id, "a", "b");
    settle(*take(), Refused{{domain::ErrorCode::NotAllowed, {}, "viewers do not write"}});
    EXPECT_EQ(outbox().front().state, State::Refused);
    EXPECT_EQ(outbox().front().error->code, domain::ErrorCode::NotAllowed);
    EXPECT_EQ(title(id), "b");
    EXPECT_FALSE(take());
    in([&](Journal& j) { j.dismiss(outbox().front().id); });
    EXPECT_EQ(title(id), "a");
    EXPECT_TRUE(outbox().empty());
}

TEST_F(JournalTest, ARefusedCreationIsGoneWhenItIsLetGo)
{
    const Uuid id = Uuid::generate();
    edit(Action::Create, Kind::Task, id, {}, taskValue("a"));
    settle(*take(), Refused{{domain::ErrorCode::NotAllowed, {}, {}}});
    in([&](Journal& j) { j.dismiss(outbox().front().id); });
    EXPECT_FALSE(cache::RecordTable(file).find(Kind::Task, id));
}

TEST_F(JournalTest, AnEffectIsSentWithinTwoMinutesOrNever)
{
    page(Uuid::generate());
    page(Uuid::generate());
    now += 1min + 59s;
    EXPECT_TRUE(take());
    now += 1s;
    EXPECT_FALSE(take());
    EXPECT_EQ(outbox().size(), 2u);
    EXPECT_EQ(outbox()[0].state, State::Expired);
    EXPECT_TRUE(outbox()[0].error) << "it was sent once: it may have happened";
    EXPECT_EQ(outbox()[1].state, State::Expired);
    EXPECT_FALSE(outbox()[1].error);
}

TEST_F(JournalTest, NoEffectOnTheWorldIsSentLate)
{
    for (const auto& [action, word] : cache::actionWords)
        if (cache::isEffect(action))
            in([&, effect = action](Journal& j) {
                j.effect({effect, Kind::Incident, Uuid::generate(), {}});
            });
    const std::size_t effects = outbox().size();
    EXPECT_EQ(effects, cache::actionWords.size() - 3);
    now += 2min;
    EXPECT_FALSE(take());
    for (const auto& entry : outbox())
        EXPECT_EQ(entry.state, State::Expired) << cache::word(entry.action);
}

TEST_F(JournalTest, ALateAnswerOfAnExpiredEffectStillCounts)
{
    page(Uuid::generate());
    const auto sent = take();
    now += 2min;
    in([](Journal& j) { j.expireEffects(); });
    settle(*sent, Accepted{});
    EXPECT_TRUE(outbox().empty());
}

TEST_F(JournalTest, WhatNamesAnUnsentIncidentGoesAfterIt)
{
    const Uuid incident = Uuid::generate();
    const Uuid task = Uuid::generate();
    domain::Incident value;
    value.title = "Checkout is down";
    edit(Action::Create, Kind::Incident, incident, {}, wire::toJson(value));
    edit(Action::Create, Kind::Task, task, {}, taskValue("a", incident));
    page(incident);
    const auto first = take();
    EXPECT_EQ(first->record, incident);
    settle(*first, Failed{{}, now + 30s});
    EXPECT_FALSE(take());
    now += 30s;
    EXPECT_TRUE(push());
    EXPECT_EQ(take()->record, task);
}

/// An event with one attachment, which is kept here.
class JournalContents : public JournalTest
{
protected:
    JournalContents()
    {
        in([&](Journal& j) { j.keepContent(sha256, 5, false); });
    }
    Uuid attach(const std::string& text = "look")
    {
        domain::TimelineEvent event;
        event.incidentId = domain::Id<domain::Incident>(Uuid::named("incident"));
        event.text = text;
        event.attachments = {{"a.png", "image/png", 5, sha256, 0, 0}};
        const Uuid id = Uuid::generate();
        edit(Action::Create, Kind::TimelineEvent, id, {}, wire::toJson(event));
        return id;
    }
    std::optional<cache::Upload> upload()
    {
        return in([](Journal& j) { return j.takeUpload(); });
    }
    void settleUpload(const cache::UploadOutcome& outcome)
    {
        in([&](Journal& j) { j.settleUpload(sha256, outcome); });
    }

    const std::string sha256 = domain::contentHash("bytes");
};

TEST_F(JournalContents, IsSentBeforeTheEventThatNamesItAndNothingElseWaits)
{
    const Uuid event = attach();
    const Uuid other = Uuid::generate();
    edit(Action::Create, Kind::Task, other, {}, taskValue("Roll back"));
    const auto sent = take();
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->record, other);
    settle(*sent, service.handle(*sent, now, "Misaki"));
    EXPECT_FALSE(take());
    ASSERT_TRUE(upload());
    EXPECT_EQ(upload()->sha256, sha256);
    EXPECT_EQ(upload()->size, 5);
    settleUpload(cache::UploadDone());
    EXPECT_FALSE(upload());
    EXPECT_EQ(take()->record, event);
}

TEST_F(JournalContents, ThatNothingNamesIsNotSent)
{
    EXPECT_FALSE(upload());
    edit(Action::Create, Kind::Task, Uuid::generate(), {}, taskValue("Roll back"));
    EXPECT_FALSE(upload());
}

TEST_F(JournalContents, IsTriedAgainLaterAndTheEventSaysWhy)
{
    attach();
    settleUpload(Failed{{domain::ErrorCode::Unavailable, {}, "no answer"}, now + 1s});
    EXPECT_FALSE(upload());
    EXPECT_EQ(in([](Journal& j) { return j.nextUploadAt(); }), now + 1s);
    EXPECT_EQ(outbox().front().error->detail, "no answer");
    EXPECT_EQ(outbox().front().state, State::Waiting);
    now += 1s;
    ASSERT_TRUE(upload());
    EXPECT_EQ(upload()->attempts, 2);
    settleUpload(Failed{{domain::ErrorCode::Unavailable, {}, "no answer"}, now + 1h});
    in([](Journal& j) { j.retryNow(); });
    EXPECT_TRUE(upload());
}

TEST_F(JournalContents, ThatIsRefusedHoldsTheEventsThatNameItUntilAPersonDecides)
{
    const Uuid first = attach("one");
    attach("two");
    settleUpload(Refused{{domain::ErrorCode::TooLarge, {}, "at most 10 MiB"}});
    for (const cache::OutboxRow& entry : outbox()) {
        EXPECT_EQ(entry.state, State::Refused);
        EXPECT_EQ(entry.error->detail, "at most 10 MiB");
    }
    EXPECT_FALSE(upload());
    EXPECT_EQ(cache::textMember(row(Kind::TimelineEvent, first).value, "text"), "one");
}

TEST_F(JournalContents, ThatARestoredServiceLostIsSentAgain)
{
    attach();
    settleUpload(cache::UploadDone());
    const auto sent = take();
    ASSERT_TRUE(sent);
    EXPECT_TRUE(in([&](Journal& j) { return j.contentsMissing(sent->entry); }));
    settle(*sent, Failed{{domain::ErrorCode::InvalidValue, "attachments[0].sha256", "no such"}, now});
    EXPECT_FALSE(take());
    EXPECT_TRUE(upload());
    settleUpload(cache::UploadDone());
    EXPECT_TRUE(take());
    in([](Journal& j) { j.beginRescan("epoch-2"); });
    EXPECT_TRUE(upload());
}

TEST_F(JournalContents, ThatWasNeverUsedIsForgottenAfterADay)
{
    const auto known = [&] { return cache::ContentTable(file).all().contains(sha256); };
    const auto cleanUp = [&] { in([&](Journal& j) { j.dropStrayContents(now - 24h); }); };
    in([&](Journal& j) { j.setDraft("note", "{\"sha256\":\"" + sha256 + "\"}"); });
    now += 25h;
    cleanUp();
    EXPECT_TRUE(known()); // a draft names it
    in([](Journal& j) { j.setDraft("note", ""); });
    const Uuid event = attach();
    cleanUp();
    EXPECT_TRUE(known()); // an event that waits names it
    edit(Action::Remove, Kind::TimelineEvent, event, {}, {});
    cleanUp();
    EXPECT_FALSE(known());
    in([&](Journal& j) { j.keepContent(sha256, 5, true); });
    now += 25h;
    cleanUp();
    EXPECT_TRUE(known()); // it came from the service
}

TEST_F(JournalContents, OfTheServiceTheOldestGoWhenThereIsTooMuchOfThem)
{
    const auto known = [&](const char* name) { return cache::ContentTable(file).all().contains(name); };
    const auto keep = [&](const char* name, std::int64_t size, bool sent) {
        in([&](Journal& j) { j.keepContent(name, size, sent); });
        now += 24h;
    };
    keep("oldest", 600, true);
    keep("named", 600, true);
    keep("mine", 600, false);
    keep("newer", 600, true);
    keep("newest", 600, true);
    in([&](Journal& j) { j.setDraft("note", "{\"sha256\":\"named\"}"); });
    in([&](Journal& j) { j.dropOldContents(now - 24h * 30, 1000); });
    EXPECT_TRUE(known("oldest")) << "it came within the month";
    in([&](Journal& j) { j.dropOldContents(now - 24h, 1000); });
    EXPECT_FALSE(known("oldest"));
    EXPECT_TRUE(known("named")) << "a draft names it";
    EXPECT_TRUE(known("mine")) << "the service does not have it";
    EXPECT_FALSE(known("newer")) << "with the newest it is more than may stay";
    EXPECT_TRUE(known("newest"));
}

TEST_F(JournalTest, ACreationIsSentWithoutWhatOnlyTheServiceSets)
{
    domain::Incident value;
    value.title = "Checkout is down";
    edit(Action::Create, Kind::Incident, Uuid::generate(), {}, wire::toJson(value));
    const auto sent = take();
    EXPECT_FALSE(sent->body.contains("number"));
    EXPECT_TRUE(sent->body.contains("title"));
}

TEST_F(JournalTest, AnExpiredEffectThatIsTriedAgainIsAskedForAnewAndNeverDoneTwice)
{
    const Uuid incident = Uuid::generate();
    page(incident);
    const auto first = take(); // sent, and no answer comes
    now += Journal::kEffectLife;
    in([](Journal& j) { j.expireEffects(); });
    ASSERT_EQ(outbox().front().state, State::Expired);
    in([&](Journal& j) { j.tryAgain(first->entry); });
    now += Journal::kEffectLife - 1s;
    const auto second = take();
    ASSERT_TRUE(second) << "its two minutes begin anew";
    EXPECT_EQ(second->idempotency, first->idempotency) << "the service knows whether it has happened";
    EXPECT_EQ(second->body, first->body);
}

TEST_F(JournalTest, ARefusedEditThatIsTriedAgainIsANewRequestWithTheSameText)
{
    const Uuid id = known("a");
    retitle(id, "a", "b");
    const auto first = take();
    settle(*first, Refused{{domain::ErrorCode::NotAllowed, {}, "viewers do not write"}});
    EXPECT_FALSE(take());
    in([&](Journal& j) { j.tryAgain(first->entry); });
    const auto second = take();
    ASSERT_TRUE(second);
    EXPECT_NE(second->idempotency, first->idempotency) << "the old one has its answer";
    EXPECT_EQ(second->body, first->body);
    EXPECT_EQ(title(id), "b");
}

TEST_F(JournalTest, AReceiptThatComesToNothingIsNobodysConcern)
{
    in([&](Journal& j) { j.effect({Action::Receipt, Kind::Page, Uuid::generate(), {{"state", "read"}}}); });
    const auto sent = take();
    settle(*sent, Refused{{domain::ErrorCode::Illegal, {}, "the page is over"}});
    EXPECT_TRUE(outbox().empty());
    in([&](Journal& j) { j.effect({Action::Receipt, Kind::Page, Uuid::generate(), {{"state", "read"}}}); });
    now += Journal::kEffectLife;
    in([](Journal& j) { j.expireEffects(); });
    EXPECT_TRUE(outbox().empty());
}

TEST_F(JournalTest, ALatePageOfAnotherEpochIsLeftOut)
{
    const Uuid id = known("a");
    cache::FeedPage late = service.page(0, 10);
    late.from = service.last();
    late.epoch = "before";
    late.records.front().meta.rev = 99;
    late.records.front().value["title"] = "from before";
    EXPECT_FALSE(in([&](Journal& j) { return j.applyPage(late); }));
    EXPECT_EQ(title(id), "a");
}

TEST_F(JournalTest, APageAfterOneThatWasNotWrittenIsLeftOutUntilThatOneIsHere)
{
    const Uuid id = known("a");
    const auto before = service.last();
    remote(id, "from the page that was not written");
    const auto between = service.last();
    const Uuid other = Uuid::generate();
    service.put(Kind::Task, other, taskValue("later"), "Daniel");
    const auto later = service.page(between, 10);
    EXPECT_FALSE(in([&](Journal& j) { return j.applyPage(later); }));
    EXPECT_EQ(in([](Journal& j) { return j.position().next; }), before);
    pull();
    EXPECT_EQ(title(id), "from the page that was not written");
    EXPECT_EQ(title(other), "later");
}

TEST_F(JournalTest, ARestoredServiceLosesNothingThatIsHere)
{
    const Uuid same = known("same");
    const auto backup = service.last();
    const Uuid changed = known("never mind");
    remote(same, "newer here");
    pull();
    service.restore(backup, "epoch-2");
    in([&](Journal& j) { j.beginRescan("epoch-2"); });
    pull();
    in([](Journal& j) { j.endRescan(); });

    EXPECT_EQ(title(same), "newer here");
    EXPECT_EQ(title(changed), "never mind");
    EXPECT_FALSE(take()) << "nothing is sent before a person agreed";
    const auto asked = conflicts();
    ASSERT_EQ(asked.size(), 2u);
    EXPECT_EQ(asked[0].field, "title");
    EXPECT_EQ(asked[0].theirs, "\"same\"");
    EXPECT_EQ(asked[1].record, changed);
    EXPECT_EQ(asked[1].field, "");

    in([&](Journal& j) {
        j.resolve(asked[0].id, asked[0].mine);
        j.resolve(asked[1].id, asked[1].mine);
    });
    while (push()) {
    }
    EXPECT_EQ(cache::textMember(service.records.at({Kind::Task, same}).value, "title"), "newer here");
    EXPECT_EQ(cache::textMember(service.records.at({Kind::Task, changed}).value, "title"), "never mind");
    EXPECT_TRUE(conflicts().empty());
}

TEST_F(JournalTest, WhatTheBackupLostIsAskedAboutAlsoAfterOthersHaveWorkedOn)
{
    const Uuid id = known("same");
    const auto backup = service.last();
    remote(id, "newer here");
    pull();
    for (const std::string& epoch : {"epoch-2." + std::to_string(backup), std::string("epoch-3")}) {
        service.restore(backup, epoch);
        remote(id, "theirs");
        if (epoch != "epoch-3")
            remote(id, "theirs, again"); // its revision has passed ours
        in([&](Journal& j) { j.beginRescan(epoch); });
        pull();
        in([](Journal& j) { j.endRescan(); });
        ASSERT_EQ(conflicts().size(), 1u) << epoch;
        EXPECT_EQ(conflicts().front().mine, "\"newer here\"");
        if (epoch == "epoch-3")
            break;
        in([&](Journal& j) { j.resolve(conflicts().front().id, conflicts().front().theirs); });
        EXPECT_EQ(title(id), "theirs, again");
        // The same once more, by a service whose epoch does not say where its backup ended.
        remote(id, "newer here");
        pull();
    }
}

TEST_F(JournalTest, ABackupThatHasWhatIsHereAsksNothingWhenOthersHaveWorkedOn)
{
    const Uuid id = known("here and in the backup");
    service.restore(service.last(), "epoch-2." + std::to_string(service.last()));
    remote(id, "theirs");
    in([&](Journal& j) { j.beginRescan(service.epoch); });
    pull();
    in([](Journal& j) { j.endRescan(); });
    EXPECT_TRUE(conflicts().empty());
    EXPECT_EQ(title(id), "theirs");
}

TEST_F(JournalTest, ALostIncidentThatIsLeftOutLeavesNoQuestionsThatNobodyCanReach)
{
    const Uuid incident = Uuid::generate();
    domain::Incident value;
    value.title = "Checkout is down";
    service.put(Kind::Incident, incident, wire::toJson(value), "Daniel");
    const Uuid task = Uuid::generate();
    service.put(Kind::Task, task, taskValue("a", incident), "Daniel");
    pull();
    service.restore(0, "epoch-2.0");
    in([&](Journal& j) { j.beginRescan("epoch-2.0"); });
    pull();
    in([](Journal& j) { j.endRescan(); });
    const auto asked = conflicts();
    ASSERT_EQ(asked.size(), 2u);
    for (const auto& conflict : asked)
        if (conflict.kind == Kind::Incident)
            in([&](Journal& j) { j.resolve(conflict.id, ""); });
    EXPECT_TRUE(conflicts().empty());
    EXPECT_TRUE(outbox().empty());
    EXPECT_FALSE(cache::RecordTable(file).find(Kind::Task, task));
}

TEST_F(JournalTest, AVersionThatKnowsMoreKindsReadsWhatTheEarlierOneLeftOut)
{
    in([](Journal& j) { j.knowKinds("task "); });
    const Uuid id = known("a");
    const auto at = in([](Journal& j) { return j.position().next; });
    in([](Journal& j) { j.knowKinds("task "); });
    EXPECT_EQ(in([](Journal& j) { return j.position().next; }), at) << "nothing new can be read";
    in([](Journal& j) { j.knowKinds("task report "); });
    EXPECT_EQ(in([](Journal& j) { return j.position().next; }), 0);
    retitle(id, "a", "b");
    pull();
    EXPECT_EQ(title(id), "b") << "what is here stays as it is";
    EXPECT_EQ(outbox().size(), 1u);
}

TEST_F(JournalTest, ARescanOfAnUnchangedServiceAsksNothing)
{
    const Uuid id = known("a");
    retitle(id, "a", "b");
    service.epoch = "epoch-2";
    in([&](Journal& j) { j.beginRescan("epoch-2"); });
    pull();
    in([](Journal& j) { j.endRescan(); });
    EXPECT_TRUE(conflicts().empty());
    EXPECT_TRUE(push());
    EXPECT_EQ(title(id), "b");
}

TEST_F(JournalTest, ARecordThatARestoredServiceLostCanBeLeftOut)
{
    const Uuid id = known("a");
    service.restore(0, "epoch-2");
    in([&](Journal& j) { j.beginRescan("epoch-2"); });
    in([](Journal& j) { j.endRescan(); });
    in([&](Journal& j) { j.resolve(conflicts().front().id, ""); });
    EXPECT_FALSE(cache::RecordTable(file).find(Kind::Task, id));
    EXPECT_TRUE(outbox().empty());
}

} // namespace
