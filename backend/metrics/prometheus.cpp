#include "backend/metrics/prometheus.h"

#include "models/wire/json.h"

#include <boost/json.hpp>
#include <curl/curl.h>

#include <array>
#include <memory>

namespace matoi::metrics {

using domain::ErrorCode;
using domain::fail;
using domain::MetricSample;
using domain::Result;

namespace {

struct CurlDeleter
{
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

struct Answer
{
    long status = 0;
    std::string body;
    std::size_t maxBody = 0;
    bool tooLarge = false;
};

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* target)
{
    auto& answer = *static_cast<Answer*>(target);
    if (answer.body.size() + size * count > answer.maxBody) {
        answer.tooLarge = true;
        return 0;
    }
    answer.body.append(bytes, size * count);
    return size * count;
}

/// Without what it may hold of a password.
std::string shown(const std::string& url)
{
    const std::size_t scheme = url.find("://");
    const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
    const std::size_t user = url.find('@', begin);
    if (user == std::string::npos || user > url.find('/', begin))
        return url;
    return url.substr(0, begin) + url.substr(user + 1);
}

std::string escaped(CURL* curl, const std::string& text)
{
    char* made = curl_easy_escape(curl, text.data(), static_cast<int>(text.size()));
    if (made == nullptr)
        throw std::bad_alloc();
    std::string out(made);
    curl_free(made);
    return out;
}

std::string unixSeconds(domain::Time time)
{
    const auto ms = time.time_since_epoch().count();
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%lld.%03d", static_cast<long long>(ms / 1000),
                  static_cast<int>(ms % 1000));
    return text.data();
}

/// Prometheus's own words: {"status":"error","errorType":"bad_data","error":"…"}
std::string errorOf(const Answer& answer)
{
    const auto object = wire::parseObject(answer.body);
    if (object)
        if (const auto* text = object->if_contains("error"); text != nullptr && text->is_string())
            return std::string(text->get_string());
    return "status " + std::to_string(answer.status);
}

Result<std::vector<MetricSample>> samplesOf(const Answer& answer, const PrometheusOptions& options)
{
    const std::string url = shown(options.url);
    if (answer.status == 200)
        return samplesFromAnswer(answer.body);
    if (answer.status >= 300 && answer.status < 400)
        return fail(ErrorCode::Unavailable, {},
                    "Prometheus at " + url + " answers with a redirect; set " + options.setting +
                        " to where it leads");
    if (answer.status == 400 || answer.status == 422)
        return fail(ErrorCode::InvalidValue, "query", "Prometheus refuses it: " + errorOf(answer));
    return fail(ErrorCode::Unavailable, {}, "Prometheus at " + url + " answers: " + errorOf(answer));
}

} // namespace

Prometheus::Prometheus(PrometheusOptions options)
    : m_options(std::move(options))
{
    static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT); // safe to repeat, not to race
    static_cast<void>(once);
}

Result<std::vector<MetricSample>> Prometheus::samples(const std::string& query, const MetricRange& range,
                                                      const std::optional<DrillAnchor>&)
{
    const std::unique_ptr<CURL, CurlDeleter> curl(curl_easy_init());
    if (!curl)
        throw std::bad_alloc();
    const std::string url = m_options.url + "/api/v1/query_range";
    const std::string form = "query=" + escaped(curl.get(), query) + "&start=" + unixSeconds(range.from) +
                             "&end=" + unixSeconds(range.to) + "&step=" + std::to_string(range.step.count());
    Answer answer;
    answer.maxBody = m_options.maxAnswer;
    std::array<char, CURL_ERROR_SIZE> problem{};
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    // A form, because a long query does not fit into every proxy's idea of a URL.
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(form.size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, form.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(m_options.timeout.count()));
    curl_easy_setopt(curl.get(), CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, problem.data());
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
    const CURLcode code = curl_easy_perform(curl.get());
    if (answer.tooLarge)
        return fail(ErrorCode::TooLarge, "query",
                    "the answer has more than " + std::to_string(m_options.maxAnswer >> 20U) +
                        " MiB; aggregate it, or raise step");
    if (code != CURLE_OK)
        return fail(ErrorCode::Unavailable, {},
                    "Prometheus at " + shown(m_options.url) + " cannot be reached: " +
                        (problem[0] != '\0' ? problem.data() : curl_easy_strerror(code)));
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer.status);
    return samplesOf(answer, m_options);
}

} // namespace matoi::metrics
