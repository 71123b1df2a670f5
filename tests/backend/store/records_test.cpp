#include "tests/backend/store/storefixture.h"

#include <gmock/gmock.h>

#include <stdexcept>

namespace matoi::store::test {
namespace {

using domain::Id;
using domain::Incident;
using domain::TimelineEvent;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Records : public StoreTest
{};
MATOI_OVER_BOTH_STORES(Records);

TEST_P(Records, ComesBackAsItWasPut)
{
    const auto id = Id<Incident>::generate();
    Incident value = incident("チェックアウトが遅い — \"p99\" > 4 s\n\\ 🚒");
    value.tags = {"eu", "payments"};
    const auto written = write(*m_store, [&](WriteTransaction& tx) { return put(tx, id, value, "aiko"); });
    EXPECT_EQ(written.meta.rev, 1);
    EXPECT_EQ(written.meta.change, 1);
    EXPECT_EQ(written.meta.createdBy, "aiko");
    EXPECT_EQ(written.meta.createdAt, written.meta.updatedAt);

    const auto found = read(*m_store, [&](ReadTransaction& tx) { return find(tx, id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, written);
    EXPECT_EQ(found->value, value);
}

TEST_P(Records, KeepsWhoMadeItAndWhoChangedIt)
{
    const auto id = putIncident(*m_store, "slow");
    m_shift.advance(std::chrono::minutes(5));
    const auto changed =
        write(*m_store, [&](WriteTransaction& tx) { return put(tx, id, incident("very slow"), "ben"); });
    EXPECT_EQ(changed.meta.rev, 2);
    EXPECT_EQ(changed.meta.change, 2);
    EXPECT_EQ(changed.meta.createdBy, "aiko");
    EXPECT_EQ(changed.meta.updatedBy, "ben");
    EXPECT_GE(changed.meta.updatedAt - changed.meta.createdAt, std::chrono::minutes(5));
}

TEST_P(Records, KeepsEarlierValuesNewestFirst)
{
    const auto id = putIncident(*m_store, "one");
    for (const char* title : {"two", "three"})
        write(*m_store, [&](WriteTransaction& tx) { put(tx, id, incident(title), title); });
    const auto history =
        read(*m_store, [&](ReadTransaction& tx) { return tx.history(Kind::Incident, id.uuid()); });
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].rev, 2);
    EXPECT_EQ(history[0].by, "two");
    EXPECT_EQ(history[0].value.at("title"), "two");
    EXPECT_EQ(history[1].rev, 1);
    EXPECT_EQ(history[1].by, "aiko");
    EXPECT_FALSE(history[1].deleted);
}

TEST_P(Records, ADeletedOneStaysReadableAndCanComeBack)
{
    const auto id = putIncident(*m_store, "slow");
    const auto removed =
        write(*m_store, [&](WriteTransaction& tx) { return tx.remove(Kind::Incident, id.uuid(), "ben"); });
    EXPECT_TRUE(removed.meta.deleted);
    EXPECT_EQ(removed.meta.rev, 2);
    EXPECT_EQ(removed.value.at("title"), "slow");
    read(*m_store, [&](ReadTransaction& tx) {
        EXPECT_FALSE(find(tx, id));
        EXPECT_TRUE(tx.find(Kind::Incident, id.uuid()));
        EXPECT_THAT(tx.list({.kind = Kind::Incident}), IsEmpty());
        EXPECT_EQ(tx.list({.kind = Kind::Incident, .includeDeleted = true}).size(), 1U);
        EXPECT_EQ(tx.changesSince(1, 10).size(), 1U);
        return 0;
    });
    write(*m_store, [&](WriteTransaction& tx) { put(tx, id, incident("again"), "ben"); });
    read(*m_store, [&](ReadTransaction& tx) {
        EXPECT_TRUE(find(tx, id));
        EXPECT_TRUE(tx.history(Kind::Incident, id.uuid()).front().deleted);
        return 0;
    });
}

TEST_P(Records, DeletingWhatIsNotThereIsTheCallersMistake)
{
    EXPECT_THROW(
        write(*m_store, [&](WriteTransaction& tx) { tx.remove(Kind::Incident, Uuid::generate(), "ben"); }),
        std::invalid_argument);
}

TEST_P(Records, ListsByParentInOrderOfChangePageByPage)
{
    const auto here = putIncident(*m_store, "here");
    const auto elsewhere = putIncident(*m_store, "elsewhere");
    std::vector<Id<TimelineEvent>> ids;
    for (int i = 0; i < 7; ++i)
        write(*m_store, [&](WriteTransaction& tx) {
            put(tx, ids.emplace_back(Id<TimelineEvent>::generate()), event(here, std::to_string(i)), "aiko");
            put(tx, Id<TimelineEvent>::generate(), event(elsewhere, "not this"), "aiko");
        });
    // The first is changed, so it is listed last.
    write(*m_store, [&](WriteTransaction& tx) { put(tx, ids[0], event(here, "0 again"), "aiko"); });

    std::vector<std::string> seen;
    read(*m_store, [&](ReadTransaction& tx) {
        ListQuery query{.kind = Kind::TimelineEvent, .parent = here.uuid(), .limit = 3};
        for (;;) {
            const auto page = tx.list(query);
            for (const StoredRecord& record : page)
                seen.push_back(typed<TimelineEvent>(record).value.text);
            if (page.size() < 3)
                return 0;
            query.after = page.back().meta.change;
        }
    });
    EXPECT_THAT(seen, ElementsAre("1", "2", "3", "4", "5", "6", "0 again"));
}

TEST_P(Records, OneIdMayBeUsedByTwoKinds)
{
    const Uuid id = Uuid::generate();
    write(*m_store, [&](WriteTransaction& tx) {
        put(tx, Id<Incident>(id), incident("incident"), "aiko");
        domain::QuestionSet set;
        set.name = "set";
        put(tx, Id<domain::QuestionSet>(id), set, "aiko");
    });
    read(*m_store, [&](ReadTransaction& tx) {
        EXPECT_EQ(find(tx, Id<Incident>(id))->value.title, "incident");
        EXPECT_EQ(find(tx, Id<domain::QuestionSet>(id))->value.name, "set");
        return 0;
    });
}

TEST_P(Records, AnExceptionKeepsNothingAndTheNextWriteWorks)
{
    putIncident(*m_store, "before");
    EXPECT_THROW(m_store->write([&](WriteTransaction& tx) {
        put(tx, Id<Incident>::generate(), incident("lost"), "aiko");
        tx.setKey("space", "key", "value");
        tx.setDue("space", Uuid::generate(), tx.now());
        tx.audit("aiko", "did", "this", "");
        throw std::runtime_error("changed my mind");
    }),
                 std::runtime_error);
    read(*m_store, [&](ReadTransaction& tx) {
        EXPECT_THAT(titles(tx.changesSince(0, 10)), ElementsAre("before"));
        EXPECT_FALSE(tx.key("space", "key"));
        EXPECT_FALSE(tx.nextDue("space"));
        EXPECT_THAT(tx.auditEntries(0, 10), IsEmpty());
        EXPECT_EQ(tx.lastChange(), 1);
        return 0;
    });
    putIncident(*m_store, "after");
    EXPECT_EQ(read(*m_store, [](ReadTransaction& tx) { return tx.lastChange(); }), 2);
    EXPECT_THAT(m_store->check(), IsEmpty());
}

TEST_P(Records, AWriteSeesWhatItHasWritten)
{
    const auto id = Id<Incident>::generate();
    write(*m_store, [&](WriteTransaction& tx) {
        put(tx, id, incident("one"), "aiko");
        EXPECT_EQ(find(tx, id)->value.title, "one");
        EXPECT_EQ(tx.lastChange(), 1);
        put(tx, id, incident("two"), "aiko");
        EXPECT_EQ(tx.history(Kind::Incident, id.uuid()).size(), 1U);
        EXPECT_EQ(tx.lastChange(), 2);
        // But nobody else does.
        EXPECT_EQ(read(*m_store, [](ReadTransaction& other) { return other.lastChange(); }), 0);
    });
}

TEST_P(Records, AReadSeesOneStateThoughOthersWrite)
{
    putIncident(*m_store, "before");
    m_store->read([&](ReadTransaction& tx) {
        EXPECT_EQ(tx.lastChange(), 1);
        putIncident(*m_store, "meanwhile");
        EXPECT_EQ(tx.lastChange(), 1);
        EXPECT_THAT(titles(tx.changesSince(0, 10)), ElementsAre("before"));
    });
}

TEST_P(Records, IsThereAfterClosingAndOpening)
{
    const auto id = putIncident(*m_store, "slow");
    const auto epoch = read(*m_store, [](ReadTransaction& tx) { return tx.epoch(); });
    EXPECT_TRUE(Uuid::parse(epoch));
    reopen();
    read(*m_store, [&](ReadTransaction& tx) {
        EXPECT_EQ(tx.epoch(), epoch);
        EXPECT_EQ(find(tx, id)->value.title, "slow");
        return 0;
    });
}

TEST_P(Records, TwoStoresHaveTwoEpochs)
{
    const auto other = GetParam() == Backend::Sqlite ? sqlitePlace() : postgresPlace();
    const auto epoch = [](ReadTransaction& tx) { return tx.epoch(); };
    EXPECT_NE(read(*m_store, epoch), read(*other->open(), epoch));
}

TEST_P(Records, RefusesWhatOneOfTheDatabasesCouldNotKeep)
{
    const auto refused = [&](auto work) { EXPECT_THROW(m_store->write(work), std::invalid_argument); };
    using namespace std::string_view_literals;
    refused([](WriteTransaction& tx) { tx.setKey("space", "a\0b"sv, "value"); });
    refused([](WriteTransaction& tx) { tx.setKey("space", "key", "\xff"); });
    refused([](WriteTransaction& tx) { tx.setKey("space", "key", "\xed\xa0\x80"); });
    refused([](WriteTransaction& tx) { tx.put(Kind::Incident, Uuid(), {}, "aiko"); });
    refused([](WriteTransaction& tx) { tx.put(Kind::Incident, Uuid::generate(), {{"a", "\xc0"}}, "aiko"); });
    write(*m_store, [](WriteTransaction& tx) {
        boost::json::object value{{"text", boost::json::string("a\0b"sv)}};
        const Uuid id = Uuid::generate();
        tx.put(Kind::Incident, id, value, "aiko");
        EXPECT_EQ(tx.find(Kind::Incident, id)->value, value);
    });
}

TEST_P(Records, TheAuditLogHoldsTogether)
{
    write(*m_store, [](WriteTransaction& tx) {
        tx.audit("aiko", "sign-in", "console", "10.0.0.1");
        tx.audit("aiko", "role", "ben", "viewer → responder");
    });
    write(*m_store, [](WriteTransaction& tx) { tx.audit("ben", "sign-in", "console", "\"quoted\"\n"); });
    const auto log = read(*m_store, [](ReadTransaction& tx) { return tx.auditEntries(1, 10); });
    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(log[0].n, 2);
    EXPECT_EQ(log[0].detail, "viewer → responder");
    EXPECT_EQ(log[1].by, "ben");
    EXPECT_EQ(log[1].hash.size(), 64U);
    EXPECT_THAT(m_store->check(), IsEmpty());
}

TEST_P(Records, FindsTheAuditEntriesOfAnIncidentAndOfWhatBelongsToIt)
{
    const auto id = putIncident(*m_store, "slow");
    const auto other = putIncident(*m_store, "another");
    const auto seen = Id<TimelineEvent>::generate();
    write(*m_store, [&](WriteTransaction& tx) {
        tx.audit("aiko", "create", "incident/" + id.toString(), "");
        tx.audit("aiko", "create", "incident/" + other.toString(), "");
        put(tx, seen, event(id, "seen"), "ben");
        tx.audit("ben", "create", "timeline-event/" + seen.toString(), "");
        tx.audit("ben", "create token", "token/7", "");
        tx.remove(Kind::TimelineEvent, seen.uuid(), "ben");
        tx.audit("ben", "remove", "timeline-event/" + seen.toString(), "");
    });
    const auto numbers = [&](std::optional<std::int64_t> before, int limit) {
        std::vector<std::int64_t> out;
        for (const auto& entry :
             read(*m_store, [&](ReadTransaction& tx) { return tx.auditOf(id.uuid(), before, limit); }))
            out.push_back(entry.n);
        return out;
    };
    EXPECT_THAT(numbers(std::nullopt, 10), ElementsAre(5, 3, 1));
    EXPECT_THAT(numbers(std::nullopt, 2), ElementsAre(5, 3));
    EXPECT_THAT(numbers(3, 10), ElementsAre(1));
    EXPECT_EQ(read(*m_store, [](ReadTransaction& tx) { return tx.lastAudit(); }), 5);
    EXPECT_THAT(m_store->check(), IsEmpty());
}

} // namespace
} // namespace matoi::store::test
