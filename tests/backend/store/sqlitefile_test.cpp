#include "backend/store/auditchain.h"
#include "models/sqlite/connection.h"
#include "tests/backend/store/storefixture.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace matoi::store::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

std::string refusal(const std::string& folder)
{
    try {
        openSqliteStore(folder);
    } catch (const StoreError& error) {
        return error.what();
    }
    return "opened";
}

std::string fileIn(const TemporaryFolder& folder)
{
    return folder.path() + "/matoid.sqlite";
}

TEST(SqliteFile, IsForOneServiceAtATime)
{
    TemporaryFolder folder;
    {
        const auto store = openSqliteStore(folder.path());
        EXPECT_THAT(refusal(folder.path()),
                    AllOf(HasSubstr(folder.path()), HasSubstr("in use by another matoid"),
                          HasSubstr(std::to_string(::getpid()))));
    }
    EXPECT_EQ(refusal(folder.path()), "opened");
}

TEST(SqliteFile, IsReadableByItsOwnerOnlyAndTheFolderIsMade)
{
    TemporaryFolder folder;
    const std::string inside = folder.path() + "/deep/inside";
    const auto store = openSqliteStore(inside);
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(inside).permissions(), perms::owner_all);
    EXPECT_EQ(std::filesystem::status(inside + "/matoid.sqlite").permissions(),
              perms::owner_read | perms::owner_write);
    EXPECT_EQ(std::filesystem::status(inside + "/matoid.sqlite-wal").permissions(),
              perms::owner_read | perms::owner_write);
}

TEST(SqliteFile, OfANewerServiceIsRefusedByName)
{
    TemporaryFolder folder;
    openSqliteStore(folder.path());
    sqlite::Connection(fileIn(folder)).script("PRAGMA user_version = 99");
    EXPECT_THAT(refusal(folder.path()), AllOf(HasSubstr(fileIn(folder)), HasSubstr("newer Matoi")));
}

TEST(SqliteFile, ThatIsNoDatabaseIsRefusedByName)
{
    TemporaryFolder folder;
    std::ofstream(fileIn(folder)) << std::string(8000, 'x');
    EXPECT_THAT(refusal(folder.path()), AllOf(HasSubstr(fileIn(folder)), HasSubstr("not a database")));
    EXPECT_THAT(refusal("/proc/nowhere"), HasSubstr("/proc/nowhere"));
}

/// Not a test: makes the file of the present schema at MATOI_FIXTURE, once, before the next schema is begun.
TEST(SqliteFile, DISABLED_WritesTheFixtureOfThisSchema)
{
    const char* target = std::getenv("MATOI_FIXTURE");
    ASSERT_TRUE(target);
    TemporaryFolder folder;
    {
        const auto store = openSqliteStore(folder.path());
        const domain::Id<domain::Incident> id(Uuid::named("fixture"));
        write(*store, [&](WriteTransaction& tx) {
            put(tx, id, incident("Payments slow"), "aiko");
            tx.audit("aiko", "sign-in", "console", "");
            tx.audit("aiko", "create", "incident/" + id.toString(), "INC-2041");
        });
        write(*store, [&](WriteTransaction& tx) {
            put(tx, id, incident("決済が遅い"), "ben");
            put(tx, domain::Id<domain::TimelineEvent>(Uuid::named("fixture event")),
                event(id, "p99 over 4 s"), "ben");
            tx.setKey("open", "alert", "fixture");
            tx.nextNumber("incident", 2041);
            tx.setDue("incident", id.uuid(), tx.now());
            tx.audit("ben", "role", "aiko", "viewer → responder");
        });
    }
    {
        sqlite::Connection connection(fileIn(folder));
        connection.script("UPDATE meta SET epoch = '3d7c7a6e-3c1f-4e52-9d1a-0c5f1a2b3c4d'");
    }
    std::filesystem::copy_file(fileIn(folder), target);
}

/// A file of every schema that was ever published has to open, hold what it held, and be sound.
TEST(SqliteFile, OfTheFirstSchemaStillOpens)
{
    TemporaryFolder folder;
    std::filesystem::copy_file(MATOI_TEST_DATA "/store/v1.sqlite", fileIn(folder));
    const auto store = openSqliteStore(folder.path());
    EXPECT_THAT(store->check(), IsEmpty());
    read(*store, [](ReadTransaction& tx) {
        EXPECT_EQ(tx.epoch(), "3d7c7a6e-3c1f-4e52-9d1a-0c5f1a2b3c4d");
        EXPECT_EQ(tx.lastChange(), 3);
        const auto incident = find(tx, domain::Id<domain::Incident>(Uuid::named("fixture")));
        EXPECT_TRUE(incident);
        if (incident) {
            EXPECT_EQ(incident->value.title, "決済が遅い");
            EXPECT_EQ(incident->meta.rev, 2);
            EXPECT_EQ(tx.history(Kind::Incident, incident->id.uuid()).size(), 1U);
            EXPECT_EQ(list<domain::TimelineEvent>(tx, incident->id.uuid()).size(), 1U);
        }
        EXPECT_EQ(tx.key("open", "alert"), "fixture");
        EXPECT_EQ(tx.key("counter", "incident"), "2041");
        EXPECT_TRUE(tx.nextDue("incident"));
        EXPECT_EQ(tx.auditEntries(0, 10).size(), 2U);
        return 0;
    });
}

/// What was written before incidents had their audit entries listed is listed by the migration.
TEST(SqliteFile, OfTheFirstSchemaFindsTheAuditEntriesOfItsIncidents)
{
    TemporaryFolder folder;
    std::filesystem::copy_file(MATOI_TEST_DATA "/store/v1.sqlite", fileIn(folder));
    const Uuid id = Uuid::named("fixture");
    {
        sqlite::Connection file(fileIn(folder));
        AuditEntry entry{.n = 3, .by = "ben", .action = "create", .hash = {}};
        const auto before = file.text("SELECT hash FROM audit WHERE n = 2");
        for (const std::string& subject :
             {"incident/" + id.toString(), "timeline-event/" + Uuid::named("fixture event").toString()}) {
            entry.subject = subject;
            entry.hash = auditHash(entry.n == 3 ? before.value() : entry.hash, entry);
            file.run("INSERT INTO audit (n, at, by_whom, action, subject, detail, hash) "
                     "VALUES (?1, 0, 'ben', 'create', ?2, '', ?3)",
                     entry.n++, subject, entry.hash);
        }
    }
    const auto store = openSqliteStore(folder.path());
    EXPECT_THAT(store->check(), IsEmpty());
    const auto found = read(*store, [&](ReadTransaction& tx) { return tx.auditOf(id, std::nullopt, 10); });
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].n, 4);
    EXPECT_EQ(found[1].subject, "incident/" + id.toString());
}

/// The entries of the audit log that are about the incident of the fixtures.
std::vector<AuditEntry> auditOfFixture(const std::string& file)
{
    TemporaryFolder folder;
    std::filesystem::copy_file(std::string(MATOI_TEST_DATA "/store/") + file, fileIn(folder));
    const auto store = openSqliteStore(folder.path());
    EXPECT_THAT(store->check(), IsEmpty());
    return read(*store,
                [](ReadTransaction& tx) { return tx.auditOf(Uuid::named("fixture"), std::nullopt, 10); });
}

TEST(SqliteFile, OfTheSecondSchemaStillOpensAndItsAuditIsFoundByIncident)
{
    const auto found = auditOfFixture("v2.sqlite");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].action, "create");
}

/// The third schema did not list entries that were written before the record that they are about.
TEST(SqliteFile, OfTheThirdSchemaFindsTheAuditEntriesThatWereLeftOut)
{
    TemporaryFolder folder;
    std::filesystem::copy_file(MATOI_TEST_DATA "/store/v3.sqlite", fileIn(folder));
    {
        sqlite::Connection file(fileIn(folder));
        file.run("DELETE FROM audit_incidents");
    }
    const auto store = openSqliteStore(folder.path());
    EXPECT_THAT(store->check(), IsEmpty());
    const auto found = read(
        *store, [](ReadTransaction& tx) { return tx.auditOf(Uuid::named("fixture"), std::nullopt, 10); });
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].action, "create");
}

TEST(SqliteFile, OfTheThirdSchemaStillOpens)
{
    EXPECT_EQ(auditOfFixture("v3.sqlite").size(), 1U);
}

TEST(SqliteFile, OfTheFourthSchemaStillOpens)
{
    EXPECT_EQ(auditOfFixture("v4.sqlite").size(), 1U);
}

TEST(SqliteFile, OfTheFifthSchemaStillOpens)
{
    EXPECT_EQ(auditOfFixture("v5.sqlite").size(), 1U);
}

} // namespace
} // namespace matoi::store::test
