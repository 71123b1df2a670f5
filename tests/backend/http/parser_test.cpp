#include "backend/http/requestparser.h"

#include <gmock/gmock.h>

namespace matoi::http {

namespace {

/// Feeds pieces of one size and stops at the end of the request, at a refusal, or when nothing is left.
std::string outcome(std::string bytes, std::size_t piece, Limits limits = {})
{
    RequestParser parser(limits);
    std::string waiting;
    bool limited = false;
    for (std::size_t at = 0; at < bytes.size() && !parser.isDone() && !parser.refusal(); at += piece) {
        waiting += bytes.substr(at, piece);
        std::size_t used = 1;
        while (used > 0 && !waiting.empty()) {
            used = parser.feed(waiting);
            waiting.erase(0, used);
            if (parser.isHeadDone() && !parser.refusal() && !std::exchange(limited, true))
                parser.limitBody(limits.bodyBytes);
        }
    }
    if (parser.refusal())
        return std::to_string(parser.refusal()->status);
    if (!parser.isDone())
        return "incomplete";
    std::string text = parser.request().method + " " + parser.request().target + " " + parser.request().body;
    for (const auto& [name, value] : parser.request().headers)
        text += "|" + name + "=" + value;
    return text;
}

std::string post(const std::string& fields, const std::string& body = {})
{
    return "POST /a HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n" + body;
}

} // namespace

TEST(RequestParser, ReadsTheSameRequestHoweverItIsCut)
{
    const std::string chunked = post("Transfer-Encoding: chunked\r\nX-A: b\r\n",
                                     "5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nX-T: t\r\n\r\n");
    for (std::size_t piece = 1; piece <= chunked.size(); ++piece) {
        EXPECT_EQ(outcome(chunked, piece), "POST /a hello world|Host=h|Transfer-Encoding=chunked|X-A=b")
            << piece;
        EXPECT_EQ(outcome(post("Content-Length: 3\r\n", "abc"), piece),
                  "POST /a abc|Host=h|Content-Length=3");
    }
}

TEST(RequestParser, ReadsAnEmptyChunkedBodyHoweverItIsCut)
{
    const std::string request = post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n");
    for (std::size_t piece = 1; piece <= request.size(); ++piece)
        EXPECT_EQ(outcome(request, piece), "POST /a |Host=h|Transfer-Encoding=chunked") << piece;
}

TEST(RequestParser, DropsTrailersBecauseTheyCouldForgeFields)
{
    const std::string request =
        post("Transfer-Encoding: chunked\r\n",
             "1\r\na\r\n0\r\nAuthorization: Bearer stolen\r\nX-Forwarded-For: 1.1.1.1\r\n\r\n");
    EXPECT_EQ(outcome(request, request.size()), "POST /a a|Host=h|Transfer-Encoding=chunked");
}

TEST(RequestParser, RefusesEveryFramingThatTwoServersCouldReadDifferently)
{
    for (const char* fields :
         {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
          "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "Content-Length: 3\r\nContent-Length: 3\r\n",
          "Content-Length: 3\r\nContent-Length: 4\r\n", "Content-Length: 3, 3\r\n", "Content-Length: -1\r\n",
          "Content-Length: +3\r\n", "Content-Length: 0x3\r\n", "Content-Length: 3 3\r\n",
          "Content-Length:\r\n", "Content-Length: 99999999999999999999999\r\n",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
          "Content-Length: 3\r\nTransfer-Encoding: identity\r\n", "Content-Length : 3\r\n",
          " Content-Length: 3\r\n"})
        EXPECT_EQ(outcome(post(fields, "abc"), 4096), "400") << fields;
    EXPECT_EQ(outcome("POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 4096), "400");
}

TEST(RequestParser, DoesNotTakeAnUnknownCodingForAnEmptyBody)
{
    for (const char* coding :
         {"gzip", "gzip, chunked", "chunked, gzip", "xchunked", "identity", "chunked, chunked"})
        EXPECT_THAT(outcome(post("Transfer-Encoding: " + std::string(coding) + "\r\n", "0\r\n\r\n"), 4096),
                    testing::AnyOf("501", "400"))
            << coding;
}

TEST(RequestParser, RefusesBadChunks)
{
    for (const char* body :
         {"zz\r\nhello\r\n0\r\n\r\n", "-1\r\nhello\r\n0\r\n\r\n", "5\r\nhelloX\r\n0\r\n\r\n",
          "5 \r\nhello\r\n0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n", "\r\n\r\n\r\n",
          "ffffffffffffffffff\r\nhello\r\n0\r\n\r\n"})
        EXPECT_EQ(outcome(post("Transfer-Encoding: chunked\r\n", body), 4096), "400") << body;
}

TEST(RequestParser, RefusesBadStartLinesAndFields)
{
    using namespace std::string_literals;
    for (const std::string& request :
         {"GET / HTTP/2.0\r\nHost: h\r\n\r\n"s, "GET / HTTP/0.9\r\nHost: h\r\n\r\n"s, "GET /\r\n\r\n"s,
          "GET  / HTTP/1.1\r\nHost: h\r\n\r\n"s, "G\0T / HTTP/1.1\r\nHost: h\r\n\r\n"s,
          "GET /\0a HTTP/1.1\r\nHost: h\r\n\r\n"s, "GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"s,
          "GET / HTTP/1.1\nHost: h\n\n\r\n\r\n"s, "GET / HTTP/1.1\r\nHost: h\r\nX\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n"s, "GET / HTTP/1.1\r\nHost: h\r\nX : y\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n"s,
          "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"s})
        EXPECT_EQ(outcome(request, 4096), "400") << request;
}

TEST(RequestParser, WantsOneHostAndOneAuthorization)
{
    EXPECT_EQ(outcome("GET / HTTP/1.1\r\n\r\n", 4096), "400");
    EXPECT_EQ(outcome("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 4096), "400");
    EXPECT_EQ(outcome("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 4096), "400");
    EXPECT_EQ(outcome("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 4096), "400");
    EXPECT_EQ(outcome("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: b\r\nAuthorization: c\r\n\r\n", 4096),
              "400");
    EXPECT_EQ(outcome("GET / HTTP/1.0\r\n\r\n", 4096), "GET / ");
    EXPECT_EQ(outcome("GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 4096), "GET / |Host=[::1]:8080");
}

TEST(RequestParser, HoldsItsLimitsHoweverTheBytesArrive)
{
    Limits limits;
    limits.headerBytes = 1000;
    limits.headerFields = 10;
    limits.targetBytes = 100;
    limits.bodyBytes = 20;
    std::string many;
    for (int i = 0; i < 11; ++i)
        many += "X: y\r\n";
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{100'000}}) {
        EXPECT_EQ(outcome(post("X: " + std::string(1000, 'a') + "\r\n"), piece, limits), "431") << piece;
        EXPECT_EQ(outcome("GET /" + std::string(1000, 'a'), piece, limits), "431") << piece;
        EXPECT_EQ(outcome(post(many), piece, limits), "431") << piece;
        EXPECT_EQ(outcome("GET /" + std::string(101, 'a') + " HTTP/1.1\r\n\r\n", piece, limits), "414")
            << piece;
        EXPECT_EQ(outcome(post("Content-Length: 21\r\n", std::string(21, 'a')), piece, limits), "413")
            << piece;
        EXPECT_EQ(outcome(post("Transfer-Encoding: chunked\r\n",
                               "a\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n"),
                          piece, limits),
                  "413")
            << piece;
        EXPECT_EQ(outcome(post("Transfer-Encoding: chunked\r\n", "1;" + std::string(1100, 'x') + "\r\na\r\n"),
                          piece, limits),
                  "400")
            << piece;
    }
}

TEST(RequestParser, NoticesTheExpectationOfAClientThatWaits)
{
    const Limits limits;
    RequestParser parser(limits);
    parser.feed(post("Content-Length: 3\r\nExpect: 100-Continue\r\n"));
    EXPECT_TRUE(parser.expectsContinue());
    EXPECT_EQ(outcome(post("Content-Length: 3\r\nExpect: tea\r\n", "abc"), 4096), "417");
}

} // namespace matoi::http
