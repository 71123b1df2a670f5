#include "tests/backend/api/apifixture.h"

#include <fstream>
#include <sstream>

namespace matoi::test {
namespace {

std::string sample(const std::string& name)
{
    std::ifstream file(std::string(MATOI_TEST_DATA) + "/alertmanager/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

class IngestDoor : public ApiTest
{
protected:
    static void SetUpTestSuite()
    {
        ApiTest::SetUpTestSuite();
        token = running->token("alertmanager", auth::Role::Viewer, auth::TokenKind::Ingest);
    }
    static RawResponse deliver(const std::string& body, const std::string& query = "")
    {
        return ask("POST", "/ingest/alertmanager" + query, body, {}, token);
    }
    static std::size_t deadLetters()
    {
        return object(ask("GET", "/api/v1/dead-letters")).at("records").as_array().size();
    }

    static std::string token;
};
std::string IngestDoor::token;

TEST_F(IngestDoor, AMessageWithoutAPlanIsTakenKeptAndReplayed)
{
    const auto taken = deliver(sample("mixed.json"));
    ASSERT_EQ(taken.status, 202) << taken.body;
    EXPECT_EQ(object(taken).at("outcome"), "dead-letter");
    const std::string letter = "/api/v1/dead-letters/" + text(object(taken), "deadLetterId");
    EXPECT_EQ(object(ask("GET", letter)).at("value").at("field"), "commonLabels");
    EXPECT_EQ(ask("POST", letter + "/replay").status, 409);

    create("response-plans", {{"name", "checkout"},
                              {"title", "{alertname}: {annotations.summary}"},
                              {"impact", 1},
                              {"matchLabels", {{"service", "checkout"}}}});
    const auto replayed = ask("POST", letter + "/replay");
    ASSERT_EQ(replayed.status, 200) << replayed.body;
    EXPECT_EQ(object(replayed).at("outcome"), "opened");
    EXPECT_EQ(ask("GET", letter).status, 404);
    const auto opened = object(ask("GET", "/api/v1/incidents/" + text(object(replayed), "incidentId")));
    EXPECT_EQ(opened.at("value").at("title"), "CheckoutErrors: 5xx at 12 %");
    EXPECT_EQ(object(deliver(sample("mixed.json"))).at("outcome"), "unchanged");
    EXPECT_EQ(object(deliver(sample("resolved.json"))).at("outcome"), "unchanged"); // one of two
}

TEST_F(IngestDoor, WhatCannotBeReadIsRefusedAndKept)
{
    for (const char* body : {"not json", "{}", R"({"version":"3"})"}) {
        const auto before = deadLetters();
        const auto refused = deliver(body);
        EXPECT_EQ(refused.status, 400) << body;
        EXPECT_NE(text(object(refused), "detail").find("kept as dead letter"), std::string::npos);
        EXPECT_EQ(deadLetters(), before + 1);
    }
}

TEST_F(IngestDoor, AMessageThatIsTooLargeIsKeptCutOff)
{
    const auto before = deadLetters();
    EXPECT_EQ(deliver("{\"a\":\"" + std::string(5UL << 20U, 'x') + "\"}").status, 413);
    EXPECT_EQ(deadLetters(), before + 1);
}

TEST_F(IngestDoor, AlertmanagersBasicPasswordIsTheToken)
{
    // base64 of "matoi:" + token, as http_config.basic_auth sends it
    const std::string plain = "matoi:" + token;
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string encoded;
    unsigned held = 0;
    unsigned bits = 0;
    for (const char c : plain) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6)
            encoded += alphabet[(held >> (bits - 6)) & 0x3fU];
        held &= 0xffU;
    }
    if (bits > 0)
        encoded += alphabet[(held << (6 - bits)) & 0x3fU];
    while (encoded.size() % 4 != 0)
        encoded += '=';
    const auto taken = ask("POST", "/ingest/alertmanager", sample("resolved.json"),
                           {{"Authorization", "Basic " + encoded}}, "");
    EXPECT_EQ(taken.status, 202) << taken.body;
}

} // namespace
} // namespace matoi::test
