#include "backend/engine/acklinks.h"
#include "tests/backend/api/apifixture.h"

#include <gmock/gmock.h>

namespace matoi::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Kenji is paged, then Aiko; both by test channels, whose links the test makes itself.
class AckLinkDoor : public ApiTest
{
protected:
    AckLinkDoor()
    {
        incidentId = text(incident(), "id");
        const std::string suffix = incidentId.substr(0, 8);
        json::array stages;
        for (const std::string name : {"kenji", "aiko"}) {
            const auto person =
                create("contacts", {{"contactKind", "personal"}, {"alias", name + suffix}, {"name", name}});
            create("contact-channels", {{"contactId", person.at("id")}, {"channelKind", "test"}});
            stages.push_back(
                {{"durationSeconds", 600}, {"targets", json::array{{{"contactId", person.at("id")}}}}});
        }
        const auto plan = create("contacts", {{"contactKind", "escalation"},
                                              {"alias", "plan" + suffix},
                                              {"name", "plan"},
                                              {"stages", std::move(stages)}});
        const auto engaged =
            ask("POST", "/api/v1/incidents/" + incidentId + "/engagements",
                json::serialize(json::object{{"contactId", plan.at("id")}, {"reason", "test"}}));
        EXPECT_EQ(engaged.status, 201) << engaged.body;
        engagement = text(object(engaged), "id");
    }
    json::object pageOf(const std::string& name)
    {
        const auto listed = object(ask("GET", "/api/v1/pages?incident=" + incidentId));
        for (const auto& page : listed.at("records").as_array())
            if (page.at("value").at("contactName").as_string() == name)
                return page.as_object();
        throw std::runtime_error("no page of " + name);
    }
    std::string linkOf(const std::string& name)
    {
        const auto page = domain::Id<domain::Page>::parse(text(pageOf(name), "id"));
        const auto of = domain::Id<domain::Engagement>::parse(engagement);
        return "/a/" + running->write([&](store::WriteTransaction& tx) {
            return engine::createAckLink(tx, *page, *of);
        });
    }
    static RawResponse press(const std::string& link, const std::string& button)
    {
        return ask("POST", link, "action=" + button, {{"Content-Type", "application/x-www-form-urlencoded"}},
                   "");
    }
    json::object engagementNow()
    {
        return object(ask("GET", "/api/v1/engagements/" + engagement)).at("value").as_object();
    }

    std::string incidentId;
    std::string engagement;
};

TEST_F(AckLinkDoor, AcknowledgesByTheButtonAndNotByBeingOpened)
{
    const std::string link = linkOf("kenji");
    EXPECT_THAT(ask("GET", link, "", {}, "").body, HasSubstr("I cannot. Page the next person now"));
    EXPECT_EQ(engagementNow().at("state"), "running");
    EXPECT_THAT(press(link, "acknowledge").body, HasSubstr("You have it"));
    EXPECT_EQ(engagementNow().at("state"), "acknowledged");
}

TEST_F(AckLinkDoor, PagesTheNextPersonWhenTheFirstCannotAndOnlyOnce)
{
    const std::string link = linkOf("kenji");
    EXPECT_THAT(press(link, "refuse").body, HasSubstr("The next person is paged now"));
    EXPECT_EQ(engagementNow().at("stage"), 1);
    const auto again = press(link, "refuse");
    EXPECT_EQ(again.status, 200);
    EXPECT_THAT(again.body, HasSubstr("Somebody else has been paged already"));
    EXPECT_EQ(engagementNow().at("stage"), 1);
    EXPECT_EQ(engagementNow().at("state"), "running") << "a double tap ends nothing";
}

TEST_F(AckLinkDoor, PromisesTheLastPersonNobodyFurther)
{
    press(linkOf("kenji"), "refuse");
    const std::string link = linkOf("aiko");
    const std::string open = ask("GET", link, "", {}, "").body;
    EXPECT_THAT(open, HasSubstr(">I cannot<"));
    EXPECT_THAT(open, Not(HasSubstr("next person")));
    const std::string refused = press(link, "refuse").body;
    EXPECT_THAT(refused, HasSubstr("This plan has nobody further to page"));
    EXPECT_THAT(refused, Not(HasSubstr("is paged now")));
    EXPECT_EQ(engagementNow().at("state"), "running") << "Kenji may still answer";
}

} // namespace
} // namespace matoi::test
