#include "backend/metrics/prometheus.h"
#include "tests/support/childprocess.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace matoi::metrics {
namespace {

using std::chrono::seconds;

int freePort()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    ::sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::socklen_t size = sizeof address;
    ::bind(descriptor, reinterpret_cast<::sockaddr*>(&address), size);
    ::getsockname(descriptor, reinterpret_cast<::sockaddr*>(&address), &size);
    ::close(descriptor);
    return ntohs(address.sin_port);
}

class TemporaryFolder
{
public:
    TemporaryFolder()
    {
        std::string pattern = std::filesystem::temp_directory_path() / "matoi-prometheus-XXXXXX";
        m_path = ::mkdtemp(pattern.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(m_path); }
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

TEST(RealPrometheus, AnswersAsItsDocumentationSays)
{
    const TemporaryFolder folder;
    std::ofstream(folder.path() + "/prometheus.yml") << "global: {scrape_interval: 1m}\n";
    const std::string address = "127.0.0.1:" + std::to_string(freePort());
    test::ChildProcess process("prometheus", {"--config.file=" + folder.path() + "/prometheus.yml",
                                              "--storage.tsdb.path=" + folder.path() + "/data",
                                              "--web.listen-address=" + address});
    Prometheus prometheus({"http://" + address, seconds(5), 1UL << 20U});
    const domain::Time to = domain::SystemClock().now();
    const MetricRange range{to - seconds(150), to, seconds(15)};

    // It refuses connections until it has opened its database: asking again is the condition waited for.
    auto answer = prometheus.samples("vector(42)", range, {});
    const auto until = std::chrono::steady_clock::now() + seconds(30);
    while (!answer && std::chrono::steady_clock::now() < until)
        answer = prometheus.samples("vector(42)", range, {});
    ASSERT_TRUE(answer) << answer.error().detail;
    ASSERT_EQ(answer->size(), 11U);
    EXPECT_EQ(answer->front().value, 42);
    EXPECT_EQ(answer->front().at, range.from);

    const auto broken = prometheus.samples("rate(", range, {});
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, domain::ErrorCode::InvalidValue);
    EXPECT_NE(broken.error().detail.find("parse error"), std::string::npos) << broken.error().detail;
}

} // namespace
} // namespace matoi::metrics
