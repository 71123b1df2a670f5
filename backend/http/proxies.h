#pragma once

#include "models/domain/error.h"

#include <boost/asio/ip/address.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace matoi::http {

/// The proxies in front of the server, whose word on a client's address is taken.
class TrustedProxies
{
public:
    /// "10.0.0.0/8", "fd00::/8", "192.0.2.7". InvalidValue for what is neither a network nor an address.
    static domain::Result<TrustedProxies> parse(const std::vector<std::string>& networks);

    /// The peer itself, unless it is a trusted proxy: then the last address of X-Forwarded-For that is not
    /// one. What stands further left was written by the client, who may claim anything.
    std::string clientAddress(const boost::asio::ip::address& peer, std::string_view forwardedFor) const;

private:
    struct Network
    {
        boost::asio::ip::address_v6 prefix;
        unsigned length;
    };

    bool contains(const boost::asio::ip::address& address) const;

    std::vector<Network> m_networks;
};

} // namespace matoi::http
