#include "tests/backend/api/apifixture.h"

namespace matoi::test {
namespace {

/// Admin leads; Daniel has a token of his own.
class Handovers : public ApiTest
{
protected:
    Handovers()
    {
        id = text(incident(), "id");
        create("role-assignments", {{"incidentId", id}, {"role", "commander"}, {"person", "Admin"}});
        daniel = running->token("Daniel Reyes", auth::Role::Responder);
    }
    RawResponse offer(const Fields& fields = {})
    {
        return ask("POST", "/api/v1/incidents/" + id + "/handovers",
                   R"({"to":"Daniel Reyes","briefing":{"conditions":"Checkout works"}})", fields);
    }
    RawResponse answer(const json::object& handover, const std::string& what, const std::string& body)
    {
        return ask("POST", "/api/v1/handovers/" + text(handover, "id") + '/' + what, body, {}, daniel);
    }

    std::string id;
    std::string daniel;
};

TEST_F(Handovers, AnOfferIsAcceptedAndTheRoleMoves)
{
    const auto offered = offer({{"Idempotency-Key", "offer-" + id}});
    ASSERT_EQ(offered.status, 201) << offered.body;
    EXPECT_EQ(ask("GET", offered.header("location")).status, 200);
    EXPECT_EQ(offer({{"Idempotency-Key", "offer-" + id}}).body, offered.body) << "sent twice is one offer";
    EXPECT_EQ(offer().status, 409) << "a role has one open offer";
    EXPECT_EQ(answer(object(offered), "accept", "{}").status, 422);
    const auto accepted = answer(object(offered), "accept", R"({"answer":"Call-out first"})");
    ASSERT_EQ(accepted.status, 200) << accepted.body;
    EXPECT_EQ(object(accepted).at("value").as_object().at("state"), "accepted");
    const auto roles = object(ask("GET", "/api/v1/role-assignments?incident=" + id)).at("records").as_array();
    EXPECT_EQ(roles.at(0).as_object().at("value").as_object().at("person"), "Daniel Reyes");
}

TEST_F(Handovers, OnlyTheSuccessorAnswersAndOnlyTheServiceWrites)
{
    const auto offered = object(offer());
    const std::string path = "/api/v1/handovers/" + text(offered, "id");
    EXPECT_EQ(ask("POST", path + "/accept", R"({"answer":"I do it"})").status, 403);
    EXPECT_EQ(ask("PATCH", path, R"({"state":"accepted"})", {{"If-Match", "\"1\""}}).status, 405);
    EXPECT_EQ(answer(offered, "decline", R"({"reason":"I lead another"})").status, 200);
    EXPECT_EQ(answer(offered, "accept", R"({"answer":"after all"})").status, 409);
}

TEST_F(Handovers, AnOfferIsReadStrictly)
{
    const std::string path = "/api/v1/incidents/" + id + "/handovers";
    EXPECT_EQ(ask("POST", path, R"({"to":"Daniel Reyes"})").status, 422);
    EXPECT_EQ(ask("POST", path, R"({"to":"D","briefing":{"conditions":"x"},"urgent":true})").status, 422);
    EXPECT_EQ(ask("POST", path, R"({"to":"D","briefing":{"conditions":" "}})").status, 422);
    EXPECT_EQ(ask("POST", path, "[]").status, 400);
}

} // namespace
} // namespace matoi::test
