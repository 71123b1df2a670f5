#include "backend/channels/channel.h"
#include "backend/channels/curl.h"
#include "backend/channels/pagetext.h"

#include <boost/json.hpp>

#include <array>

namespace matoi::channels {
namespace {

namespace json = boost::json;

/// What the receiver answers is kept only as far as an error needs it. It may end within a character: the
/// engine makes a line of it, which is shorter.
std::size_t keepStart(char* data, std::size_t size, std::size_t count, void* target)
{
    auto* text = static_cast<std::string*>(target);
    const std::size_t room = text->size() < 2000 ? 2000 - text->size() : 0;
    text->append(data, std::min(room, size * count));
    return size * count;
}

json::object bodyOf(const PageContent& content)
{
    json::array next;
    for (const ComingStep& step : content.next)
        next.push_back(
            {{"at", domain::formatTime(step.at)}, {"what", comingStepText(step, content.language)}});
    return {{"version", 1},
            {"pageId", content.pageId},
            {"incident", incidentName(content.incidentNumber)},
            {"title", content.title},
            {"impact", static_cast<int>(content.impact)},
            {"drill", content.drill},
            {"contact", content.contactName},
            {"text", whoCalls(content)},
            {"acknowledgeUrl", content.ackUrl},
            {"validUntil", domain::formatTime(content.validUntil)},
            {"startedAt", domain::formatTime(content.incidentStartedAt)},
            {"ifNobodyAnswers", std::move(next)}};
}

class WebhookChannel final : public Channel
{
public:
    explicit WebhookChannel(WebhookOptions options)
        : m_options(options)
    {}

    SendResult send(const std::string& address, const PageContent& content) override
    {
        if (!address.starts_with("http://") && !address.starts_with("https://"))
            return {.error = "not an http or https address", .retry = false};
        std::array<char, CURL_ERROR_SIZE> error{};
        const CurlHandle curl = makeCurl(error.data(), static_cast<long>(m_options.timeout.count()));
        const std::string body = json::serialize(bodyOf(content));
        std::string answer;
        CurlList headers;
        append(headers, "Content-Type: application/json");
        append(headers, "Idempotency-Key: " + content.pageId);
        append(headers, "Expect:");
        curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.data());
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, keepStart);
        curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
        const CURLcode code = curl_easy_perform(curl.get());
        if (code != CURLE_OK)
            return {.error = error.front() != '\0' ? error.data() : curl_easy_strerror(code)};
        long status = 0;
        curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
        if (status >= 200 && status < 300)
            return {.sent = true, .providerId = content.pageId};
        const bool final = status >= 400 && status < 500 && status != 408 && status != 429;
        return {.error =
                    "the receiver answered " + std::to_string(status) + (answer.empty() ? "" : ": " + answer),
                .retry = !final};
    }

private:
    WebhookOptions m_options;
};

} // namespace

std::unique_ptr<Channel> makeWebhookChannel(WebhookOptions options)
{
    return std::make_unique<WebhookChannel>(options);
}

} // namespace matoi::channels
