#include "tests/backend/api/apifixture.h"

namespace matoi::test {
namespace {

struct Bad
{
    const char* what;
    const char* method;
    const char* target;
    std::string body;
    Fields fields;
    int status;
    const char* type;
    const char* field;
};

const char* nowhere = "/api/v1/incidents/00000000-0000-4000-8000-000000000001";

const std::vector<Bad>& table()
{
    static const std::vector<Bad> rows{
        {"not JSON", "POST", "/api/v1/incidents", "{", {}, 400, "malformed-input", ""},
        {"no body", "POST", "/api/v1/incidents", "", {}, 400, "malformed-input", ""},
        {"a list", "POST", "/api/v1/incidents", "[]", {}, 400, "malformed-input", ""},
        {"too deep",
         "POST",
         "/api/v1/incidents",
         std::string(200, '[') + std::string(200, ']'),
         {},
         400,
         "malformed-input",
         ""},
        {"not UTF-8",
         "POST",
         "/api/v1/incidents",
         "{\"value\":{\"title\":\"\xff\"}}",
         {},
         400,
         "malformed-input",
         ""},
        {"NUL in a text",
         "POST",
         "/api/v1/contacts",
         R"({"value":{"alias":"nul","name":"a\u0000b"}})",
         {},
         422,
         "invalid-value",
         "name"},
        {"NUL in a reason",
         "POST",
         "/api/v1/incidents/6f1c2d3e-0000-4000-8000-000000000001/engagements",
         R"({"contactId":"6f1c2d3e-0000-4000-8000-000000000002","reason":"a\u0000b"})",
         {},
         422,
         "invalid-value",
         "reason"},
        {"no value", "POST", "/api/v1/incidents", "{}", {}, 422, "missing-field", "value"},
        {"unknown member",
         "POST",
         "/api/v1/tasks",
         R"({"value":{},"values":{}})",
         {},
         422,
         "unknown-field",
         "values"},
        {"unknown field",
         "POST",
         "/api/v1/incidents",
         R"({"value":{"title":"T","impact":1,"titel":"T"}})",
         {},
         422,
         "unknown-field",
         "titel"},
        {"missing field",
         "POST",
         "/api/v1/incidents",
         R"({"value":{"impact":1}})",
         {},
         422,
         "missing-field",
         "title"},
        {"wrong type",
         "POST",
         "/api/v1/incidents",
         R"({"value":{"title":7,"impact":1}})",
         {},
         422,
         "invalid-value",
         "title"},
        {"a field of the service",
         "POST",
         "/api/v1/incidents",
         R"({"value":{"title":"T","impact":1,"number":7}})",
         {},
         403,
         "not-allowed",
         "number"},
        {"a bad id", "POST", "/api/v1/incidents", R"({"id":"x","value":{}})", {}, 422, "invalid-value", "id"},
        {"an id that is none in the path", "GET", "/api/v1/incidents/x", "", {}, 404, "not-found", "id"},
        {"nothing there", "GET", nowhere, "", {}, 404, "not-found", ""},
        {"no revision", "PATCH", nowhere, "{}", {}, 428, "revision-required", "If-Match"},
        {"a bad revision",
         "PATCH",
         nowhere,
         "{}",
         {{"If-Match", "\"x\""}},
         400,
         "malformed-input",
         "If-Match"},
        {"a change of nothing", "PATCH", nowhere, "{}", {{"If-Match", "\"1\""}}, 404, "not-found", ""},
        {"a bad key",
         "POST",
         "/api/v1/incidents",
         R"({"value":{}})",
         {{"Idempotency-Key", "a b"}},
         400,
         "malformed-input",
         "Idempotency-Key"},
        {"a bad limit", "GET", "/api/v1/incidents?limit=0", "", {}, 422, "invalid-value", "limit"},
        {"a bad cursor", "GET", "/api/v1/changes?since=-1", "", {}, 422, "invalid-value", "since"},
        {"a bad parent", "GET", "/api/v1/tasks?parent=x", "", {}, 422, "invalid-value", "parent"},
        {"a time without zone",
         "GET",
         "/api/v1/metric-definitions/00000000-0000-4000-8000-000000000001/data?from=2026-01-01T00:00:00",
         "",
         {},
         422,
         "invalid-value",
         "from"},
    };
    return rows;
}

class BadInput : public ApiTest
{};

TEST_F(BadInput, EveryMistakeIsNamedWithItsField)
{
    for (const Bad& bad : table()) {
        const auto answer = ask(bad.method, bad.target, bad.body, bad.fields);
        EXPECT_EQ(answer.status, bad.status) << bad.what << ": " << answer.body;
        ASSERT_EQ(answer.header("content-type"), "application/problem+json") << bad.what;
        const auto problem = object(answer);
        EXPECT_EQ(text(problem, "type"), std::string("urn:matoi:problem:") + bad.type) << bad.what;
        EXPECT_EQ(problem.contains("field") ? text(problem, "field") : "", bad.field) << bad.what;
        EXPECT_FALSE(text(problem, "detail").empty()) << bad.what;
        EXPECT_EQ(text(problem, "requestId"), answer.header("x-request-id")) << bad.what;
    }
}

TEST_F(BadInput, TokensAreTakenFromTheirHeaderOnly)
{
    const std::string ingest = running->token("detector", auth::Role::Viewer, auth::TokenKind::Ingest);
    EXPECT_EQ(ask("GET", "/api/v1/me", "", {}, "").status, 401);
    EXPECT_EQ(ask("GET", "/api/v1/me", "", {}, "").header("www-authenticate"), "Bearer realm=\"matoid\"");
    EXPECT_EQ(ask("GET", "/api/v1/me", "", {}, "mt_wrong").status, 401);
    EXPECT_EQ(ask("GET", "/api/v1/me?token=" + running->admin, "", {}, "").status, 401);
    EXPECT_EQ(ask("GET", "/api/v1/me", "", {{"Authorization", "Basic " + running->admin}}, "").status, 401);
    EXPECT_EQ(ask("GET", "/api/v1/me", "", {}, ingest).status, 403);
    EXPECT_EQ(ask("POST", "/ingest/alertmanager", "{}").status, 403); // a person's token
    EXPECT_EQ(ask("POST", "/ingest/alertmanager?token=" + ingest, "{}", {}, "").status, 401);
}

TEST_F(BadInput, ARoleThatIsTooLowIsToldWhichOneIsNeeded)
{
    const std::string viewer = running->token("Viewer", auth::Role::Viewer);
    const auto refused =
        ask("POST", "/api/v1/incidents", R"({"value":{"title":"T","impact":1}})", {}, viewer);
    EXPECT_EQ(refused.status, 403);
    EXPECT_NE(text(object(refused), "detail").find("needs the role responder"), std::string::npos);
    EXPECT_EQ(ask("GET", "/api/v1/incidents", "", {}, viewer).status, 200);
}

TEST_F(BadInput, ABodyOfTwoMebibytesIsRefused)
{
    RawClient client(running->port());
    ASSERT_TRUE(client.send("POST /api/v1/incidents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " +
                            running->admin + "\r\nContent-Length: 2097152\r\n\r\n"));
    client.sendUntilAnswered(std::string(65536, ' '), 2097152);
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413);
}

TEST_F(BadInput, WhatOnlyTheServiceWritesHasNoSuchMethod)
{
    EXPECT_EQ(ask("POST", "/api/v1/pages", "{}").status, 405);
    EXPECT_EQ(ask("PATCH", "/api/v1/engagements/00000000-0000-4000-8000-000000000001", "{}").status, 405);
    EXPECT_EQ(ask("POST", "/api/v1/dead-letters", "{}").status, 405);
    EXPECT_EQ(ask("GET", "/api/v1/nonsense").status, 404);
}

} // namespace
} // namespace matoi::test
