#include "backend/http/proxies.h"

#include <algorithm>
#include <charconv>

namespace matoi::http {

namespace ip = boost::asio::ip;

namespace {

/// One form for both families: IPv4 as ::ffff:a.b.c.d.
ip::address_v6 mapped(const ip::address& address)
{
    return address.is_v6() ? address.to_v6() : ip::make_address_v6(ip::v4_mapped, address.to_v4());
}

/// And back, as people write it.
ip::address plain(const ip::address& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return ip::make_address_v4(ip::v4_mapped, address.to_v6());
    return address;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace

domain::Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& networks)
{
    TrustedProxies proxies;
    for (const std::string& text : networks) {
        const auto bad = [&text] {
            return domain::fail(domain::ErrorCode::InvalidValue, "trustedProxies",
                                "\"" + text + "\" is not an address or a network such as 10.0.0.0/8.");
        };
        const auto slash = text.find('/');
        boost::system::error_code error;
        const auto address = ip::make_address(text.substr(0, slash), error);
        if (error)
            return bad();
        const unsigned widest = address.is_v4() ? 32 : 128;
        unsigned length = widest;
        if (slash != std::string::npos) {
            const char* end = text.data() + text.size();
            const auto [stop, failure] = std::from_chars(text.data() + slash + 1, end, length);
            if (failure != std::errc() || stop != end || length > widest)
                return bad();
        }
        proxies.m_networks.push_back({mapped(address), length + (128 - widest)});
    }
    return proxies;
}

std::string TrustedProxies::clientAddress(const ip::address& peer, std::string_view forwardedFor) const
{
    ip::address client = plain(peer);
    while (contains(client) && !forwardedFor.empty()) {
        const auto comma = forwardedFor.rfind(',');
        const std::string last(
            trimmed(comma == std::string_view::npos ? forwardedFor : forwardedFor.substr(comma + 1)));
        forwardedFor = comma == std::string_view::npos ? std::string_view() : forwardedFor.substr(0, comma);
        boost::system::error_code error;
        const auto address = ip::make_address(last, error);
        if (error)
            break;
        client = plain(address);
    }
    return client.to_string();
}

bool TrustedProxies::contains(const ip::address& address) const
{
    const auto bytes = mapped(address).to_bytes();
    return std::any_of(m_networks.begin(), m_networks.end(), [&bytes](const Network& network) {
        const auto prefix = network.prefix.to_bytes();
        const unsigned whole = network.length / 8;
        const unsigned rest = network.length % 8;
        if (!std::equal(prefix.begin(), prefix.begin() + whole, bytes.begin()))
            return false;
        const auto mask = static_cast<unsigned char>(0xFF00U >> rest);
        return rest == 0 || ((prefix[whole] ^ bytes[whole]) & mask) == 0;
    });
}

} // namespace matoi::http
