#include "backend/main/settings.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace matoi::service {
namespace {

std::string problem(const std::string& yaml)
{
    Settings settings;
    const auto applied = applyYaml(settings, yaml, "matoid.yaml");
    return applied ? "" : applied.error().detail;
}

TEST(Settings, AFileSetsEverything)
{
    Settings settings;
    const auto applied = applyFile(settings, std::string(MATOI_TEST_DATA) + "/config/full.yaml");
    ASSERT_TRUE(applied) << applied.error().detail;
    EXPECT_EQ(settings.listenHost, "127.0.0.1");
    EXPECT_EQ(settings.listenPort, 8470);
    EXPECT_EQ(settings.publicUrl, "https://matoi.example.com");
    EXPECT_EQ(settings.smtp.host, "mail.example.com");
    EXPECT_EQ(settings.smtp.security, SmtpSecurity::StartTls);
    EXPECT_EQ(settings.prometheusUrl, "http://127.0.0.1:9090");
    EXPECT_EQ(
        settings.prometheusSources,
        (std::map<std::string, std::string>{{"eu", "http://10.0.0.7:9090"}, {"us", "http://10.1.0.7:9090"}}));
    EXPECT_EQ(settings.trustedProxies, (std::vector<std::string>{"10.0.0.0/8", "::1"}));
    EXPECT_EQ(settings.maxConnections, 1000);
    EXPECT_TRUE(checkSettings(settings));
}

TEST(Settings, AnEmptyFileSetsNothingAndAFolderIsNoFile)
{
    const std::string path = testing::TempDir() + "/empty.yaml";
    std::ofstream(path).close();
    Settings settings;
    EXPECT_TRUE(applyFile(settings, path));
    EXPECT_EQ(settings.listenHost, Settings().listenHost);
    std::remove(path.c_str());
    EXPECT_FALSE(applyFile(settings, testing::TempDir()));
    EXPECT_FALSE(applyFile(settings, path));
}

TEST(Settings, AMistakeIsNamedWithItsFileLineKeyAndReason)
{
    EXPECT_EQ(problem("listen: 8470\n"),
              "matoid.yaml:1: listen: expected HOST:PORT, like 127.0.0.1:8470 or [::1]:8470");
    EXPECT_EQ(problem("data: /x\nsmtp:\n  host: h\n  securty: tls\n"),
              "matoid.yaml:4: smtp.securty: is not a setting that this version knows");
    EXPECT_EQ(problem("smtp:\n  security: ssl\n"),
              "matoid.yaml:2: smtp.security: expected one of: none, starttls, tls");
    EXPECT_EQ(problem("data:\n"), "matoid.yaml:1: data: has no value");
    EXPECT_EQ(problem("public_url: matoi.example.com\n"),
              "matoid.yaml:1: public_url: expected a URL that begins with http:// or https://");
    EXPECT_EQ(problem("limits: {connections: many}\n"),
              "matoid.yaml:1: limits.connections: expected a number from 1 to 1000000");
    EXPECT_EQ(problem("- a\n").rfind("matoid.yaml:1: ", 0), 0U);
    EXPECT_EQ(problem("a: [\n").rfind("matoid.yaml:", 0), 0U);
    Settings settings;
    EXPECT_EQ(applyFile(settings, "/no/such/file.yaml").error().detail, "/no/such/file.yaml: cannot be read");
}

TEST(Settings, TheEnvironmentWinsOverTheFileAndKnowsItsOwnNamesOnly)
{
    Settings settings;
    ASSERT_TRUE(applyYaml(settings, "listen: 127.0.0.1:1000\ndata: /from-file\n", "f"));
    ASSERT_TRUE(applyEnvironment(
        settings,
        {{"MATOID_LISTEN", "[::1]:2000"}, {"MATOID_SMTP_PASSWORD_FILE", "/secret"}, {"HOME", "/"}}));
    EXPECT_EQ(settings.listenHost, "::1");
    EXPECT_EQ(settings.listenPort, 2000);
    EXPECT_EQ(settings.data, "/from-file");
    EXPECT_EQ(settings.smtp.passwordFile, "/secret");
    EXPECT_EQ(applyEnvironment(settings, {{"MATOID_LISTN", "x"}}).error().detail,
              "MATOID_LISTN: is not a setting that this version knows");
    EXPECT_EQ(applyEnvironment(settings, {{"MATOID_LOG_LEVEL", "loud"}}).error().detail,
              "MATOID_LOG_LEVEL: expected one of: debug, info, warning, error");
}

TEST(Settings, SeveralPrometheusServersHaveANameEach)
{
    Settings settings;
    ASSERT_TRUE(
        applyEnvironment(settings, {{"MATOID_PROMETHEUS_SOURCES", "eu=http://a:9090/, us=https://b"}}));
    EXPECT_EQ(settings.prometheusSources,
              (std::map<std::string, std::string>{{"eu", "http://a:9090"}, {"us", "https://b"}}));
    const std::string expected =
        "expected names and URLs, like eu=http://127.0.0.1:9091; a name is of a-z, 0-9, _ and -";
    for (const char* wrong : {"eu", "eu=", "=http://a", "Eu=http://a", "eu=ftp://a", "eu=http://a,"})
        EXPECT_EQ(applySetting(settings, "prometheus.sources", wrong, "x").error().detail, "x: " + expected)
            << wrong;
    EXPECT_EQ(applySetting(settings, "prometheus.sources", "eu=http://a,eu=http://b", "x").error().detail,
              "x: names one source twice");
    EXPECT_EQ(problem("prometheus:\n  sources:\n    eu: [http://a]\n"),
              "matoid.yaml:2: prometheus.sources: expected names with one text each");
    EXPECT_EQ(problem("smtp:\n  securty:\n    a: b\n"),
              "matoid.yaml:2: smtp.securty: is not a setting that this version knows");
}

TEST(Settings, SomeNeedEachOther)
{
    Settings settings;
    EXPECT_EQ(checkSettings(settings).error().field, "data");
    settings.data = "/x";
    EXPECT_TRUE(checkSettings(settings));
    settings.tlsKey = "key.pem";
    EXPECT_EQ(checkSettings(settings).error().field, "tls");
    settings.tlsKey.clear();
    settings.smtp.host = "mail";
    EXPECT_EQ(checkSettings(settings).error().field, "smtp.from");
}

TEST(Settings, KnowLoopbackAddresses)
{
    for (const char* host : {"localhost", "127.0.0.1", "127.8.8.8", "::1"})
        EXPECT_TRUE(isLoopback(host)) << host;
    for (const char* host : {"0.0.0.0", "::", "10.0.0.1", "example.com"})
        EXPECT_FALSE(isLoopback(host)) << host;
}

} // namespace
} // namespace matoi::service
