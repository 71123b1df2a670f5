#include "tests/support/childprocess.h"
#include "tests/support/rawhttp.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace matoi::test {
namespace {

/// The program itself, as a person or a console runs it.
class Matoid : public ::testing::Test
{
protected:
    Matoid()
    {
        std::string pattern = std::filesystem::temp_directory_path() / "matoid-run-XXXXXX";
        m_folder = ::mkdtemp(pattern.data());
        const char* bin = std::getenv("MATOI_BIN");
        m_program = bin != nullptr
                        ? std::string(bin) + "/matoid"
                        : (std::filesystem::canonical("/proc/self/exe").parent_path() / "matoid").string();
    }
    ~Matoid() override { std::filesystem::remove_all(m_folder); }

    std::string data() const { return m_folder + "/data"; }

    std::unique_ptr<ChildProcess> run(std::vector<std::string> arguments,
                                      std::vector<std::string> environment = {})
    {
        return std::make_unique<ChildProcess>(m_program, arguments, environment);
    }

    std::unique_ptr<ChildProcess> serve(std::vector<std::string> more = {})
    {
        std::vector<std::string> arguments{"serve", "--data", data(), "--listen", "127.0.0.1:0"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        auto process = run(arguments);
        const std::string line = process->readLine();
        EXPECT_EQ(line.rfind("matoid listening on http://127.0.0.1:", 0), 0U) << line;
        m_port = line.empty() ? 0 : std::stoi(line.substr(line.rfind(':') + 1));
        return process;
    }

    int me(const std::string& token)
    {
        const auto answer = RawClient::ask(static_cast<std::uint16_t>(m_port),
                                           "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                           "Authorization: Bearer " +
                                               token + "\r\n\r\n");
        return answer ? answer->status : 0;
    }

    std::string createToken(std::vector<std::string> more = {})
    {
        std::vector<std::string> arguments{"token", "create", "--data", data(), "--name", "Sato Misaki"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        auto process = run(arguments);
        const std::string token = process->readLine();
        EXPECT_EQ(process->wait(), 0);
        return token;
    }

    std::string m_folder;
    std::string m_program;
    int m_port = 0;
};

TEST_F(Matoid, ATokenWorksWhetherItWasMadeBeforeOrBesideTheService)
{
    const std::string before = createToken();
    auto process = serve();
    EXPECT_EQ(me(before), 200);
    const std::string beside = createToken({"--role", "viewer"});
    EXPECT_EQ(me(beside), 200);

    auto list = run({"token", "list", "--data", data()});
    const std::string first = list->readLine();
    EXPECT_NE(first.find("responder"), std::string::npos);
    EXPECT_EQ(first.find(before.substr(3)), std::string::npos);
    auto revoke = run({"token", "revoke", "--data", data(), first.substr(0, first.find(' '))});
    EXPECT_EQ(revoke->wait(), 0);
    EXPECT_EQ(me(before), 401);
    EXPECT_EQ(me(beside), 200);
}

TEST_F(Matoid, SigtermEndsItWithoutAnError)
{
    auto process = serve();
    EXPECT_TRUE(std::filesystem::exists(data() + "/matoid.port"));
    process->signal(SIGTERM);
    EXPECT_EQ(process->wait(), 0);
    EXPECT_FALSE(std::filesystem::exists(data() + "/matoid.port"));
    auto check = run({"check", "--data", data()});
    EXPECT_EQ(check->readLine(), "The store is sound.");
    EXPECT_EQ(check->wait(), 0);
}

TEST_F(Matoid, GoesWithTheConsoleThatHoldsItsInput)
{
    auto process = serve({"--exit-with-stdin"});
    process->closeInput();
    EXPECT_EQ(process->wait(), 0);
}

TEST_F(Matoid, StaysWhenItsInputEndsUnlessItWasToldOtherwise)
{
    auto process = serve();
    process->closeInput();
    EXPECT_EQ(me(createToken()), 200);
}

TEST_F(Matoid, ASecondOneOnTheSameFolderIsRefused)
{
    auto process = serve();
    auto second = run({"serve", "--data", data(), "--listen", "127.0.0.1:0"});
    EXPECT_EQ(second->wait(), 1);
    EXPECT_FALSE(second->readErrors().empty());
}

TEST_F(Matoid, ABadSettingStopsItWithTheLineAndTheReason)
{
    const std::string file = m_folder + "/matoid.yaml";
    std::ofstream(file) << "data: " << data() << "\nlissten: x\n";
    auto process = run({"serve", "--config", file});
    EXPECT_EQ(process->wait(), 2);
    EXPECT_EQ(process->readErrors(),
              "matoid: " + file + ":2: lissten: is not a setting that this version knows\n");
}

TEST_F(Matoid, FlagsWinOverTheEnvironmentAndThatOverTheFile)
{
    const std::string file = m_folder + "/matoid.yaml";
    std::ofstream(file) << "data: " << data() << "\nlisten: nonsense:1\nlog:\n  level: error\n";
    auto process = run({"serve", "--config", file, "--listen", "127.0.0.1:0"}, {"MATOID_LISTEN=nonsense:2"});
    EXPECT_EQ(process->readLine().rfind("matoid listening on http://127.0.0.1:", 0), 0U);
}

TEST_F(Matoid, SaysLoudlyThatItListensToTheNetworkWithoutTls)
{
    auto process = run({"serve", "--data", data(), "--listen", "0.0.0.0:0", "--log-level", "error"});
    ASSERT_NE(process->readLine(), "");
    process->signal(SIGTERM);
    EXPECT_EQ(process->wait(), 0);
    EXPECT_NE(process->readErrors().find("warning: listening on 0.0.0.0 without TLS"), std::string::npos);
}

TEST_F(Matoid, ATokenNeedsAKnownRoleAndAContactThatIsThere)
{
    auto role = run({"token", "create", "--data", data(), "--name", "x", "--role", "king"});
    EXPECT_EQ(role->wait(), 1);
    EXPECT_NE(role->readErrors().find("--role: expected one of"), std::string::npos);
    auto contact = run({"token", "create", "--data", data(), "--name", "x", "--contact", "nobody"});
    EXPECT_EQ(contact->wait(), 1);
    EXPECT_NE(contact->readErrors().find("--contact: there is no contact"), std::string::npos);
}

TEST_F(Matoid, ATokenCanBringItsContactWithItAndDoesSoOnce)
{
    auto process = serve();
    const std::vector<std::string> asked{"--contact", "misaki", "--create-contact", "--language", "ja"};
    const auto contactOf = [&](const std::string& token) {
        const auto answer = RawClient::ask(static_cast<std::uint16_t>(m_port),
                                           "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                           "Authorization: Bearer " +
                                               token + "\r\n\r\n");
        const auto at = answer ? answer->body.find("\"contactId\":\"") : std::string::npos;
        return at == std::string::npos ? std::string() : answer->body.substr(at + 13, 36);
    };
    const std::string first = contactOf(createToken(asked));
    EXPECT_EQ(first.size(), 36U);
    EXPECT_EQ(contactOf(createToken(asked)), first);
    EXPECT_EQ(contactOf(createToken()), "");
}

} // namespace
} // namespace matoi::test
