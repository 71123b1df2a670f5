#pragma once

#include "backend/channels/pagecontent.h"
#include "models/domain/contact.h"

#include <memory>
#include <optional>
#include <string>

namespace matoi::channels {

/// What came of handing a page to its provider.
struct SendResult
{
    bool sent = false;
    std::string providerId; ///< what the provider calls the message
    std::string error;      ///< the provider's own words, of any bytes; no secrets
    bool retry = true;      ///< false: it will not get better (a refused address)
};

/// One way to reach a person. send() blocks and is called on the engine's own threads, several at once.
/// It is called again with the same pageId after a crash or a failure: providers get it as their idempotency
/// key.
class Channel
{
public:
    virtual ~Channel() = default;
    virtual SendResult send(const std::string& address, const PageContent& content) = 0;
};

/// How to reach the mail server. Sending without TLS to another machine is refused unless it is said.
struct SmtpOptions
{
    enum class Security
    {
        None,
        StartTls, ///< required: a server that does not offer it is refused
        Tls
    };
    std::string host;
    int port = 587;
    Security security = Security::StartTls;
    std::string user;
    std::string password;
    std::string from = "matoi@localhost";
    std::string caFile; ///< empty: the system's
    std::chrono::seconds timeout{20};
};

std::unique_ptr<Channel> makeSmtpChannel(SmtpOptions options);

struct WebhookOptions
{
    std::chrono::seconds timeout{10};
};

/// POST of a JSON body (docs/features/engagement.md) with Idempotency-Key = the page's id. 2xx is sent; 4xx
/// but 408 and 429 is final.
std::unique_ptr<Channel> makeWebhookChannel(WebhookOptions options = {});

/// The channels that this service can use. A kind without one gives pages in Error that say so.
struct ChannelSet
{
    std::shared_ptr<Channel> email;
    std::shared_ptr<Channel> webhook;
};

} // namespace matoi::channels
