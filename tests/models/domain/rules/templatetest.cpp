#include "models/domain/rules/template.h"

#include <gtest/gtest.h>

namespace matoi::domain::rules {
namespace {

TEST(Template, PutsTheValuesOfTheTriggerIn)
{
    const auto out = renderTemplate("{labels.instance} is slow: {value} s",
                                    {{"labels.instance", "web-1"}, {"value", "2.4"}});
    EXPECT_EQ(out.text, "web-1 is slow: 2.4 s");
    EXPECT_TRUE(out.missing.empty());
}

TEST(Template, LeavesANameWithoutAValueVisibleAndSaysSo)
{
    const auto out = renderTemplate("on {labels.host}", {});
    EXPECT_EQ(out.text, "on {labels.host}");
    EXPECT_EQ(out.missing, std::vector<std::string>{"labels.host"});
}

TEST(Template, WritesDoubledBracesAsBracesAndSurvivesAnOpenOne)
{
    EXPECT_EQ(renderTemplate("{{a}} {b", {{"a", "x"}, {"b", "y"}}).text, "{a} {b");
}

TEST(Template, NamesWhatItAsksForEachOnce)
{
    EXPECT_EQ(templateNames("{alertname} on {labels.host}, {alertname} {{not this}}"),
              (std::vector<std::string>{"alertname", "labels.host"}));
    EXPECT_TRUE(templateNames("Checkout is slow").empty());
}

} // namespace
} // namespace matoi::domain::rules
