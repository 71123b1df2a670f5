#include "backend/http/tls.h"

#include <openssl/ssl.h>

namespace matoi::http {

namespace ssl = boost::asio::ssl;

domain::Result<std::shared_ptr<ssl::context>> makeTlsContext(const TlsFiles& files)
{
    const auto failed = [](const std::string& file, const boost::system::error_code& error) {
        return domain::fail(domain::ErrorCode::Unavailable, {},
                            "TLS cannot use " + file + ": " + error.message() + ".");
    };
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX* native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native,
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS); // thousands of idle streams
    boost::system::error_code error;
    context->use_certificate_chain_file(files.certificateChain, error);
    if (error)
        return failed(files.certificateChain, error);
    context->use_private_key_file(files.privateKey, ssl::context::pem, error); // also: is it that key?
    if (error)
        return failed(files.privateKey, error);
    return context;
}

} // namespace matoi::http
