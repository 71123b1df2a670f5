#include "backend/http/server.h"
#include "backend/metrics/prometheus.h"

#include <gtest/gtest.h>

#include <cmath>
#include <mutex>

namespace matoi::metrics {
namespace {

using domain::ErrorCode;
using std::chrono::seconds;

/// Something that listens where Prometheus would, and answers what the test says.
class Peer : public ::testing::Test
{
protected:
    Peer()
    {
        http::Router router;
        router.route("POST", "/api/v1/query_range",
                     [this](http::Request request) -> boost::asio::awaitable<http::Response> {
                         const std::lock_guard lock(m_mutex);
                         m_form = request.body;
                         co_return m_answer;
                     });
        m_server = std::make_unique<http::Server>(http::Options{}, std::move(router));
        EXPECT_TRUE(m_server->start());
    }

    domain::Result<std::vector<domain::MetricSample>> ask(http::Response answer,
                                                          std::size_t maxAnswer = 1UL << 20U)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_answer = std::move(answer);
        }
        Prometheus prometheus({url(), seconds(5), maxAnswer});
        const domain::Time from(seconds(1000));
        return prometheus.samples("rate(x{a=\"b\"}[1m])", {from, from + seconds(60), seconds(15)}, {});
    }

    std::string url() const { return "http://user:secret@127.0.0.1:" + std::to_string(m_server->port()); }
    std::string form()
    {
        const std::lock_guard lock(m_mutex);
        return m_form;
    }

private:
    std::mutex m_mutex;
    http::Response m_answer;
    std::string m_form;
    std::unique_ptr<http::Server> m_server;
};

std::string matrix(const std::string& result)
{
    return R"({"status":"success","data":{"resultType":"matrix","result":[)" + result + "]}}";
}

TEST_F(Peer, OneSeriesBecomesSamplesAndNotANumberIsNoValue)
{
    const auto samples = ask(http::jsonText(
        200,
        matrix(
            R"({"metric":{"a":"b"},"values":[[1000,"0.5"],[1015.25,"NaN"],[1030,"+Inf"],[1045,"1e3"]]})")));
    ASSERT_TRUE(samples) << samples.error().detail;
    ASSERT_EQ(samples->size(), 4U);
    EXPECT_EQ((*samples)[0].value, 0.5);
    EXPECT_EQ((*samples)[1].at, domain::Time(std::chrono::milliseconds(1015250)));
    EXPECT_TRUE(std::isnan((*samples)[1].value));
    EXPECT_TRUE(std::isnan((*samples)[2].value));
    EXPECT_EQ((*samples)[3].value, 1000);
    EXPECT_EQ(form(), "query=rate%28x%7Ba%3D%22b%22%7D%5B1m%5D%29&start=1000.000&end=1060.000&step=15");
}

TEST_F(Peer, NoSeriesIsNoSamples)
{
    EXPECT_TRUE(ask(http::jsonText(200, matrix("")))->empty());
}

TEST_F(Peer, SeveralSeriesAreNamed)
{
    const auto samples = ask(http::jsonText(
        200, matrix(R"({"metric":{"pod":"a"},"values":[]},{"metric":{"pod":"b"},"values":[]})")));
    ASSERT_FALSE(samples);
    EXPECT_EQ(samples.error().field, "query");
    EXPECT_NE(samples.error().detail.find(R"({"pod":"a"}, {"pod":"b"})"), std::string::npos);
}

TEST_F(Peer, ARefusalIsInPrometheussOwnWords)
{
    const auto samples = ask(http::jsonText(
        400, R"({"status":"error","errorType":"bad_data","error":"parse error: unexpected end of input"})"));
    ASSERT_FALSE(samples);
    EXPECT_EQ(samples.error().code, ErrorCode::InvalidValue);
    EXPECT_EQ(samples.error().detail, "Prometheus refuses it: parse error: unexpected end of input");
}

TEST_F(Peer, FaultsOfTheSourceAreNotTheQuerys)
{
    EXPECT_EQ(ask(http::text(503, "starting")).error().code, ErrorCode::Unavailable);
    EXPECT_EQ(ask(http::text(200, "not json")).error().code, ErrorCode::Unavailable);
    EXPECT_EQ(ask(http::jsonText(200, R"({"data":{"result":[{"values":[[1,2]]}]}})")).error().code,
              ErrorCode::Unavailable);
    http::Response redirect = http::text(302, "");
    redirect.headers.set("Location", "http://169.254.169.254/");
    const auto redirected = ask(redirect);
    ASSERT_FALSE(redirected);
    EXPECT_NE(redirected.error().detail.find("redirect"), std::string::npos);
    EXPECT_EQ(redirected.error().detail.find("secret"), std::string::npos);
}

TEST_F(Peer, AnAnswerWithoutEndIsCutOff)
{
    const auto samples = ask(http::text(200, std::string(3000, 'x')), 1000);
    ASSERT_FALSE(samples);
    EXPECT_EQ(samples.error().code, ErrorCode::TooLarge);
}

TEST(Prometheus, SaysThatItCannotBeReached)
{
    Prometheus prometheus({"http://user:secret@127.0.0.1:1", seconds(2), 1000});
    const auto samples = prometheus.samples("up", {}, {});
    ASSERT_FALSE(samples);
    EXPECT_EQ(samples.error().code, ErrorCode::Unavailable);
    EXPECT_EQ(samples.error().detail.find("Prometheus at http://127.0.0.1:1 cannot be reached"), 0U);
}

} // namespace
} // namespace matoi::metrics
