#include "backend/channels/channel.h"
#include "backend/channels/curl.h"
#include "backend/channels/pagemail.h"
#include "backend/channels/zonedtime.h"

#include <array>

namespace matoi::channels {
namespace {

/// RFC 2047, in words of at most 45 bytes cut between characters.
std::string encodedWords(const std::string& text)
{
    static constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t end = std::min(text.size(), at + 42);
        while (end < text.size() && end > at + 1 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
            --end;
        const std::string part = text.substr(at, end - at);
        std::string encoded;
        for (std::size_t i = 0; i < part.size(); i += 3) {
            unsigned value = 0;
            for (std::size_t k = 0; k < 3; ++k)
                value = (value << 8) | (i + k < part.size() ? static_cast<unsigned char>(part[i + k]) : 0U);
            for (std::size_t k = 0; k < 4; ++k)
                encoded += i + k <= part.size() ? digits[(value >> (18 - 6 * k)) & 63] : '=';
        }
        out += (out.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + encoded + "?=");
        at = end;
    }
    return out;
}

/// A header cannot be ended from inside: mail addresses and titles come from outside.
std::string oneLine(std::string text)
{
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    return text;
}

std::string hostOf(const std::string& address)
{
    const std::size_t at = address.rfind('@');
    return at == std::string::npos ? "localhost" : address.substr(at + 1);
}

class SmtpChannel final : public Channel
{
public:
    explicit SmtpChannel(SmtpOptions options)
        : m_options(std::move(options))
    {}

    SendResult send(const std::string& address, const PageContent& content) override
    {
        if (address.find('@') == std::string::npos || oneLine(address) != address)
            return {.error = "not a mail address", .retry = false};
        std::array<char, CURL_ERROR_SIZE> error{};
        const CurlHandle curl = makeCurl(error.data(), static_cast<long>(m_options.timeout.count()));
        connectTo(curl.get());
        const std::string messageId = "<" + content.pageId + "@" + hostOf(m_options.from) + ">";
        const PageMail mail = renderPageMail(content);
        CurlList recipients;
        append(recipients, "<" + address + ">");
        CurlList headers;
        append(headers, "Date: " + mailDate(content.now));
        append(headers, "From: Matoi <" + m_options.from + ">");
        append(headers, "To: <" + address + ">");
        append(headers, "Subject: " + encodedWords(oneLine(mail.subject)));
        append(headers, "Message-ID: " + messageId);
        append(headers, "Auto-Submitted: auto-generated");
        append(headers, "X-Auto-Response-Suppress: All");
        append(headers, "Importance: high");
        const CurlMime mime = body(curl.get(), mail);
        curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ("<" + m_options.from + ">").c_str());
        curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
        curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(curl.get(), CURLOPT_MIMEPOST, mime.get());
        const CURLcode code = curl_easy_perform(curl.get());
        if (code == CURLE_OK)
            return {.sent = true, .providerId = messageId};
        long reply = 0;
        curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply);
        std::string reason = error.front() != '\0' ? error.data() : curl_easy_strerror(code);
        if (reply >= 400)
            reason = "the mail server answered " + std::to_string(reply) + ": " + reason;
        return {.error = reason, .retry = reply < 500};
    }

private:
    void connectTo(CURL* curl) const
    {
        const bool tls = m_options.security == SmtpOptions::Security::Tls;
        const std::string url =
            (tls ? "smtps://" : "smtp://") + m_options.host + ":" + std::to_string(m_options.port);
        curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        if (m_options.security != SmtpOptions::Security::None)
            curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
        curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!m_options.caFile.empty())
            curl_easy_setopt(curl, CURLOPT_CAINFO, m_options.caFile.c_str());
        if (!m_options.user.empty()) {
            curl_easy_setopt(curl, CURLOPT_USERNAME, m_options.user.c_str());
            curl_easy_setopt(curl, CURLOPT_PASSWORD, m_options.password.c_str());
        }
    }

    static CurlMime body(CURL* curl, const PageMail& mail)
    {
        CurlMime outer(curl_mime_init(curl));
        curl_mime* alternatives = curl_mime_init(curl);
        const auto add = [&](const std::string& text, const char* type) {
            curl_mimepart* part = curl_mime_addpart(alternatives);
            curl_mime_data(part, text.data(), text.size());
            curl_mime_type(part, type);
            curl_mime_encoder(part, "base64");
        };
        add(mail.text, "text/plain; charset=utf-8");
        add(mail.html, "text/html; charset=utf-8");
        curl_mimepart* part = curl_mime_addpart(outer.get());
        curl_mime_subparts(part, alternatives);
        curl_mime_type(part, "multipart/alternative");
        CurlList disposition;
        append(disposition, "Content-Disposition: inline");
        curl_mime_headers(part, disposition.release(), 1);
        return outer;
    }

    SmtpOptions m_options;
};

} // namespace

std::unique_ptr<Channel> makeSmtpChannel(SmtpOptions options)
{
    return std::make_unique<SmtpChannel>(std::move(options));
}

} // namespace matoi::channels
