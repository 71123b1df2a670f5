#include "models/sqlite/connection.h"
#include "models/sqlite/readerpool.h"
#include "tests/models/sqlite/temporaryfile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sqlite3.h>
#include <thread>

namespace matoi::sqlite::test {
namespace {

using domain::Time;
using domain::Uuid;
using testing::HasSubstr;
using testing::StartsWith;

TEST(SqliteConnection, GivesBackEveryTypeThatWasBound)
{
    TemporaryFile file;
    Connection connection(file.path());
    connection.script(
        "CREATE TABLE t (i INTEGER, r REAL, s TEXT, b BLOB, u BLOB, at INTEGER, none TEXT) STRICT");
    const Uuid id = Uuid::generate();
    const Time at{domain::Duration(1'795'000'000'123)};
    using namespace std::string_literals;
    const std::string text = "障害\0x"s;
    connection.run("INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", std::int64_t(-5), 1.5, text,
                   Blob{"\xff\x00\x01"s}, id, at, std::optional<std::string>());
    Query row = connection.query("SELECT * FROM t");
    ASSERT_TRUE(row.step());
    EXPECT_EQ(row.integer(0), -5);
    EXPECT_EQ(row.real(1), 1.5);
    EXPECT_EQ(row.text(2), text);
    EXPECT_EQ(row.blob(3), "\xff\x00\x01"s);
    EXPECT_EQ(row.uuid(4), id);
    EXPECT_EQ(row.time(5), at);
    EXPECT_EQ(row.maybeText(6), std::nullopt);
    EXPECT_EQ(row.maybeUuid(4), id);
    EXPECT_FALSE(row.step());
}

TEST(SqliteConnection, AnEmptyTextAndAnEmptyBlobAreNotNull)
{
    TemporaryFile file;
    Connection connection(file.path());
    Query row = connection.query("SELECT ?1, ?2", "", Blob{});
    ASSERT_TRUE(row.step());
    EXPECT_FALSE(row.isNull(0));
    EXPECT_FALSE(row.isNull(1));
    EXPECT_EQ(row.text(0), "");
}

TEST(SqliteConnection, ForgetsTheValuesOfTheLastUse)
{
    TemporaryFile file;
    Connection connection(file.path());
    EXPECT_EQ(connection.integer("SELECT ?1", 5), 5);
    EXPECT_EQ(connection.query("SELECT ?1").bind(1, nullptr).step(), true);
    EXPECT_EQ(connection.integer("SELECT ?1"), std::nullopt);
}

TEST(SqliteConnection, OneQueryMayRunInsideItsOwnLoop)
{
    TemporaryFile file;
    Connection connection(file.path());
    connection.script("CREATE TABLE t (i INTEGER) STRICT; INSERT INTO t VALUES (1), (2), (3)");
    int pairs = 0;
    const char* sql = "SELECT i FROM t";
    Query outer = connection.query(sql);
    while (outer.step()) {
        Query inner = connection.query(sql);
        while (inner.step())
            ++pairs;
    }
    EXPECT_EQ(pairs, 9);
}

TEST(SqliteConnection, ErrorsNameTheFile)
{
    TemporaryFile file;
    Connection connection(file.path());
    try {
        connection.run("SELECT * FROM nowhere");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.file(), file.path());
        EXPECT_EQ(error.code(), SQLITE_ERROR);
        EXPECT_THAT(error.what(), StartsWith(file.path() + ": "));
        EXPECT_THAT(error.what(), HasSubstr("nowhere"));
    }
}

TEST(SqliteConnection, RefusesAFileThatIsNoDatabase)
{
    TemporaryFile file;
    std::ofstream(file.path()) << std::string(5000, 'x');
    EXPECT_THROW(Connection connection(file.path()), Error);
    EXPECT_THROW(Connection connection("/nowhere/at/all.sqlite"), Error);
}

TEST(SqliteConnection, WritesThroughALogThatSurvivesAPowerCut)
{
    TemporaryFile file;
    Connection connection(file.path());
    EXPECT_EQ(connection.text("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(connection.integer("PRAGMA synchronous"), 2);
    EXPECT_EQ(connection.integer("PRAGMA foreign_keys"), 1);
}

TEST(SqliteTransaction, RollsBackUnlessCommitted)
{
    TemporaryFile file;
    Connection connection(file.path());
    connection.script("CREATE TABLE t (i INTEGER) STRICT");
    {
        Transaction transaction(connection);
        connection.run("INSERT INTO t VALUES (1)");
    }
    EXPECT_EQ(connection.integer("SELECT COUNT(*) FROM t"), 0);
    Transaction transaction(connection);
    connection.run("INSERT INTO t VALUES (1)");
    transaction.commit();
    EXPECT_EQ(connection.integer("SELECT COUNT(*) FROM t"), 1);
    EXPECT_FALSE(connection.inTransaction());
}

TEST(SqliteReaderPool, ReadsOneStateAndCannotWrite)
{
    TemporaryFile file;
    Connection writer(file.path());
    writer.script("CREATE TABLE t (i INTEGER) STRICT");
    ReaderPool readers(file.path(), 1);
    readers.read([&](Connection& reader) {
        EXPECT_EQ(reader.integer("SELECT COUNT(*) FROM t"), 0);
        writer.run("INSERT INTO t VALUES (1)");
        EXPECT_EQ(reader.integer("SELECT COUNT(*) FROM t"), 0);
        EXPECT_THROW(reader.run("INSERT INTO t VALUES (2)"), Error);
    });
    // The same connection, and after an exception too.
    EXPECT_THROW(readers.read([](Connection&) { throw std::runtime_error("stop"); }), std::runtime_error);
    readers.read([&](Connection& reader) { EXPECT_EQ(reader.integer("SELECT COUNT(*) FROM t"), 1); });
}

TEST(SqliteReaderPool, MakesCallersWaitForAFreeConnection)
{
    TemporaryFile file;
    Connection writer(file.path());
    writer.script("CREATE TABLE t (i INTEGER) STRICT");
    ReaderPool readers(file.path(), 2);
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < 50; ++n)
                readers.read([&](Connection& reader) {
                    EXPECT_EQ(reader.integer("SELECT COUNT(*) FROM t"), 0);
                    ++done;
                });
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(done, 400);
}

} // namespace
} // namespace matoi::sqlite::test
