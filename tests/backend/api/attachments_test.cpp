#include "models/domain/attachment.h"
#include "tests/backend/api/apifixture.h"

namespace matoi::test {
namespace {

const std::string png = std::string("\x89PNG\r\n\x1a\n", 8) + "the rest of a picture";

class Attachments : public ApiTest
{
protected:
    static std::string pathOf(const std::string& bytes)
    {
        return "/api/v1/attachments/" + domain::contentHash(bytes);
    }
    static RawResponse put(const std::string& bytes, const std::optional<std::string>& token = {})
    {
        return ask("PUT", pathOf(bytes), bytes, {}, token);
    }
    static json::object eventNaming(const json::object& incident, const std::string& bytes,
                                    std::int64_t size = -1)
    {
        const json::object attachment{{"name", "graph.png"},
                                      {"mediaType", "image/png"},
                                      {"size", size < 0 ? static_cast<std::int64_t>(bytes.size()) : size},
                                      {"sha256", domain::contentHash(bytes)}};
        return {{"value",
                 {{"incidentId", incident.at("id")},
                  {"at", "2026-11-18T05:02:14Z"},
                  {"text", "Look at this"},
                  {"attachments", json::array{attachment}}}}};
    }
    static RawResponse post(const json::object& body)
    {
        return ask("POST", "/api/v1/timeline-events", json::serialize(body));
    }
};

TEST_F(Attachments, ArePutOnceAndReadBackByTheirHash)
{
    const auto first = put(png);
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(object(first).at("size"), static_cast<std::int64_t>(png.size()));
    EXPECT_EQ(put(png).status, 200);
    const auto read = ask("GET", pathOf(png));
    EXPECT_EQ(read.status, 200);
    EXPECT_EQ(read.body, png);
    EXPECT_EQ(read.header("content-type"), "image/png");
    EXPECT_EQ(read.header("content-disposition"), "inline");
    EXPECT_EQ(read.header("etag"), '"' + domain::contentHash(png) + '"');
    EXPECT_NE(read.header("cache-control").find("immutable"), std::string::npos);
    EXPECT_EQ(ask("GET", pathOf(png), "", {{"If-None-Match", read.header("etag")}}).status, 304);
}

TEST_F(Attachments, AreAskedForWithoutTheirBytes)
{
    const std::string bytes = "some log";
    const auto head = [&] {
        RawClient client(running->port());
        client.send(requestText("HEAD", pathOf(bytes), running->admin, "", {}));
        return client.read(true)->status;
    };
    EXPECT_EQ(head(), 404);
    put(bytes);
    EXPECT_EQ(head(), 200);
}

TEST_F(Attachments, ThatABrowserCouldRunAreOnlyEverSaved)
{
    const std::string page = "<html><script>alert(1)</script></html>";
    ASSERT_EQ(ask("PUT", pathOf(page), page, {{"Content-Type", "text/html"}}).status, 201);
    const auto read = ask("GET", pathOf(page));
    EXPECT_EQ(read.header("content-type"), "application/octet-stream");
    EXPECT_EQ(read.header("content-disposition"), "attachment");
    EXPECT_EQ(read.header("x-content-type-options"), "nosniff");
    EXPECT_NE(read.header("content-security-policy").find("default-src 'none'"), std::string::npos);
}

TEST_F(Attachments, WithAnotherHashThanTheirsAreRefused)
{
    const auto wrong = ask("PUT", pathOf("one thing"), "another thing");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(object(wrong).at("field"), "sha256");
    EXPECT_EQ(ask("GET", pathOf("one thing")).status, 404);
    EXPECT_EQ(ask("PUT", "/api/v1/attachments/" + std::string(64, 'Z'), "x").status, 404);
    EXPECT_EQ(ask("PUT", pathOf(""), "", {{"Content-Length", "0"}}).status, 422);
}

TEST_F(Attachments, AboveTheLimitAreRefusedBeforeTheyAreSent)
{
    RawClient client(running->port());
    client.send("PUT " + pathOf("large") + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                running->admin + "\r\nContent-Length: " + std::to_string(domain::maxAttachmentBytes + 1) +
                "\r\n\r\n");
    const auto refused = client.read();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 413);
    EXPECT_NE(refused->body.find(std::to_string(domain::maxAttachmentBytes)), std::string::npos);
    EXPECT_EQ(put(std::string(domain::maxAttachmentBytes, 'x')).status, 201);
}

TEST_F(Attachments, OfWhoeverMayNotWriteAreRefusedBeforeTheyAreSent)
{
    const std::string viewer = running->token("Guest", auth::Role::Viewer);
    for (const auto& [token, status] : {std::pair<std::string, int>{viewer, 403}, {"mt_wrong", 401}}) {
        RawClient client(running->port());
        client.send("PUT " + pathOf("mine") + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                    token + "\r\nContent-Length: 4\r\n\r\n");
        const auto refused = client.read();
        ASSERT_TRUE(refused);
        EXPECT_EQ(refused->status, status);
    }
    put("for all");
    EXPECT_EQ(ask("GET", pathOf("for all"), "", {}, viewer).body, "for all");
    EXPECT_EQ(ask("GET", pathOf("for all"), "", {}, "").status, 401);
}

TEST_F(Attachments, AreThereBeforeTheEventThatNamesThem)
{
    const auto about = incident();
    const std::string bytes = "a profile";
    const auto early = post(eventNaming(about, bytes));
    EXPECT_EQ(early.status, 422);
    EXPECT_EQ(object(early).at("field"), "attachments[0].sha256");
    put(bytes);
    const auto wrongSize = post(eventNaming(about, bytes, 3));
    EXPECT_EQ(wrongSize.status, 422);
    const auto made = post(eventNaming(about, bytes));
    ASSERT_EQ(made.status, 201) << made.body;
    const auto attachment =
        object(made).at("value").as_object().at("attachments").as_array().at(0).as_object();
    EXPECT_EQ(attachment.at("name"), "graph.png");
    // What is named already is not asked for again.
    const auto changed = ask("PATCH", made.header("location"), R"({"text":"Look"})", {{"If-Match", "\"1\""}});
    EXPECT_EQ(changed.status, 200) << changed.body;
}

TEST_F(Attachments, OfATimelineEventAreChecked)
{
    const auto about = incident();
    put("bytes");
    auto body = eventNaming(about, "bytes");
    auto& attachment = body.at("value").as_object().at("attachments").as_array().at(0).as_object();
    attachment["name"] = "../../etc/passwd";
    const auto refused = post(body);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(object(refused).at("field"), "attachments[0].name");
}

TEST_F(Attachments, MapsOfTextsAreNoContent)
{
    const auto plan = ask("POST", "/api/v1/response-plans",
                          json::serialize(json::object{
                              {"value",
                               {{"name", "images"},
                                {"title", "t"},
                                {"impact", 3},
                                {"matchLabels", {{"sha256", std::string(64, 'a')}, {"size", "5"}}}}}}));
    EXPECT_EQ(plan.status, 201) << plan.body;
}

} // namespace
} // namespace matoi::test
