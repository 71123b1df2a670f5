#include "backend/channels/channel.h"
#include "backend/http/server.h"
#include "tests/backend/channels/pagecontentfixture.h"

#include <gtest/gtest.h>

namespace matoi::channels {
namespace {

/// A receiver that answers what the test says.
class Receiver
{
public:
    explicit Receiver(unsigned status, std::string body)
    {
        http::Router router;
        router.route("POST", "/hook",
                     [status, body](const http::Request&) -> boost::asio::awaitable<http::Response> {
                         http::Response answer;
                         answer.status = status;
                         answer.body = body;
                         co_return answer;
                     });
        m_server = std::make_unique<http::Server>(http::Options{}, std::move(router));
        EXPECT_TRUE(m_server->start());
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_server->port()) + "/hook"; }

private:
    std::unique_ptr<http::Server> m_server;
};

TEST(WebhookChannel, IsSentWhenTheReceiverTakesIt)
{
    const Receiver receiver(204, "");
    EXPECT_TRUE(makeWebhookChannel()->send(receiver.url(), kenjisPage()).sent);
}

TEST(WebhookChannel, SaysWhatTheReceiverAnsweredAndKeepsOnlyTheBeginningOfIt)
{
    const Receiver receiver(400, "no such room\n" + std::string(100000, 'x'));
    const SendResult result = makeWebhookChannel()->send(receiver.url(), kenjisPage());
    EXPECT_FALSE(result.sent);
    EXPECT_FALSE(result.retry) << "it will not get better";
    EXPECT_TRUE(result.error.starts_with("the receiver answered 400: no such room")) << result.error;
    EXPECT_LT(result.error.size(), 3000U);
}

TEST(WebhookChannel, IsTriedAgainWhenTheReceiverIsInTrouble)
{
    for (const unsigned status : {408U, 429U, 500U, 503U}) {
        const Receiver receiver(status, "later");
        EXPECT_TRUE(makeWebhookChannel()->send(receiver.url(), kenjisPage()).retry) << status;
    }
}

} // namespace
} // namespace matoi::channels
