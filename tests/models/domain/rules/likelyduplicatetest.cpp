#include "models/domain/rules/likelyduplicate.h"

#include <gtest/gtest.h>

namespace matoi::domain::rules {
namespace {

Record<Incident> incident(const std::string& title, IncidentStatus status = IncidentStatus::Open)
{
    Record<Incident> record;
    record.id = Id<Incident>::generate();
    record.value.title = title;
    record.value.status = status;
    return record;
}

TEST(LikelyDuplicate, IsOneWhoseTitleIsMuchAlikeInEitherLanguage)
{
    const auto all = {incident("Search index lag over 15 min in ap-northeast-1"),
                      incident("決済が遅い・失敗する"), incident("Nightly invoice export delayed")};
    const auto english = likelyDuplicates({"search index lags", "", {}}, all);
    ASSERT_EQ(english.size(), 1U);
    EXPECT_EQ(english[0].incident.value.title, "Search index lag over 15 min in ap-northeast-1");
    const auto japanese = likelyDuplicates({"決済が失敗する", "", {}}, all);
    ASSERT_EQ(japanese.size(), 1U);
    EXPECT_EQ(japanese[0].incident.value.title, "決済が遅い・失敗する");
    EXPECT_TRUE(likelyDuplicates({"Login errors on iOS", "", {}}, all).empty());
    EXPECT_TRUE(likelyDuplicates({"", "", {}}, all).empty());
}

TEST(LikelyDuplicate, OfTheSamePlanIsOneWhateverItsTitle)
{
    const auto plan = Id<ResponsePlan>::generate();
    auto same = incident("Card payments declined");
    same.value.planId = plan;
    const auto found = likelyDuplicates({"Checkout is slow", "", plan}, {incident("Mail delayed"), same});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].samePlan);
    EXPECT_EQ(found[0].incident.id, same.id);
}

TEST(LikelyDuplicate, IsNeitherResolvedNorADrill)
{
    auto drill = incident("Checkout is slow");
    drill.value.drill = true;
    EXPECT_TRUE(likelyDuplicates({"Checkout is slow", "", {}},
                                 {incident("Checkout is slow", IncidentStatus::Resolved), drill})
                    .empty());
}

TEST(LikelyDuplicate, ACutCharacterAtTheEndHarmsNothing)
{
    EXPECT_GE(likeness("\xe6\xb1", "\xe6\xb1\xba\xe6"), 0);
    EXPECT_EQ(likeness("...", "!!!"), 0);
    EXPECT_EQ(likeness("CPU", "cpu"), 1);
}

} // namespace
} // namespace matoi::domain::rules
