#include "backend/services/questionset.h"
#include "backend/services/seed.h"
#include "tests/backend/services/world.h"

#include <set>

namespace matoi::test {
namespace {

TEST(Seed, ANewStoreGetsTheDefaultQuestionsOnce)
{
    World world;
    services::seed(world.store);
    services::seed(world.store);
    const auto sets = world.all<QuestionSet>();
    ASSERT_EQ(sets.size(), 1U);
    EXPECT_EQ(sets[0].meta.rev, 1);
    EXPECT_EQ(sets[0].value, services::defaultQuestionSet());
}

TEST(Seed, ASetThatWasRemovedStaysRemoved)
{
    World world;
    services::seed(world.store);
    ASSERT_TRUE(world.remove(services::defaultQuestionSetId()));
    services::seed(world.store);
    EXPECT_TRUE(world.all<QuestionSet>().empty());
}

TEST(Seed, TheQuestionsCoverEveryCategoryInBothLanguages)
{
    std::set<QuestionCategory> categories;
    std::set<std::string> keys;
    for (const Question& question : services::defaultQuestionSet().questions) {
        categories.insert(question.category);
        EXPECT_TRUE(keys.insert(question.key).second) << question.key;
        for (const auto* text :
             {&question.textEn, &question.textJa, &question.guidanceEn, &question.guidanceJa})
            EXPECT_FALSE(text->empty()) << question.key;
    }
    EXPECT_EQ(categories.size(), 4U);
}

} // namespace
} // namespace matoi::test
