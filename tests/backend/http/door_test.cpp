// What hostile and broken clients get: one test for each probe that other servers failed.
#include "tests/backend/http/bench.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace matoi::http {

using namespace std::chrono_literals;
using namespace std::string_literals;
using test::RawClient;
using testing::HasSubstr;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;
constexpr std::size_t flat =
    24 * mebibyte * memoryFactor; ///< far less than what was sent, far more than noise

class Door : public testing::Test
{
protected:
    /// The one answer to the bytes, after which the server must have ended the connection.
    int onlyAnswer(const std::string& bytes)
    {
        RawClient client(m_bench.port());
        client.send(bytes);
        const auto response = client.read();
        if (!response)
            return 0;
        EXPECT_EQ(response->header("connection"), "close");
        EXPECT_FALSE(client.read()) << "a second answer";
        return response->status;
    }

    Bench m_bench;
};

} // namespace

TEST_F(Door, SurvivesClientsThatResetWhileTheirHandlerWaits)
{
    m_bench.start();
    std::vector<RawClient> clients;
    for (int i = 0; i < 24; ++i) {
        clients.emplace_back(m_bench.port());
        ASSERT_TRUE(clients.back().send(getRequest("/gate")));
    }
    ASSERT_TRUE(Bench::eventually([&] { return m_bench.waitingAtGate() == 24; }));
    for (RawClient& client : clients)
        client.reset();
    m_bench.openGate();
    EXPECT_TRUE(Bench::eventually([&] { return m_bench.server().stats().connections == 0; }));
    EXPECT_EQ(m_bench.get("/hello")->status, 200);
}

TEST_F(Door, CutsOffAHundredClientsThatDribbleAndServesOthersMeanwhile)
{
    m_bench.options.limits.requestTimeout = 1500ms;
    m_bench.start();
    std::vector<RawClient> dribblers;
    dribblers.reserve(100);
    for (int i = 0; i < 100; ++i)
        dribblers.emplace_back(m_bench.port());
    const std::string request = getRequest("/hello");
    const auto start = std::chrono::steady_clock::now();
    std::size_t at = 0;
    while (std::chrono::steady_clock::now() - start < 1s && at + 5 < request.size()) {
        for (RawClient& client : dribblers)
            client.send(request.substr(at, 1));
        ++at;
        EXPECT_EQ(m_bench.get("/hello")->status, 200);
    }
    for (RawClient& client : dribblers) {
        const auto response = client.read();
        ASSERT_TRUE(response);
        EXPECT_EQ(response->status, 408);
        EXPECT_TRUE(client.isClosedByPeer());
    }
}

TEST_F(Door, CutsOffABodyThatDribbles)
{
    m_bench.options.limits.requestTimeout = 1s;
    m_bench.start();
    EXPECT_EQ(onlyAnswer("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc"), 408);
}

TEST_F(Door, CutsOffASecondRequestThatDribbles)
{
    m_bench.options.limits.requestTimeout = 1s;
    m_bench.start();
    RawClient client(m_bench.port());
    client.send(getRequest("/hello"));
    EXPECT_EQ(client.read()->status, 200);
    client.send("GET /hello");
    const auto response = client.read();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 408);
}

TEST_F(Door, EndsAConnectionThatNeverSaysAnything)
{
    m_bench.options.limits.requestTimeout = 100ms;
    m_bench.start();
    RawClient client(m_bench.port());
    EXPECT_FALSE(client.read());
    EXPECT_TRUE(client.isClosedByPeer());
}

TEST_F(Door, Answers431ToAHeaderWithoutAnEndAndKeepsItsMemoryFlat)
{
    m_bench.start();
    const std::size_t before = Bench::residentBytes();
    RawClient client(m_bench.port());
    client.send("GET /hello HTTP/1.1\r\nHost: h\r\nX-Endless: ");
    const std::size_t sent = client.sendUntilAnswered(std::string(64 * 1024, 'a'), 100 * mebibyte);
    EXPECT_LT(sent, 50 * mebibyte);
    EXPECT_EQ(client.read()->status, 431);
    EXPECT_LT(Bench::residentBytes(), before + flat);
}

TEST_F(Door, Answers431ToAHeaderOfOneMebibyte)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send("GET /hello HTTP/1.1\r\nHost: h\r\n");
    client.sendUntilAnswered("X-Filler: " + std::string(1000, 'a') + "\r\n", mebibyte);
    client.send("\r\n");
    EXPECT_EQ(client.read()->status, 431);
}

TEST_F(Door, Answers413ToADeclaredHugeBodyBeforeItIsSent)
{
    m_bench.start();
    EXPECT_EQ(onlyAnswer("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 104857600\r\n\r\n"), 413);
}

TEST_F(Door, LetsAClientThatIsStillSendingReadThe413)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 104857600\r\n\r\n");
    // All of it before a look at the answer: a server that closed at once would have it reset by now.
    EXPECT_TRUE(client.send(std::string(8 * mebibyte, 'a')));
    const auto response = client.read();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 413);
}

TEST_F(Door, Answers413ToAHugeChunkedBodyAndKeepsItsMemoryFlat)
{
    m_bench.start();
    const std::size_t before = Bench::residentBytes();
    RawClient client(m_bench.port());
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.sendUntilAnswered("10000\r\n" + std::string(65536, 'a') + "\r\n", 100 * mebibyte);
    EXPECT_EQ(client.read()->status, 413);
    EXPECT_LT(Bench::residentBytes(), before + flat);
}

TEST_F(Door, GivesEveryRouteItsOwnBodyLimit)
{
    m_bench.start();
    const std::string three(3 * mebibyte, 'a');
    EXPECT_EQ(RawClient::ask(m_bench.port(), postRequest("/big", three))->body, std::to_string(three.size()));
    EXPECT_EQ(onlyAnswer("POST /big HTTP/1.1\r\nHost: h\r\nContent-Length: 4194305\r\n\r\n"), 413);
}

TEST_F(Door, Answers400OnceToFramingsThatCouldSmuggleASecondRequest)
{
    m_bench.start();
    const std::string smuggled = "0\r\n\r\nGET /hello HTTP/1.1\r\nHost: h\r\n\r\n";
    for (const char* fields : {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                               "Content-Length: 5\r\nContent-Length: 42\r\n",
                               "Content-Length: 5\r\nContent-Length: 5\r\n", "Content-Length: -1\r\n"})
        EXPECT_EQ(onlyAnswer("POST /echo HTTP/1.1\r\nHost: h\r\n" + std::string(fields) + "\r\n" + smuggled),
                  400)
            << fields;
    EXPECT_EQ(onlyAnswer("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n" + smuggled),
              501);
}

TEST_F(Door, Answers400ToABadChunk)
{
    m_bench.start();
    EXPECT_EQ(
        onlyAnswer("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"),
        400);
}

TEST_F(Door, Answers400ToAMissingOrASecondHost)
{
    m_bench.start();
    EXPECT_EQ(onlyAnswer("GET /hello HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(onlyAnswer("GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
}

TEST_F(Door, Answers400ToANulInTheHeadAndToAnEncodedOneInThePath)
{
    m_bench.start();
    EXPECT_EQ(onlyAnswer("GET /hello HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"s), 400);
    EXPECT_EQ(onlyAnswer("GET /hel\0lo HTTP/1.1\r\nHost: h\r\n\r\n"s), 400);
    EXPECT_EQ(m_bench.get("/items/a%00b")->status, 400);
}

TEST_F(Door, Answers400ToAnUnknownVersionAndToWhatIsNotHttp)
{
    m_bench.start();
    EXPECT_EQ(onlyAnswer("GET /hello HTTP/2.0\r\nHost: h\r\n\r\n"), 400);
    EXPECT_EQ(onlyAnswer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 400);
    EXPECT_EQ(onlyAnswer("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n"s), 400);
}

TEST_F(Door, SaysInAProblemWhatIsWrong)
{
    m_bench.start();
    const auto response = RawClient::ask(m_bench.port(), "GET /hello HTTP/1.1\r\n\r\n");
    ASSERT_TRUE(response);
    EXPECT_EQ(response->header("content-type"), "application/problem+json");
    EXPECT_THAT(response->body, HasSubstr("There must be one Host field."));
    EXPECT_THAT(response->body, HasSubstr("urn:matoi:problem:malformed-input"));
    const auto id = response->header("x-request-id");
    ASSERT_NE(id, "");
    EXPECT_THAT(response->body, HasSubstr("\"requestId\":\"" + std::string(id) + '"'));
}

TEST_F(Door, EndsTheConnectionForHttp10AndWhenAskedTo)
{
    m_bench.start();
    for (const std::string& request :
         {"GET /hello HTTP/1.0\r\n\r\n"s, getRequest("/hello", "Connection: close\r\n")}) {
        RawClient client(m_bench.port());
        client.send(request);
        const auto response = client.read();
        ASSERT_TRUE(response);
        EXPECT_EQ(response->status, 200);
        EXPECT_EQ(response->body, "hello");
        EXPECT_EQ(response->header("connection"), "close");
        EXPECT_TRUE(client.isClosedByPeer());
    }
}

TEST_F(Door, KeepsAnHttp10ConnectionThatAsksForIt)
{
    m_bench.start();
    RawClient client(m_bench.port());
    for (int i = 0; i < 2; ++i) {
        client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        EXPECT_EQ(client.read()->header("connection"), "keep-alive");
    }
}

TEST_F(Door, AnswersPipelinedRequestsAllAndInOrder)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send(getRequest("/items/1") + postRequest("/echo", "two") + getRequest("/items/3"));
    EXPECT_THAT(client.read()->body, HasSubstr("/items/1"));
    EXPECT_EQ(client.read()->body, "two");
    EXPECT_THAT(client.read()->body, HasSubstr("/items/3"));
}

TEST_F(Door, IgnoresAnEmptyLineBeforeARequest)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send("\r\n" + getRequest("/hello") + "\r\n" + getRequest("/hello"));
    EXPECT_EQ(client.read()->status, 200);
    EXPECT_EQ(client.read()->status, 200);
}

TEST_F(Door, GivesHandlersTheTargetVerbatim)
{
    m_bench.start();
    const auto response = m_bench.get("/items/%7e%2E?b=%7E&a=+");
    EXPECT_THAT(response->body, HasSubstr(R"("target":"/items/%7e%2E?b=%7E&a=+")"));
    EXPECT_THAT(response->body, HasSubstr(R"("id":"~.")"));
}

TEST_F(Door, HoldsNoMemoryForClientsThatAskAndNeverRead)
{
    m_bench.router.route("GET", "/page", [](Request) -> boost::asio::awaitable<Response> {
        co_return text(200, std::string(13'000, 'p'));
    });
    m_bench.start();
    std::string pipelined;
    for (int i = 0; i < 300; ++i)
        pipelined += getRequest("/page");
    const std::size_t before = Bench::residentBytes();
    std::vector<RawClient> clients;
    for (int i = 0; i < 50; ++i) {
        clients.emplace_back(m_bench.port());
        clients.back().keepReceiveBufferSmall();
        clients.back().send(pipelined);
    }
    EXPECT_EQ(m_bench.get("/hello")->status, 200);
    EXPECT_LT(Bench::residentBytes(), before + flat);
}

TEST_F(Door, CutsOffAClientThatDoesNotReadItsAnswer)
{
    m_bench.options.limits.writeTimeout = 200ms;
    m_bench.router.route("GET", "/huge", [](Request) -> boost::asio::awaitable<Response> {
        co_return text(200, std::string(16 * mebibyte, 'p'));
    });
    m_bench.start();
    RawClient client(m_bench.port());
    client.keepReceiveBufferSmall();
    client.send(getRequest("/huge"));
    ASSERT_TRUE(Bench::eventually([&] { return !m_bench.records().empty(); }));
    EXPECT_FALSE(m_bench.records().front().complete);
    EXPECT_TRUE(Bench::eventually([&] { return m_bench.server().stats().connections == 0; }));
}

TEST_F(Door, SendsContinueToAClientThatWaitsForItAndNotToOneThatIsRefused)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read()->status, 100);
    client.send("hello");
    EXPECT_EQ(client.read()->body, "hello");
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read()->status, 413);
    EXPECT_EQ(onlyAnswer(getRequest("/hello", "Expect: tea\r\n")), 417);
}

TEST_F(Door, AnswersAClientThatHasClosedItsHalf)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send(getRequest("/hello"));
    client.finishSending();
    EXPECT_EQ(client.read()->body, "hello");
    EXPECT_TRUE(client.isClosedByPeer());
}

} // namespace matoi::http
