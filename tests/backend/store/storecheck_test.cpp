#include "models/domain/attachment.h"
#include "tests/backend/store/storefixture.h"

#include <gmock/gmock.h>

namespace matoi::store::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

/// A store with some of everything is damaged behind its back; the check has to say what is wrong.
class StoreCheck : public StoreTest
{
protected:
    StoreCheck()
    {
        const auto id = putIncident(*m_store, "slow");
        write(*m_store, [&](WriteTransaction& tx) {
            put(tx, id, incident("slower"), "ben");
            domain::TimelineEvent seen = event(id, "seen");
            seen.attachments = {{"graph.png", "image/png", 5, domain::contentHash("bytes"), 2, 1}};
            tx.putContent(domain::contentHash("bytes"), "bytes");
            put(tx, domain::Id<domain::TimelineEvent>::generate(), seen, "ben");
            tx.remove(Kind::Incident, id.uuid(), "ben");
            tx.setDue("incident", id.uuid(), tx.now());
            tx.setDue("whatever", Uuid::generate(), tx.now());
            for (const char* action : {"one", "two", "three"})
                tx.audit("ben", action, "this", "");
        });
    }

    std::vector<std::string> checkAfter(const std::string& sql)
    {
        m_store.reset();
        m_place->damage(sql);
        m_store = m_place->open();
        return m_store->check();
    }
    std::string auditUnlocked(const std::string& sql) const
    {
        return (GetParam() == Backend::Sqlite
                    ? "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; "
                    : "DROP TRIGGER audit_is_append_only ON audit; ") +
               sql;
    }
    /// PostgreSQL has to let go of the reference first.
    std::string historyUnlocked(const std::string& sql) const
    {
        return (GetParam() == Backend::Sqlite
                    ? ""
                    : "ALTER TABLE history DROP CONSTRAINT history_kind_id_fkey; ") +
               sql;
    }
};
MATOI_OVER_BOTH_STORES(StoreCheck);

/// The third schema left out what was written before the record that it is about.
TEST_P(StoreCheck, FindsNothingInAStoreOfTheThirdSchemaAfterItWasOpened)
{
    const auto id = putIncident(*m_store, "slow");
    write(*m_store,
          [&](WriteTransaction& tx) { tx.audit("ben", "create", "incident/" + id.toString(), ""); });
    EXPECT_THAT(checkAfter("DELETE FROM audit_incidents; " +
                           std::string(GetParam() == Backend::Sqlite
                                           ? "PRAGMA user_version = 3"
                                           : "DELETE FROM schema_version WHERE number > 3")),
                IsEmpty());
    EXPECT_EQ(
        read(*m_store, [&](ReadTransaction& tx) { return tx.auditOf(id.uuid(), std::nullopt, 10).size(); }),
        1U);
}

TEST_P(StoreCheck, FindsAnAuditEntryThatItsIncidentDoesNotList)
{
    const auto id = putIncident(*m_store, "slow");
    write(*m_store, [&](WriteTransaction& tx) {
        const domain::Id<domain::TimelineEvent> seen(Uuid::generate());
        tx.audit("ben", "create", "timeline-event/" + seen.toString(), ""); // before the event is there
        put(tx, seen, event(id, "seen"), "ben");
    });
    EXPECT_THAT(m_store->check(), Contains(HasSubstr("is not listed with the incident " + id.toString())));
}

TEST_P(StoreCheck, FindsNothingInASoundOne)
{
    EXPECT_THAT(m_store->check(), IsEmpty());
}

TEST_P(StoreCheck, FindsAValueThatIsNoJson)
{
    EXPECT_THAT(checkAfter("UPDATE records SET value = '{\"title\":' WHERE kind = 'incident'"),
                Contains(HasSubstr("is damaged")));
}

TEST_P(StoreCheck, FindsAValueThatDoesNotDecode)
{
    EXPECT_THAT(checkAfter("UPDATE records SET value = '{\"title\":5}' WHERE kind = 'incident'"),
                Contains(HasSubstr("is damaged: ")));
}

TEST_P(StoreCheck, FindsAKindThatNobodyKnows)
{
    EXPECT_THAT(checkAfter("UPDATE records SET kind = 'unicorn' WHERE kind = 'timeline-event'"),
                Contains(HasSubstr("unicorn")));
}

TEST_P(StoreCheck, FindsAParentThatIsNotTheValues)
{
    EXPECT_THAT(checkAfter("UPDATE records SET parent = id WHERE kind = 'timeline-event'"),
                Contains(HasSubstr("another parent")));
}

TEST_P(StoreCheck, FindsACounterThatIsBehind)
{
    EXPECT_THAT(checkAfter("UPDATE meta SET change = 2"), Contains(HasSubstr("the counter stands at 2")));
}

TEST_P(StoreCheck, FindsAMissingRevision)
{
    EXPECT_THAT(checkAfter("DELETE FROM history WHERE rev = 1"), Contains(HasSubstr("but 1 earlier values")));
}

TEST_P(StoreCheck, FindsHistoryWithoutARecord)
{
    EXPECT_THAT(checkAfter(historyUnlocked("DELETE FROM records WHERE kind = 'incident'")),
                Contains(HasSubstr("belongs to no record")));
}

TEST_P(StoreCheck, FindsWhatIsDueForARecordThatIsNotThere)
{
    EXPECT_THAT(
        checkAfter(historyUnlocked("DELETE FROM history; DELETE FROM records WHERE kind = 'incident'")),
        testing::ElementsAre(HasSubstr("something is due for the incident")));
}

TEST_P(StoreCheck, FindsAnAuditEntryThatWasChanged)
{
    EXPECT_THAT(checkAfter(auditUnlocked("UPDATE audit SET by_whom = 'aiko' WHERE n = 2")),
                Contains(HasSubstr("audit entry 2 was changed")));
}

TEST_P(StoreCheck, FindsAnAuditEntryThatWasTakenOut)
{
    EXPECT_THAT(checkAfter(auditUnlocked("DELETE FROM audit WHERE n = 2")),
                Contains(HasSubstr("audit entry 2 is missing")));
}

TEST_P(StoreCheck, FindsContentThatIsDamaged)
{
    EXPECT_THAT(checkAfter(GetParam() == Backend::Sqlite ? "UPDATE contents SET bytes = x'626974'"
                                                         : "UPDATE contents SET bytes = '\\x626974'"),
                Contains(HasSubstr("the content " + domain::contentHash("bytes") + " is damaged")));
}

TEST_P(StoreCheck, FindsContentThatIsMissing)
{
    EXPECT_THAT(checkAfter("DELETE FROM contents"),
                testing::ElementsAre(HasSubstr("names the content " + domain::contentHash("bytes") +
                                               " (attachments[0].sha256), which is missing")));
}

TEST_P(StoreCheck, TheAuditLogCannotBeChangedByAccident)
{
    m_store.reset();
    EXPECT_ANY_THROW(m_place->damage("UPDATE audit SET by_whom = 'aiko'"));
    EXPECT_ANY_THROW(m_place->damage("DELETE FROM audit"));
}

TEST_P(StoreCheck, AFailureThatTheWorkSwallowsStillUndoesIt)
{
    m_store.reset();
    m_place->damage("DROP TABLE dues");
    m_store = m_place->open();
    const Uuid id = Uuid::generate();
    EXPECT_THROW(m_store->write([&](WriteTransaction& tx) {
        tx.put(Kind::Incident, id, {}, "aiko");
        try {
            tx.setDue("page", id, tx.now());
        } catch (const StoreError&) {
            tx.setKey("space", "key", "carried on");
        }
    }),
                 StoreError);
    EXPECT_FALSE(read(*m_store, [&](ReadTransaction& tx) { return tx.find(Kind::Incident, id); }));
    putIncident(*m_store, "and works again");
}

} // namespace
} // namespace matoi::store::test
