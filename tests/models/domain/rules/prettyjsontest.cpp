#include "models/domain/rules/prettyjson.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace matoi::domain::rules {
namespace {

std::string joined(const std::vector<JsonLine>& lines)
{
    std::string out;
    for (const JsonLine& line : lines)
        out += line.text + '\n';
    return out;
}

constexpr const char* message =
    R"({"status":"firing","alerts":[{"labels":{"alertname":"CheckoutSlow","x":"\"{"},"startsAt":"2026-11-18T05:02:14Z","n":1.50}],"commonLabels":{},"commonAnnotations":{"summary":"p99"}})";

TEST(PrettyJson, LaysOneMemberOnALineAndChangesNothingElse)
{
    EXPECT_EQ(joined(prettyJson(message)), R"({
  "status": "firing",
  "alerts": [
    {
      "labels": {
        "alertname": "CheckoutSlow",
        "x": "\"{"
      },
      "startsAt": "2026-11-18T05:02:14Z",
      "n": 1.50
    }
  ],
  "commonLabels": {},
  "commonAnnotations": {
    "summary": "p99"
  }
}
)");
}

TEST(PrettyJson, MarksTheLinesThatATemplateTookItsValuesFrom)
{
    const auto lines = prettyJson(message);
    const auto marked =
        markedLines(lines, {"alertname", "annotations.summary", "startsAt", "labels.gone", "status"});
    ASSERT_EQ(marked.size(), 4U);
    EXPECT_EQ(lines[marked[0].line].text, "        \"alertname\": \"CheckoutSlow\",");
    EXPECT_EQ(lines[marked[1].line].text, "    \"summary\": \"p99\"");
    EXPECT_EQ(marked[2].name, "startsAt");
    EXPECT_EQ(marked[3].line, 1U);
}

TEST(PrettyJson, ShowsATextThatWasCutAsFarAsItGoes)
{
    const std::string whole(message);
    for (std::size_t length = 1; length < whole.size(); ++length) {
        const auto lines = prettyJson(whole.substr(0, length));
        ASSERT_FALSE(lines.empty()) << length;
        EXPECT_EQ(lines.front().text.front(), '{') << length;
    }
    EXPECT_EQ(joined(prettyJson(R"({"a":1,"b":"some te)")), "{\n  \"a\": 1,\n  \"b\": \"some te\n");
}

TEST(PrettyJson, GivesBackWhatIsNotJsonLineByLine)
{
    EXPECT_EQ(joined(prettyJson("ALARM: web-1\nis down")), "ALARM: web-1\nis down\n");
    EXPECT_TRUE(prettyJson("").empty());
    EXPECT_EQ(prettyJson(std::string(100, '[')).size(), 1U) << "too deep to be laid out";
}

RC_GTEST_PROP(PrettyJson, LosesNothingOfWhateverComes, (const std::string& text))
{
    std::string before;
    for (const char c : text)
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            before += c;
    std::string after;
    for (const char c : joined(prettyJson(text)))
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            after += c;
    RC_ASSERT(before == after);
}

} // namespace
} // namespace matoi::domain::rules
