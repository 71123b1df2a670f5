#include "models/sqlite/connection.h"
#include "models/sqlite/maintenance.h"
#include "tests/models/sqlite/temporaryfile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace matoi::sqlite::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

void fill(Connection& connection)
{
    connection.script(
        "CREATE TABLE t (i INTEGER PRIMARY KEY, text TEXT) STRICT; CREATE INDEX by_text ON t (text)");
    Transaction transaction(connection);
    for (int i = 0; i < 2000; ++i)
        connection.run("INSERT INTO t VALUES (?1, ?2)", i, "row number " + std::to_string(i));
    transaction.commit();
}

TEST(SqliteBackup, CopiesWhatIsCommittedAndReplacesAnEarlierCopy)
{
    TemporaryFile file;
    Connection connection(file.path());
    fill(connection);
    const std::string target = file.path() + ".copy";
    backup(connection, target);
    connection.run("DELETE FROM t WHERE i >= 10");
    backup(connection, target);
    Connection copy(target);
    EXPECT_EQ(copy.integer("SELECT COUNT(*) FROM t"), 10);
    EXPECT_THAT(check(copy), IsEmpty());
    EXPECT_FALSE(std::filesystem::exists(target + ".partial"));
}

TEST(SqliteBackup, SaysWhichFileCannotBeWritten)
{
    TemporaryFile file;
    Connection connection(file.path());
    try {
        backup(connection, "/nowhere/copy.sqlite");
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("/nowhere/copy.sqlite"));
    }
}

TEST(SqliteCheck, FindsPagesThatWereOverwritten)
{
    TemporaryFile file;
    {
        Connection connection(file.path());
        fill(connection);
        EXPECT_THAT(check(connection), IsEmpty());
    }
    const auto size = std::filesystem::file_size(file.path());
    std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(size - 4096 * 3));
    bytes << std::string(4096, 'x');
    bytes.close();
    Connection connection(file.path());
    EXPECT_THAT(check(connection), Not(IsEmpty()));
}

TEST(SqliteCheck, FindsARowThatRefersToNothing)
{
    TemporaryFile file;
    Connection connection(file.path());
    connection.script("CREATE TABLE parent (i INTEGER PRIMARY KEY) STRICT;"
                      "CREATE TABLE child (i INTEGER REFERENCES parent (i)) STRICT;"
                      "PRAGMA foreign_keys = OFF; INSERT INTO child VALUES (5)");
    EXPECT_THAT(check(connection), testing::ElementsAre(HasSubstr("a row of child refers to one of parent")));
}

} // namespace
} // namespace matoi::sqlite::test
