#include "backend/http/wire.h"
#include "tests/backend/http/bench.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>

namespace matoi::http {

using test::RawClient;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

class Answers : public testing::Test
{
protected:
    Bench m_bench;
};

} // namespace

TEST_F(Answers, CarryTheSafetyFieldsAndTheRequestsId)
{
    m_bench.start();
    const auto response = m_bench.get("/hello", "X-Request-Id: from-the-console.1\r\n");
    ASSERT_TRUE(response);
    EXPECT_EQ(response->version, "HTTP/1.1");
    EXPECT_EQ(response->header("x-request-id"), "from-the-console.1");
    EXPECT_EQ(response->header("x-content-type-options"), "nosniff");
    EXPECT_EQ(response->header("cache-control"), "no-store");
    EXPECT_EQ(response->header("content-type"), "text/plain; charset=utf-8");
    EXPECT_THAT(response->header("date"), testing::EndsWith(" GMT"));
}

TEST_F(Answers, MakeAnIdWhenTheCallersOwnCouldForgeALogLine)
{
    m_bench.start();
    for (const char* given : {"", "X-Request-Id: a b\r\n", "X-Request-Id: \x1b[2J\r\n"}) {
        const auto response = m_bench.get("/hello", given);
        ASSERT_TRUE(response);
        EXPECT_EQ(response->header("x-request-id").size(), 36U);
    }
}

TEST_F(Answers, TellWhatAPathTakes)
{
    m_bench.start();
    const auto wrong = m_bench.get("/echo");
    EXPECT_EQ(wrong->status, 405);
    EXPECT_EQ(wrong->header("allow"), "POST");
    EXPECT_EQ(m_bench.get("/nothing")->status, 404);
    EXPECT_EQ(RawClient::ask(m_bench.port(), "BREW /hello HTTP/1.1\r\nHost: h\r\n\r\n")->header("allow"),
              "GET, HEAD");
}

TEST_F(Answers, KeepTheConnectionAfterAnErrorThatLeftNothingUnread)
{
    m_bench.start();
    RawClient client(m_bench.port());
    for (const char* path : {"/nothing", "/echo", "/throw", "/hello"}) {
        client.send(getRequest(path));
        ASSERT_TRUE(client.read()) << path;
    }
}

TEST_F(Answers, ToHeadHaveTheFieldsOfGetAndNoBody)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: h\r\n\r\n" + getRequest("/hello"));
    const auto head = client.read(true);
    EXPECT_EQ(head->status, 200);
    EXPECT_EQ(head->header("content-length"), "5");
    EXPECT_EQ(client.read()->body, "hello");
}

TEST_F(Answers, WithoutContentHaveNoLength)
{
    m_bench.router.route("DELETE", "/items/{id}",
                         [](Request) -> boost::asio::awaitable<Response> { co_return noContent(); });
    m_bench.start();
    const auto response = RawClient::ask(m_bench.port(), "DELETE /items/1 HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(response->status, 204);
    EXPECT_FALSE(response->headers.contains("content-length"));
}

TEST_F(Answers, HideWhatAHandlerThrewAndLogItUnderTheRequestsId)
{
    m_bench.start();
    const auto response = m_bench.get("/throw");
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 500);
    EXPECT_THAT(response->body, Not(HasSubstr("secret")));
    const auto problem = boost::json::parse(response->body);
    EXPECT_EQ(problem.at("requestId").as_string(), response->header("x-request-id"));
    EXPECT_EQ(problem.at("status").as_int64(), 500);
    EXPECT_THAT(m_bench.errors(),
                ElementsAre(response->header("x-request-id") + "|GET /throw: the secret cause"));
}

TEST_F(Answers, CannotBeSplitByALineBreakInAFieldOfTheHandler)
{
    m_bench.router.route("GET", "/split", [](Request request) -> boost::asio::awaitable<Response> {
        Response response = text(200, "");
        response.headers.set("Location", std::string(request.query.get("to").value_or("")));
        co_return response;
    });
    m_bench.start();
    EXPECT_EQ(m_bench.get("/split?to=/a")->status, 200);
    const auto split = m_bench.get("/split?to=%0d%0aSet-Cookie:%20x=y");
    EXPECT_EQ(split->status, 500);
    EXPECT_FALSE(split->headers.contains("set-cookie"));
}

TEST_F(Answers, AreRecordedWithTheRouteAndWithoutTheQuery)
{
    m_bench.router.route("GET", "/a/{token}",
                         [](Request) -> boost::asio::awaitable<Response> { co_return noContent(); },
                         {.secretInTarget = true});
    m_bench.start();
    m_bench.get("/items/7?secret=1");
    m_bench.get("/a/secret");
    m_bench.get("/a/secret/");
    m_bench.get("/nothing");
    RawClient::ask(m_bench.port(), postRequest("/echo", "12345"));
    RawClient::ask(m_bench.port(), "nonsense\r\n\r\n");
    ASSERT_TRUE(Bench::eventually([&] { return m_bench.records().size() == 6; }));
    std::vector<std::string> lines;
    for (const AccessRecord& record : m_bench.records()) {
        lines.push_back(record.method + " " + record.path + " " + record.route + " " +
                        std::to_string(record.status) + " " + std::to_string(record.requestBytes));
        EXPECT_EQ(record.remoteAddress, "127.0.0.1");
        EXPECT_FALSE(record.requestId.empty());
        EXPECT_TRUE(record.complete);
        EXPECT_LT(record.duration, std::chrono::seconds(10));
    }
    EXPECT_THAT(lines,
                testing::UnorderedElementsAre("GET /items/7 /items/{id} 200 0",
                                              "GET /a/{token} /a/{token} 204 0", "GET /a/{token}  404 0",
                                              "GET /nothing  404 0", "POST /echo /echo 200 5", "   400 0"));
}

TEST_F(Answers, GoToTheAddressThatATrustedProxyNames)
{
    m_bench.options.trustedProxies = {"127.0.0.0/8"};
    m_bench.start();
    EXPECT_THAT(m_bench.get("/items/1", "X-Forwarded-For: 203.0.113.9\r\n")->body,
                HasSubstr(R"("remoteAddress":"203.0.113.9")"));
    EXPECT_THAT(
        m_bench.get("/items/1", "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 203.0.113.9\r\n")->body,
        HasSubstr(R"("remoteAddress":"203.0.113.9")"))
        << "the first line is the client's, who may claim anything";
    EXPECT_THAT(m_bench.get("/items/1")->body, HasSubstr(R"("remoteAddress":"127.0.0.1")"));
}

TEST_F(Answers, ToMetricsComeWithEveryRequest)
{
    std::atomic<int> seen = 0;
    m_bench.options.hooks.metrics = [&seen](const AccessRecord& record) {
        seen += static_cast<int>(record.status);
    };
    m_bench.start();
    m_bench.get("/hello");
    m_bench.get("/nothing");
    EXPECT_TRUE(Bench::eventually([&] { return seen == 604; }));
    m_bench.server().stop();
}

TEST(Wire, WritesDatesAsRfc9110HasThem)
{
    EXPECT_EQ(httpDate(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Wire, KeepsFramingToItself)
{
    Response response = text(200, "hello");
    response.headers.set("content-length", "7");
    response.headers.set("Transfer-Encoding", "chunked");
    const std::string head = responseHead(response, {"id", true, false});
    EXPECT_THAT(head, HasSubstr("Content-Length: 5\r\n"));
    EXPECT_THAT(head, Not(HasSubstr("content-length")));
    EXPECT_THAT(head, Not(HasSubstr("Transfer-Encoding")));
}

TEST(Problem, HasTheFormOfRfc9457)
{
    const Response response = problem({.status = 409,
                                       .type = "stale-revision",
                                       .title = "The record has moved on",
                                       .detail = "The summary became revision 8.",
                                       .field = "summary",
                                       .requestId = "r1"});
    EXPECT_EQ(response.status, 409U);
    EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
    EXPECT_EQ(boost::json::parse(response.body), boost::json::parse(R"({
        "type": "urn:matoi:problem:stale-revision", "title": "The record has moved on", "status": 409,
        "detail": "The summary became revision 8.", "field": "summary", "requestId": "r1"})"));
    EXPECT_EQ(boost::json::parse(problem({.status = 404, .type = "not-found"}).body),
              boost::json::parse(
                  R"({"type": "urn:matoi:problem:not-found", "title": "Not Found", "status": 404})"));
}

} // namespace matoi::http
