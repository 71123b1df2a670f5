#include "tests/backend/api/apifixture.h"
#include "tests/support/childprocess.h"

#include <arpa/inet.h>
#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace matoi::test {
namespace {

std::uint16_t freePort()
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

/// The real Alertmanager, delivering to a real matoid.
class RealAlertmanager : public ApiTest
{
protected:
    RealAlertmanager()
    {
        std::string pattern = std::filesystem::temp_directory_path() / "matoi-alertmanager-XXXXXX";
        m_folder = ::mkdtemp(pattern.data());
        const std::string token = running->token("alertmanager", auth::Role::Viewer, auth::TokenKind::Ingest);
        std::ofstream(m_folder + "/alertmanager.yml")
            << "route: {receiver: matoi, group_by: [alertname], group_wait: 0s, group_interval: 1s}\n"
               "receivers:\n  - name: matoi\n    webhook_configs:\n"
               "      - url: http://127.0.0.1:"
            << running->port()
            << "/ingest/alertmanager\n        http_config: {authorization: {credentials: " << token << "}}\n";
        m_process = std::make_unique<ChildProcess>(
            "prometheus-alertmanager",
            std::vector<std::string>{
                "--config.file=" + m_folder + "/alertmanager.yml", "--storage.path=" + m_folder + "/data",
                "--cluster.listen-address=", "--web.listen-address=127.0.0.1:" + std::to_string(m_port)});
    }
    ~RealAlertmanager() override
    {
        m_process.reset();
        std::filesystem::remove_all(m_folder);
    }

    /// 0 until it listens.
    int post(const json::object& alert)
    {
        const auto answer = RawClient::ask(m_port, requestText("POST", "/api/v2/alerts", "",
                                                               json::serialize(json::array{alert}),
                                                               {{"Content-Type", "application/json"}}));
        return answer ? answer->status : 0;
    }

    template <class Condition> bool eventually(Condition&& condition)
    {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!condition())
            if (std::chrono::steady_clock::now() > until)
                return false;
        return true;
    }

    std::uint16_t m_port = freePort();
    std::string m_folder;
    std::unique_ptr<ChildProcess> m_process;
};

TEST_F(RealAlertmanager, OpensAnIncidentAndResolvesIt)
{
    create("response-plans", {{"name", "search"},
                              {"title", "{alertname} on {labels.instance}"},
                              {"impact", 2},
                              {"matchLabels", {{"service", "search"}}},
                              {"resolveOnRecovery", true}});
    const auto now = domain::SystemClock().now();
    json::object alert{
        {"labels", {{"alertname", "SearchDown"}, {"service", "search"}, {"instance", "node-1"}}},
        {"startsAt", domain::formatTime(now - std::chrono::minutes(2))}};
    ASSERT_TRUE(eventually([&] { return post(alert) == 200; }));

    json::object incident;
    ASSERT_TRUE(eventually([&] {
        const auto records = object(ask("GET", "/api/v1/incidents")).at("records").as_array();
        if (!records.empty())
            incident = records[0].as_object();
        return !records.empty();
    }));
    EXPECT_EQ(incident.at("value").at("title"), "SearchDown on node-1");
    EXPECT_EQ(incident.at("value").at("startedAt"), alert.at("startsAt"));

    alert["endsAt"] = domain::formatTime(now - std::chrono::seconds(1));
    ASSERT_EQ(post(alert), 200);
    EXPECT_TRUE(eventually([&] {
        return object(ask("GET", "/api/v1/incidents/" + text(incident, "id"))).at("value").at("status") ==
               "resolved";
    }));
    EXPECT_TRUE(object(ask("GET", "/api/v1/dead-letters")).at("records").as_array().empty());
}

} // namespace
} // namespace matoi::test
