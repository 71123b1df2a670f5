#include "models/sqlite/connection.h"
#include "models/sqlite/migration.h"
#include "tests/models/sqlite/temporaryfile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <thread>

namespace matoi::sqlite::test {
namespace {

using testing::HasSubstr;

constexpr std::array steps = {
    Migration{1, "CREATE TABLE person (name TEXT) STRICT"},
    Migration{2, "ALTER TABLE person ADD COLUMN team TEXT; UPDATE person SET team = 'none'"},
    Migration{3, "CREATE INDEX person_by_team ON person (team)"},
};

std::span<const Migration> upTo(std::size_t number)
{
    return std::span(steps).first(number);
}

TEST(SqliteMigration, ANewFileGetsEveryStepAndNoCopy)
{
    TemporaryFile file;
    Connection connection(file.path());
    EXPECT_EQ(migrate(connection, steps), 0);
    EXPECT_EQ(connection.integer("PRAGMA user_version"), 3);
    connection.run("INSERT INTO person (name, team) VALUES ('aiko', 'payments')");
    EXPECT_FALSE(std::filesystem::exists(copyBeforeMigration(file.path(), 0)));
}

TEST(SqliteMigration, FromEveryEarlierSchemaDataComesAlongAndTheOldFileIsKept)
{
    for (std::size_t had = 1; had <= 2; ++had) {
        TemporaryFile file;
        {
            Connection old(file.path());
            migrate(old, upTo(had));
            old.run("INSERT INTO person (name) VALUES ('aiko')");
        }
        Connection connection(file.path());
        EXPECT_EQ(migrate(connection, steps), static_cast<int>(had));
        EXPECT_EQ(connection.text("SELECT name FROM person"), "aiko");
        EXPECT_EQ(connection.text("SELECT team FROM person"),
                  had == 1 ? std::optional("none") : std::nullopt);

        Connection copy(copyBeforeMigration(file.path(), static_cast<int>(had)), Access::ReadOnly);
        EXPECT_EQ(copy.integer("PRAGMA user_version"), had);
        EXPECT_EQ(copy.text("SELECT name FROM person"), "aiko");
    }
}

TEST(SqliteMigration, RefusesAFileOfANewerProgramAndLeavesItAlone)
{
    TemporaryFile file;
    Connection connection(file.path());
    migrate(connection, steps);
    try {
        migrate(connection, upTo(2));
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("newer Matoi (schema 3, this one knows up to 2)"));
        EXPECT_THAT(error.what(), HasSubstr(file.path()));
    }
    EXPECT_EQ(connection.integer("PRAGMA user_version"), 3);
}

TEST(SqliteMigration, AStepThatFailsChangesNothingAndTheOnesBeforeStay)
{
    constexpr std::array broken = {
        steps[0], steps[1],
        Migration{3, "CREATE TABLE half (i INTEGER) STRICT; INSERT INTO nowhere VALUES (1)"}};
    TemporaryFile file;
    Connection connection(file.path());
    migrate(connection, upTo(1));
    EXPECT_THROW(migrate(connection, broken), Error);
    EXPECT_EQ(connection.integer("PRAGMA user_version"), 2);
    EXPECT_EQ(connection.integer("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'half'"), 0);
    EXPECT_FALSE(connection.inTransaction());
    EXPECT_EQ(migrate(connection, steps), 2);
}

TEST(SqliteMigration, TwoProgramsMayStartAtOnce)
{
    TemporaryFile file;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            Connection connection(file.path());
            EXPECT_NO_THROW(migrate(connection, steps));
            EXPECT_EQ(connection.integer("PRAGMA user_version"), 3);
        });
    for (std::thread& thread : threads)
        thread.join();
}

} // namespace
} // namespace matoi::sqlite::test
