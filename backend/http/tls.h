#pragma once

#include "backend/http/options.h"
#include "models/domain/error.h"

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace matoi::http {

/// TLS 1.2 and newer, no renegotiation, no compression. Unavailable, with the reason, when a file cannot be
/// read, or when the key is not the certificate's.
domain::Result<std::shared_ptr<boost::asio::ssl::context>> makeTlsContext(const TlsFiles& files);

} // namespace matoi::http
