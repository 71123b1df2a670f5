#pragma once

#include "backend/http/options.h"
#include "backend/http/request.h"

#include <boost/beast/http/basic_parser.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace matoi::http {

/// Why a request is refused before any handler sees it. The connection ends after the answer: what follows
/// on it can no longer be told apart.
struct Refusal
{
    unsigned status;
    std::string type;
    std::string detail;
};

/// Bytes → one request. Beast's parser decides what is HTTP; this one adds what RFC 9112 leaves to servers
/// and what Beast lets through: exactly one Host, one plain Content-Length, no coding but "chunked" (Beast
/// takes "Transfer-Encoding: gzip" for no body at all, a way to smuggle requests), no fields from trailers.
class RequestParser final : private boost::beast::http::basic_parser<true>
{
public:
    explicit RequestParser(const Limits& limits);

    /// Takes as many bytes as it can use, and says how many. It stops at the end of the head and at the end
    /// of the request; before those, what is not taken wants more bytes behind it.
    std::size_t feed(std::string_view bytes);

    bool isHeadDone() const { return m_headDone; }
    bool isDone() const { return m_headDone && is_done(); }
    const std::optional<Refusal>& refusal() const { return m_refusal; }

    /// After the head: refuses a declared body above the limit now, and a chunked one as it arrives.
    void limitBody(std::size_t bytes);

    /// The body has more than `bytes`, or does not say how many it has.
    bool mayExceed(std::size_t bytes) const;

    /// "Expect: 100-continue" from a client that is waiting for it.
    bool expectsContinue() const { return m_expectsContinue; }
    bool keepsAlive() const { return keep_alive(); }
    bool isHttp10() const { return m_version == 10; }

    /// method, target, headers and body; the rest is the caller's.
    Request& request() { return m_request; }

private:
    using Base = boost::beast::http::basic_parser<true>;
    using Error = boost::beast::error_code;
    using View = boost::beast::string_view;

    void on_request_impl(boost::beast::http::verb, View method, View target, int version,
                         Error& error) override;
    void on_response_impl(int, View, int, Error&) override {}
    void on_field_impl(boost::beast::http::field, View name, View value, Error& error) override;
    void on_header_impl(Error& error) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
    std::size_t on_body_impl(View bytes, Error&) override;
    void on_chunk_header_impl(std::uint64_t, View extension, Error& error) override;
    std::size_t on_chunk_body_impl(std::uint64_t, View bytes, Error&) override;
    void on_finish_impl(Error&) override {}

    void refuse(unsigned status, std::string type, std::string detail);
    void refuse(const Error& error);
    void checkHead();
    void checkFraming();
    void checkHost();

    const Limits& m_limits;
    Request m_request;
    int m_version = 11;
    std::size_t m_headBytes = 0;
    std::size_t m_bodyLimit;
    bool m_headDone = false;
    bool m_chunked = false;
    bool m_expectsContinue = false;
    std::optional<Refusal> m_refusal;
};

} // namespace matoi::http
