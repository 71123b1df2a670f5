#include "models/domain/rules/incidentlink.h"

#include <gtest/gtest.h>

namespace matoi::domain::rules {
namespace {

const std::string uuid = "0e1d2c3b-4a59-4687-9a0b-c1d2e3f40516";

TEST(IncidentLink, NamesAnIncidentByItsNumber)
{
    const IncidentLink plain{2041, ""};
    EXPECT_EQ(parseIncidentLink("matoi://incident/2041"), plain);
    EXPECT_EQ(parseIncidentLink("matoi://incident/INC-2041"), plain);
    EXPECT_EQ(parseIncidentLink("MATOI://Incident/inc-2041/"), plain);
    EXPECT_EQ(parseIncidentLink("matoi:incident/2041"), plain);
    EXPECT_EQ(parseIncidentLink("matoi://incident/2041?from=chat#top"), plain);
}

TEST(IncidentLink, NamesAnIncidentByItsId)
{
    const auto id = *Id<Incident>::parse(uuid);
    EXPECT_EQ(parseIncidentLink("matoi://incident/" + uuid), (IncidentLink{id, ""}));
    EXPECT_EQ(toText({id, "timeline"}), "matoi://incident/" + uuid + "/timeline");
}

TEST(IncidentLink, NamesATab)
{
    EXPECT_EQ(parseIncidentLink("matoi://incident/2041/Timeline"), (IncidentLink{2041, "timeline"}));
    EXPECT_EQ(parseIncidentLink("matoi://incident/2041/timeline/"), (IncidentLink{2041, "timeline"}));
}

TEST(IncidentLink, IsNothingElse)
{
    for (const char* text :
         {"", "matoi:", "matoi://", "matoi://incident", "matoi://incident/", "matoi://plan/1",
          "matoi://incident/0", "matoi://incident/-1", "matoi://incident/12345678901", "matoi://incident/x",
          "matoi://incident/2041/time line", "matoi://incident/2041//", "matoi://incident/2041/a/b",
          "matoi://incident/inc-inc-2041", "https://incident/2041",
          "matoi://incident/00000000-0000-0000-0000-000000000000"})
        EXPECT_FALSE(parseIncidentLink(text)) << text;
    EXPECT_FALSE(parseIncidentLink("matoi://incident/2041/" + std::string(300, 'a')));
}

} // namespace
} // namespace matoi::domain::rules
