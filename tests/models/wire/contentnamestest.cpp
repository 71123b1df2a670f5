#include "models/wire/contentnames.h"

#include "models/domain/attachment.h"
#include "models/domain/records.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace matoi::wire {
namespace {

using namespace domain;

TimelineEvent event()
{
    TimelineEvent event;
    event.incidentId = Id<Incident>::generate();
    event.text = "look";
    event.attachments = {{"a.png", "image/png", 5, contentHash("a"), 640, 480},
                         {"b.log", "text/plain", 7, contentHash("b"), 0, 0}};
    return event;
}

TEST(ContentNames, AreFoundInEveryKindOfRecordWithTheirField)
{
    const auto names = contentNamesIn(toJson(event()));
    ASSERT_EQ(names.size(), 2U);
    EXPECT_EQ(names[0], (ContentName{"attachments[0].sha256", contentHash("a"), 5}));
    EXPECT_EQ(names[1], (ContentName{"attachments[1].sha256", contentHash("b"), 7}));
    const boost::json::object nested{{"picture", {{"sha256", contentHash("c")}, {"size", 3}}}};
    EXPECT_EQ(contentNamesIn(nested), (std::vector{ContentName{"picture.sha256", contentHash("c"), 3}}));
}

TEST(ContentNames, AreNotTakenFromMapsOfTextsOrWrongHashes)
{
    const boost::json::object labels{{"labels", {{"sha256", contentHash("a")}, {"size", "5"}}},
                                     {"short", {{"sha256", "abc"}, {"size", 5}}},
                                     {"alone", {{"sha256", contentHash("a")}}}};
    EXPECT_TRUE(contentNamesIn(labels).empty());
}

TEST(TimelineEventJson, AttachmentsComeBackAndWrongOnesAreNamed)
{
    const TimelineEvent written = event();
    EXPECT_EQ(fromJson<TimelineEvent>(toJson(written)), written);
    auto json = toJson(event());
    json["attachments"].as_array()[1].as_object()["size"] = maxAttachmentBytes + 1;
    const auto large = fromJson<TimelineEvent>(json);
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().field, "attachments[1].size");
    json = toJson(event());
    json.erase("attachments"); // an older client or service
    EXPECT_TRUE(fromJson<TimelineEvent>(json)->attachments.empty());
    TimelineEvent many = event();
    many.attachments.resize(maxAttachments + 1, many.attachments.front());
    EXPECT_FALSE(fromJson<TimelineEvent>(toJson(many)));
}

} // namespace
} // namespace matoi::wire
