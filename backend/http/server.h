#pragma once

#include "backend/http/options.h"
#include "backend/http/router.h"
#include "models/domain/error.h"

#include <cstdint>
#include <memory>

namespace matoi::http {

/// An HTTP/1.1 server on threads of its own. It knows routes, limits and bytes, and nothing of incidents.
class Server
{
public:
    Server(Options options, Router router);
    ~Server(); ///< stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Listens and begins to answer. InvalidValue for a trusted proxy that is no address, Unavailable with
    /// the reason when the address cannot be listened on or the TLS files cannot be used. Once a server.
    domain::Result<void> start();

    std::uint16_t port() const; ///< the one in use, after start()
    const Router& router() const;

    /// From any thread but the server's own; returns when it is done. Accepts no more, ends idle connections
    /// and streams, waits for the answers in work for Limits::stopTimeout, then cuts what is left. Work on a
    /// pool (onPool) cannot be cut and is waited for.
    void stop();

    struct Stats
    {
        std::size_t connections = 0;
        std::size_t streams = 0;
        std::uint64_t requests = 0; ///< since start, refused ones too
    };
    Stats stats() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace matoi::http
