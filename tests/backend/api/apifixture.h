#pragma once

#include "backend/auth/tokens.h"
#include "backend/main/service.h"
#include "backend/store/records.h"
#include "models/wire/json.h"
#include "tests/support/rawhttp.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace matoi::test {

namespace json = boost::json;

/// A whole matoid in this process: a real store, a real server, real sockets.
class RunningService
{
public:
    /// Empty: SQLite in a folder of its own.
    explicit RunningService(const std::string& database = "")
    {
        std::string pattern = std::filesystem::temp_directory_path() / "matoid-test-XXXXXX";
        m_folder = ::mkdtemp(pattern.data());
        m_settings.data = m_folder;
        m_settings.database = database;
        m_settings.listenPort = 0;
        m_settings.logLevel = "error";
        m_settings.requestsPerSecond = 100000;
        m_settings.requestsPerSecondOfToken = 100000;
        start();
        admin = token("Admin", auth::Role::Admin);
    }
    ~RunningService()
    {
        m_service.reset();
        std::filesystem::remove_all(m_folder);
    }
    RunningService(const RunningService&) = delete;
    RunningService& operator=(const RunningService&) = delete;

    void start()
    {
        m_service = std::make_unique<service::Service>(m_settings);
        const auto started = m_service->start();
        if (!started)
            throw std::runtime_error(started.error().detail);
    }
    void stop() { m_service.reset(); }

    std::uint16_t port() const
    {
        const std::string url = m_service->url();
        return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
    }

    /// Writes beside the running service.
    template <class F> auto write(F&& work)
    {
        const auto store = service::openStore(m_settings, true);
        return store::write(*store, std::forward<F>(work));
    }

    /// As `matoid token create` does it, beside the running service.
    std::string token(const std::string& name, auth::Role role,
                      auth::TokenKind kind = auth::TokenKind::Person,
                      std::optional<domain::Id<domain::Contact>> contact = std::nullopt)
    {
        const auto store = service::openStore(m_settings, true);
        return store::write(*store,
                            [&](store::WriteTransaction& tx) {
                                return auth::createToken(tx, name, role, kind, contact, "test").value();
                            })
            .secret;
    }

    const std::string& folder() const { return m_folder; }

    std::string admin;

private:
    std::string m_folder;
    service::Settings m_settings;
    std::unique_ptr<service::Service> m_service;
};

using Fields = std::vector<std::pair<std::string, std::string>>;

inline std::string requestText(const std::string& method, const std::string& target, const std::string& token,
                               const std::string& body, const Fields& fields)
{
    std::string text = method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    if (!token.empty())
        text += "Authorization: Bearer " + token + "\r\n";
    for (const auto& [name, value] : fields)
        text += name + ": " + value + "\r\n";
    if (!body.empty() || method == "POST" || method == "PATCH")
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

/// A test with one matoid for all of its cases; each uses records of its own.
class ApiTest : public ::testing::Test
{
protected:
    static void SetUpTestSuite() { running = std::make_unique<RunningService>(); }
    static void TearDownTestSuite() { running.reset(); }

    static RawResponse ask(const std::string& method, const std::string& target, const std::string& body = "",
                           const Fields& fields = {}, const std::optional<std::string>& token = {})
    {
        auto answer = RawClient::ask(
            running->port(), requestText(method, target, token.value_or(running->admin), body, fields));
        if (!answer)
            throw std::runtime_error("no answer to " + method + ' ' + target);
        return std::move(*answer);
    }

    static json::object object(const RawResponse& response)
    {
        const auto parsed = wire::parseObject(response.body);
        if (!parsed)
            throw std::runtime_error("not an object: " + response.body);
        return *parsed;
    }

    static std::string text(const json::object& object, const char* name)
    {
        return std::string(object.at(name).as_string());
    }

    static json::object create(const std::string& collection, const json::object& value)
    {
        const auto made =
            ask("POST", "/api/v1/" + collection, json::serialize(json::object{{"value", value}}));
        if (made.status != 201)
            throw std::runtime_error(collection + ": " + made.body);
        return object(made);
    }

    static json::object incident(const std::string& title = "Checkout is slow")
    {
        return create("incidents", {{"title", title}, {"impact", 2}});
    }

    static std::unique_ptr<RunningService> running;
};

inline std::unique_ptr<RunningService> ApiTest::running;

} // namespace matoi::test
