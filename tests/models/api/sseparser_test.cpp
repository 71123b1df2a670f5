#include "models/api/sseparser.h"

#include <gmock/gmock.h>

namespace {

using matoi::api::ServerEvent;
using matoi::api::SseParser;
using testing::ElementsAre;

std::vector<ServerEvent> parsed(std::string_view bytes, std::size_t pieces = 1'000'000)
{
    std::vector<ServerEvent> events;
    SseParser parser([&](const ServerEvent& event) { events.push_back(event); });
    for (std::size_t at = 0; at < bytes.size(); at += pieces)
        parser.feed(bytes.substr(at, pieces));
    return events;
}

TEST(SseParser, ReadsWhatTheServiceSends)
{
    EXPECT_THAT(parsed("event: hello\ndata: {}\n\nevent: change\nid: 7\ndata: {\"a\":1}\n\n"),
                ElementsAre(ServerEvent{"hello", "", "{}"}, ServerEvent{"change", "7", "{\"a\":1}"}));
}

TEST(SseParser, ReadsTheSameHoweverTheNetworkCutsIt)
{
    const std::string_view stream =
        "\xEF\xBB\xBFid: 1\r\ndata: \xE5\x9C\xA8\r\ndata: b\r\n\r\ndata: c\r\rdata: d\n\n";
    const auto whole = parsed(stream);
    EXPECT_THAT(whole, ElementsAre(ServerEvent{"message", "1", "\xE5\x9C\xA8\nb"},
                                   ServerEvent{"message", "1", "c"}, ServerEvent{"message", "1", "d"}));
    for (std::size_t pieces = 1; pieces < stream.size(); ++pieces)
        EXPECT_EQ(parsed(stream, pieces), whole) << pieces;
}

TEST(SseParser, FollowsTheStandardInItsCorners)
{
    EXPECT_THAT(parsed("data\n\n"), ElementsAre(ServerEvent{"message", "", ""}));
    EXPECT_THAT(parsed("data:  two blanks\n\n"), ElementsAre(ServerEvent{"message", "", " two blanks"}));
    EXPECT_THAT(parsed("event: no data\n\ndata: x\n\n"), ElementsAre(ServerEvent{"message", "", "x"}));
    EXPECT_THAT(parsed("retry: 5\nwhat: ever\ndata: x\n\n"), ElementsAre(ServerEvent{"message", "", "x"}));
    EXPECT_TRUE(parsed("data: never ended\n").empty());
    using namespace std::string_view_literals;
    EXPECT_THAT(parsed("id: a\0b\ndata: x\n\n"sv), ElementsAre(ServerEvent{"message", "", "x"}));
}

TEST(SseParser, TellsOfHeartbeats)
{
    int comments = 0;
    SseParser parser([](const ServerEvent&) {}, [&] { ++comments; });
    parser.feed(": heartbeat\n\n:\n");
    EXPECT_EQ(comments, 2);
}

TEST(SseParser, StopsAtAnEventThatIsTooLarge)
{
    SseParser parser([](const ServerEvent&) {});
    const std::string much(SseParser::kMaxEventBytes / 2, 'x');
    EXPECT_TRUE(parser.feed("data: " + much + "\n"));
    EXPECT_FALSE(parser.feed("data: " + much + "\n"));
    EXPECT_FALSE(parser.feed("\n\n"));
}

} // namespace
