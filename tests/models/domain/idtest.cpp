#include "models/domain/id.h"

#include <gtest/gtest.h>

#include <set>

namespace matoi::domain {
namespace {

TEST(Uuid, ReadsBackWhatItWrites)
{
    for (int i = 0; i < 100; ++i) {
        const Uuid uuid = Uuid::generate();
        EXPECT_EQ(Uuid::parse(uuid.toString()), uuid);
    }
}

TEST(Uuid, IsDifferentEachTime)
{
    std::set<Uuid> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(Uuid::generate());
    EXPECT_EQ(seen.size(), 1000U);
}

TEST(Uuid, GivesTheSameIdForTheSameName)
{
    EXPECT_EQ(Uuid::named("summary:a"), Uuid::named("summary:a"));
    EXPECT_NE(Uuid::named("summary:a"), Uuid::named("summary:b"));
    // Consoles and services of any version have to come to the same one: RFC 4122, version 5.
    EXPECT_EQ(Uuid::named("summary:a").toString(), "5d9e19ec-177f-50fe-914f-af1eb8faa7bc");
}

TEST(Uuid, RefusesWhatIsNotOne)
{
    EXPECT_FALSE(Uuid::parse(""));
    EXPECT_FALSE(Uuid::parse("0b5c2a9e-4d7a-4c0e-9f00-00000000000"));
    EXPECT_FALSE(Uuid::parse("0b5c2a9e-4d7a-4c0e-9f00-00000000000g"));
    EXPECT_FALSE(Uuid::parse("0b5c2a9e+4d7a-4c0e-9f00-000000000000"));
}

} // namespace
} // namespace matoi::domain
