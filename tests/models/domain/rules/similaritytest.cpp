#include "models/domain/rules/similarity.h"

#include <gtest/gtest.h>

namespace matoi::domain::rules {
namespace {

IncidentTraits incident(std::vector<std::string> words, std::string service = {}, int daysAgo = 0)
{
    IncidentTraits traits;
    traits.id = Id<Incident>::generate();
    traits.words = std::move(words);
    std::sort(traits.words.begin(), traits.words.end());
    traits.service = std::move(service);
    traits.startedAt = Time(std::chrono::hours(24 * (1000 - daysAgo)));
    return traits;
}

TEST(Similarity, PutsTheSameAlarmBeforeTheSameServiceBeforeWordsAlone)
{
    IncidentTraits now = incident({"checkout", "slow", "price"}, "checkout-api");
    now.alarms = {"CheckoutSlow"};
    IncidentTraits alarm = incident({"other"}, "", 30);
    alarm.alarms = {"CheckoutSlow", "Another"};
    const IncidentTraits service = incident({"login"}, "checkout-api", 20);
    const IncidentTraits words = incident({"price", "slow", "list"}, "catalogue", 10);
    const IncidentTraits nothing = incident({"invoice"}, "billing", 1);
    const auto found = rankSimilar(now, {words, nothing, service, alarm}, 10);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].id, alarm.id);
    EXPECT_EQ(found[0].why.alarms, std::vector<std::string>{"CheckoutSlow"});
    EXPECT_EQ(found[1].id, service.id);
    EXPECT_TRUE(found[1].why.sameService);
    EXPECT_EQ(found[2].id, words.id);
    EXPECT_EQ(found[2].why.words, (std::vector<std::string>{"price", "slow"}));
}

TEST(Similarity, WeighsAWordByHowRareItIs)
{
    const IncidentTraits now = incident({"api", "failover"});
    std::vector<IncidentTraits> past;
    for (int i = 0; i < 30; ++i)
        past.push_back(incident({"api"}, {}, i));
    past.push_back(incident({"failover"}, {}, 99));
    const auto found = rankSimilar(now, past, 3);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().why.words, std::vector<std::string>{"failover"});
    EXPECT_EQ(found.size(), 1U) << "a word that everything has is no reason";
}

TEST(Similarity, GivesOfEqualOnesTheNewestAndNotMoreThanWereAskedFor)
{
    const IncidentTraits now = incident({}, "checkout-api");
    std::vector<IncidentTraits> past;
    for (const int days : {9, 3, 6})
        past.push_back(incident({}, "checkout-api", days));
    const auto found = rankSimilar(now, past, 2);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].id, past[1].id);
    EXPECT_EQ(found[1].id, past[2].id);
}

TEST(Similarity, LearnsFromWhatPeopleRefused)
{
    const IncidentTraits now = incident({}, "checkout-api");
    IncidentTraits refused = incident({}, "checkout-api", 1);
    const IncidentTraits other = incident({}, "checkout-api", 50);
    refused.refusals = 1;
    const auto found = rankSimilar(now, {refused, other}, 5);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().id, other.id);
}

TEST(Similarity, NeverNamesTheIncidentItself)
{
    const IncidentTraits now = incident({"a1"}, "checkout-api");
    EXPECT_TRUE(rankSimilar(now, {now}, 5).empty());
}

} // namespace
} // namespace matoi::domain::rules
