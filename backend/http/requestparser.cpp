#include "backend/http/requestparser.h"

#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <utility>

namespace matoi::http {

using HttpError = boost::beast::http::error;

namespace {

constexpr const char* longChunkHead = "A chunk's head or the trailers of the body are too long.";

constexpr std::size_t lastChunkBytes = 5;

bool isNumber(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

const char* inWords(const boost::beast::error_code& error)
{
    if (error == HttpError::bad_version)
        return "The start line does not end in HTTP/1.0 or HTTP/1.1.";
    if (error == HttpError::bad_method)
        return "The method is not a token.";
    if (error == HttpError::bad_target)
        return "The request target has bytes that must be percent-encoded.";
    if (error == HttpError::bad_field || error == HttpError::bad_value || error == HttpError::bad_obs_fold)
        return "A header field is malformed.";
    if (error == HttpError::bad_content_length || error == HttpError::multiple_content_length)
        return "Content-Length is malformed, given twice, or given beside Transfer-Encoding.";
    if (error == HttpError::bad_transfer_encoding)
        return "Transfer-Encoding is malformed, given twice, or given beside Content-Length.";
    if (error == HttpError::bad_chunk || error == HttpError::bad_chunk_extension)
        return "A chunk of the body is malformed.";
    return "This is not an HTTP/1.1 request.";
}

} // namespace

RequestParser::RequestParser(const Limits& limits)
    : m_limits(limits)
    , m_bodyLimit(limits.bodyBytes)
{
    header_limit(static_cast<std::uint32_t>(limits.headerBytes));
    body_limit(boost::none); // limitBody() tells, once the route is known
}

std::size_t RequestParser::feed(std::string_view bytes)
{
    if (m_refusal || isDone() || bytes.empty())
        return 0;
    // Beast 1.81 asserts that five bytes of a last chunk are there when it looks at one again. Any chunked
    // body that is not over has at least "0\r\n\r\n" to come, so waiting for five loses nothing.
    if (m_chunked && m_headDone && bytes.size() < lastChunkBytes)
        return 0;
    Error error;
    const std::size_t used = put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    if (error && error != HttpError::need_more)
        refuse(error);
    if (m_headDone) {
        // A chunk's head line and the trailers must come whole.
        if (used == 0 && bytes.size() > m_limits.headerBytes)
            refuse(400, "malformed-input", longChunkHead);
        return used;
    }
    m_headBytes += used;
    const std::size_t waiting = is_header_done() ? 0 : bytes.size() - used;
    if (m_headBytes + waiting > m_limits.headerBytes)
        refuse(431, "too-large", "The start line and the header fields are too long.");
    if (is_header_done() && !m_refusal) {
        m_headDone = true;
        checkHead();
    }
    return used;
}

void RequestParser::limitBody(std::size_t bytes)
{
    m_bodyLimit = bytes;
    const auto declared = content_length();
    if (declared && *declared > bytes)
        refuse(boost::beast::error_code(HttpError::body_limit));
    else
        body_limit(bytes);
}

bool RequestParser::mayExceed(std::size_t bytes) const
{
    const auto declared = content_length();
    return declared ? *declared > bytes : m_chunked;
}

void RequestParser::on_request_impl(boost::beast::http::verb, View method, View target, int version,
                                    Error& error)
{
    m_version = version;
    m_request.method.assign(method.data(), method.size());
    m_request.target.assign(target.data(), target.size());
    if (target.size() > m_limits.targetBytes) {
        refuse(414, "too-large", "The request target is too long.");
        error = HttpError::header_limit;
    }
}

void RequestParser::on_field_impl(boost::beast::http::field, View name, View value, Error& error)
{
    if (m_headDone)
        return; // a trailer
    if (m_request.headers.size() >= m_limits.headerFields) {
        refuse(431, "too-large", "There are too many header fields.");
        error = HttpError::header_limit;
        return;
    }
    m_request.headers.add(std::string(name.data(), name.size()), std::string(value.data(), value.size()));
}

void RequestParser::on_header_impl(Error&)
{}

std::size_t RequestParser::on_body_impl(View bytes, Error&)
{
    m_request.body.append(bytes.data(), bytes.size());
    return bytes.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t, View extension, Error& error)
{
    if (extension.size() > m_limits.headerBytes) {
        refuse(400, "malformed-input", longChunkHead);
        error = HttpError::bad_chunk_extension;
    }
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View bytes, Error& error)
{
    return on_body_impl(bytes, error);
}

void RequestParser::refuse(unsigned status, std::string type, std::string detail)
{
    if (!m_refusal) // the first reason is the true one
        m_refusal = Refusal{status, std::move(type), std::move(detail)};
}

void RequestParser::refuse(const Error& error)
{
    if (error == HttpError::header_limit)
        refuse(431, "too-large", "The start line and the header fields are too long.");
    else if (error == HttpError::body_limit)
        refuse(413, "too-large", "The body must not exceed " + std::to_string(m_bodyLimit) + " bytes.");
    else
        refuse(400, "malformed-input", inWords(error));
}

void RequestParser::checkHead()
{
    checkFraming();
    checkHost();
    if (m_request.headers.count("Authorization") > 1)
        refuse(400, "malformed-input", "Authorization is given twice.");
    if (const auto expect = m_request.headers.get("Expect"); expect && m_version >= 11) {
        m_expectsContinue = equalsIgnoringCase(*expect, "100-continue");
        if (!m_expectsContinue)
            refuse(417, "malformed-input", "Expect can only be 100-continue.");
    }
}

void RequestParser::checkFraming()
{
    const Headers& headers = m_request.headers;
    const auto length = headers.get("Content-Length");
    const auto coding = headers.get("Transfer-Encoding");
    if (length && (coding || headers.count("Content-Length") > 1 || !isNumber(*length)))
        refuse(400, "malformed-input",
               "Content-Length is malformed, given twice, or given beside Transfer-Encoding.");
    if (!coding)
        return;
    m_chunked = true;
    if (m_version < 11 || headers.count("Transfer-Encoding") > 1)
        refuse(400, "malformed-input", "Transfer-Encoding is given twice, or in HTTP/1.0.");
    if (!equalsIgnoringCase(*coding, "chunked"))
        refuse(501, "malformed-input", "The only transfer coding that is understood is chunked.");
}

void RequestParser::checkHost()
{
    const std::size_t count = m_request.headers.count("Host");
    if (count > 1 || (count == 0 && m_version >= 11))
        refuse(400, "malformed-input", "There must be one Host field.");
    const auto host = m_request.headers.get("Host");
    if (host && host->find_first_of(" \t,/\\?#@<>\"") != std::string_view::npos)
        refuse(400, "malformed-input", "Host is not a name and a port.");
}

} // namespace matoi::http
