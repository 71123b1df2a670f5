#include "backend/http/eventstream.h"
#include "tests/backend/http/bench.h"

#include <gmock/gmock.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>
#include <filesystem>
#include <memory>

namespace matoi::http {

using testing::EndsWith;
using testing::StartsWith;

namespace {

template <auto Free> struct Freer
{
    template <class T> void operator()(T* object) const { Free(object); }
};
template <class T, auto Free> using Owned = std::unique_ptr<T, Freer<Free>>;

/// A key and a certificate signed by itself, as PEM files in a folder of their own.
class Certificate
{
public:
    Certificate()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "matoi-tls-XXXXXX").string();
        m_folder = ::mkdtemp(pattern.data());
        const Owned<EVP_PKEY, EVP_PKEY_free> key(EVP_EC_gen("P-256"));
        const Owned<X509, X509_free> certificate(X509_new());
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
        X509_set_pubkey(certificate.get(), key.get());
        X509_sign(certificate.get(), key.get(), EVP_sha256());
        const Owned<std::FILE, std::fclose> keyFile(std::fopen(files().privateKey.c_str(), "w"));
        PEM_write_PrivateKey(keyFile.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        const Owned<std::FILE, std::fclose> chainFile(std::fopen(files().certificateChain.c_str(), "w"));
        PEM_write_X509(chainFile.get(), certificate.get());
    }
    ~Certificate() { std::filesystem::remove_all(m_folder); }

    TlsFiles files() const
    {
        return {(m_folder / "certificate.pem").string(), (m_folder / "key.pem").string()};
    }

private:
    std::filesystem::path m_folder;
};

/// A client that speaks exactly one version of TLS.
class TlsClient
{
public:
    TlsClient(std::uint16_t port, int version)
        : m_context(SSL_CTX_new(TLS_client_method()))
    {
        SSL_CTX_set_security_level(m_context.get(), 0); // the client would do TLS 1.1, if the server did
        SSL_CTX_set_min_proto_version(m_context.get(), version);
        SSL_CTX_set_max_proto_version(m_context.get(), version);
        m_bio.reset(BIO_new_ssl_connect(m_context.get()));
        BIO_set_conn_hostname(m_bio.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
    }

    bool connect() { return BIO_do_connect(m_bio.get()) == 1 && BIO_do_handshake(m_bio.get()) == 1; }
    bool send(const std::string& bytes)
    {
        return BIO_write(m_bio.get(), bytes.data(), static_cast<int>(bytes.size())) ==
               static_cast<int>(bytes.size());
    }
    std::string readToTheEnd()
    {
        std::string text;
        char piece[4096];
        int size = 0;
        while ((size = BIO_read(m_bio.get(), piece, sizeof piece)) > 0)
            text.append(piece, static_cast<std::size_t>(size));
        return text;
    }

private:
    Owned<SSL_CTX, SSL_CTX_free> m_context;
    Owned<BIO, BIO_free_all> m_bio;
};

class Tls : public testing::Test
{
protected:
    Tls()
    {
        m_bench.options.tls = m_certificate.files();
        m_bench.options.limits.lingerTimeout = std::chrono::milliseconds(200);
        m_bench.router.route("GET", "/secure", [](Request request) -> boost::asio::awaitable<Response> {
            co_return text(200, request.secure ? "secure" : "plain");
        });
        m_bench.router.route("GET", "/stream", [](Request) -> boost::asio::awaitable<Response> {
            auto stream = std::make_shared<EventStream>();
            stream->push("change", "1", "over TLS");
            stream->close();
            co_return events(stream);
        });
    }

    Certificate m_certificate;
    Bench m_bench;
};

} // namespace

TEST_F(Tls, SpeaksVersions12And13)
{
    m_bench.start();
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsClient client(m_bench.port(), version);
        ASSERT_TRUE(client.connect());
        ASSERT_TRUE(client.send(getRequest("/secure") + getRequest("/secure", "Connection: close\r\n")));
        const std::string text = client.readToTheEnd();
        EXPECT_THAT(text, StartsWith("HTTP/1.1 200 OK"));
        EXPECT_THAT(text, EndsWith("secure"));
    }
}

TEST_F(Tls, RefusesOlderVersionsAndPlainText)
{
    m_bench.start();
    EXPECT_FALSE(TlsClient(m_bench.port(), TLS1_1_VERSION).connect());
    const auto plain = m_bench.get("/secure");
    EXPECT_FALSE(plain);
}

TEST_F(Tls, CarriesStreams)
{
    m_bench.start();
    TlsClient client(m_bench.port(), TLS1_3_VERSION);
    ASSERT_TRUE(client.connect());
    ASSERT_TRUE(client.send(getRequest("/stream")));
    EXPECT_THAT(client.readToTheEnd(), EndsWith("event: change\nid: 1\ndata: over TLS\n\n\r\n0\r\n\r\n"));
}

TEST_F(Tls, CutsOffAHandshakeThatNeverEnds)
{
    m_bench.options.limits.requestTimeout = std::chrono::milliseconds(100);
    m_bench.start();
    test::RawClient client(m_bench.port());
    client.send("\x16\x03\x01");
    EXPECT_TRUE(client.isClosedByPeer());
}

TEST_F(Tls, RefusesAKeyThatIsNotTheCertificates)
{
    const Certificate other;
    Options options;
    options.tls = TlsFiles{m_certificate.files().certificateChain, other.files().privateKey};
    EXPECT_FALSE(Server(options, {}).start());
}

} // namespace matoi::http
