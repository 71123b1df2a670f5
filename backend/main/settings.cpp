#include "backend/main/settings.h"

#include "backend/services/validation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <unistd.h>

namespace matoi::service {

using domain::ErrorCode;
using domain::fail;
using domain::Result;

namespace {

/// Sets one value, or says what was expected.
using Set = std::function<const char*(Settings&, const std::string&)>;

struct Key
{
    const char* name;
    Set set;
};

Set text(std::string Settings::*member)
{
    return [member](Settings& settings, const std::string& value) -> const char* {
        settings.*member = value;
        return nullptr;
    };
}

Set smtp(std::string SmtpSettings::*member)
{
    return [member](Settings& settings, const std::string& value) -> const char* {
        settings.smtp.*member = value;
        return nullptr;
    };
}

std::optional<int> number(const std::string& value, int min, int max)
{
    int parsed = 0;
    const char* end = value.data() + value.size();
    const auto [at, error] = std::from_chars(value.data(), end, parsed);
    if (value.empty() || error != std::errc() || at != end || parsed < min || parsed > max)
        return std::nullopt;
    return parsed;
}

Set count(int Settings::*member)
{
    return [member](Settings& settings, const std::string& value) -> const char* {
        const auto parsed = number(value, 1, 1000000);
        if (!parsed)
            return "expected a number from 1 to 1000000";
        settings.*member = *parsed;
        return nullptr;
    };
}

/// Without the slashes at its end; nullopt for what is no URL.
std::optional<std::string> urlFrom(std::string value)
{
    if (!services::isHttpUrl(value))
        return std::nullopt;
    while (value.back() == '/')
        value.pop_back();
    return value;
}

Set url(std::string Settings::*member)
{
    return [member](Settings& settings, const std::string& value) -> const char* {
        auto url = urlFrom(value);
        if (!url)
            return "expected a URL that begins with http:// or https://";
        settings.*member = std::move(*url);
        return nullptr;
    };
}

const char* setListen(Settings& settings, const std::string& value)
{
    const std::size_t colon = value.rfind(':');
    const auto port = colon == std::string::npos ? std::nullopt : number(value.substr(colon + 1), 0, 65535);
    std::string host = colon == std::string::npos ? "" : value.substr(0, colon);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    if (!port || host.empty() || (!bracketed && host.find(':') != std::string::npos))
        return "expected HOST:PORT, like 127.0.0.1:8470 or [::1]:8470";
    settings.listenHost = host;
    settings.listenPort = static_cast<std::uint16_t>(*port);
    return nullptr;
}

const char* setDatabase(Settings& settings, const std::string& value)
{
    if (value.rfind("postgresql://", 0) != 0 && value.rfind("postgres://", 0) != 0)
        return "expected a URL that begins with postgresql://";
    settings.database = value;
    return nullptr;
}

const char* setSmtpPort(Settings& settings, const std::string& value)
{
    const auto port = number(value, 1, 65535);
    if (!port)
        return "expected a port, 1 to 65535";
    settings.smtp.port = *port;
    return nullptr;
}

const char* setSmtpSecurity(Settings& settings, const std::string& value)
{
    if (value == "none")
        settings.smtp.security = SmtpSecurity::None;
    else if (value == "starttls")
        settings.smtp.security = SmtpSecurity::StartTls;
    else if (value == "tls")
        settings.smtp.security = SmtpSecurity::Tls;
    else
        return "expected one of: none, starttls, tls";
    return nullptr;
}

const char* setSmtpFrom(Settings& settings, const std::string& value)
{
    if (!services::isMailAddress(value))
        return "expected a mail address, like matoi@example.com";
    settings.smtp.from = value;
    return nullptr;
}

const char* setLogLevel(Settings& settings, const std::string& value)
{
    for (const char* known : {"debug", "info", "warning", "error"}) {
        if (value == known) {
            settings.logLevel = value;
            return nullptr;
        }
    }
    return "expected one of: debug, info, warning, error";
}

/// What stands between commas, without the spaces around it.
std::vector<std::string> listFrom(const std::string& value)
{
    std::vector<std::string> list;
    std::size_t begin = 0;
    while (begin <= value.size()) {
        const std::size_t end = std::min(value.find(',', begin), value.size());
        std::string item = value.substr(begin, end - begin);
        item.erase(0, item.find_first_not_of(' '));
        item.erase(item.find_last_not_of(' ') + 1);
        list.push_back(std::move(item));
        begin = end + 1;
    }
    return list;
}

const char* setTrustedProxies(Settings& settings, const std::string& value)
{
    auto networks = listFrom(value);
    for (const std::string& network : networks)
        if (network.empty())
            return "expected networks with commas between them, like 10.0.0.0/8, ::1";
    settings.trustedProxies = std::move(networks);
    return nullptr;
}

/// "eu=http://10.0.0.7:9090, us=http://10.1.0.7:9090"; in the file also a map.
const char* setPrometheusSources(Settings& settings, const std::string& value)
{
    std::map<std::string, std::string> sources;
    for (const std::string& item : listFrom(value)) {
        const std::size_t equals = item.find('=');
        const std::string name = item.substr(0, equals);
        const auto url = equals == std::string::npos ? std::nullopt : urlFrom(item.substr(equals + 1));
        if (!services::isAlias(name) || !url)
            return "expected names and URLs, like eu=http://127.0.0.1:9091; a name is of a-z, 0-9, _ and -";
        if (!sources.emplace(name, *url).second)
            return "names one source twice";
    }
    settings.prometheusSources = std::move(sources);
    return nullptr;
}

const std::vector<Key>& keys()
{
    static const std::vector<Key> table{
        {"listen", setListen},
        {"data", text(&Settings::data)},
        {"database", setDatabase},
        {"public_url", url(&Settings::publicUrl)},
        {"smtp.host", smtp(&SmtpSettings::host)},
        {"smtp.port", setSmtpPort},
        {"smtp.security", setSmtpSecurity},
        {"smtp.user", smtp(&SmtpSettings::user)},
        {"smtp.password_file", smtp(&SmtpSettings::passwordFile)},
        {"smtp.from", setSmtpFrom},
        {"smtp.ca_file", smtp(&SmtpSettings::caFile)},
        {"prometheus.url", url(&Settings::prometheusUrl)},
        {"prometheus.sources", setPrometheusSources},
        {"log.level", setLogLevel},
        {"tls.certificate", text(&Settings::tlsCertificate)},
        {"tls.key", text(&Settings::tlsKey)},
        {"trusted_proxies", setTrustedProxies},
        {"limits.connections", count(&Settings::maxConnections)},
        {"limits.streams", count(&Settings::maxStreams)},
        {"limits.requests_per_second", count(&Settings::requestsPerSecond)},
        {"limits.requests_per_second_of_token", count(&Settings::requestsPerSecondOfToken)},
    };
    return table;
}

std::string variableOf(const char* key)
{
    std::string name = "MATOID_";
    for (const char* c = key; *c != '\0'; ++c)
        name += *c == '.' ? '_' : *c >= 'a' && *c <= 'z' ? static_cast<char>(*c - 'a' + 'A') : *c;
    return name;
}

} // namespace

Result<void> applySetting(Settings& settings, const std::string& key, const std::string& value,
                          const std::string& source)
{
    for (const Key& known : keys()) {
        if (key != known.name)
            continue;
        if (services::isBlank(value))
            return fail(ErrorCode::InvalidValue, key, source + ": has no value");
        if (const char* expected = known.set(settings, value))
            return fail(ErrorCode::InvalidValue, key, source + ": " + expected);
        return {};
    }
    return fail(ErrorCode::UnknownField, key, source + ": is not a setting that this version knows");
}

Result<void> applyEnvironment(Settings& settings, const std::map<std::string, std::string>& variables)
{
    const auto& table = keys();
    for (const auto& entry : variables) {
        const std::string& variable = entry.first;
        if (variable.rfind("MATOID_", 0) != 0)
            continue;
        const auto known = std::find_if(table.begin(), table.end(),
                                        [&](const Key& key) { return variableOf(key.name) == variable; });
        if (known == table.end())
            return fail(ErrorCode::UnknownField, variable,
                        variable + ": is not a setting that this version knows");
        if (auto applied = applySetting(settings, known->name, entry.second, variable); !applied)
            return applied;
    }
    return {};
}

Result<void> checkSettings(const Settings& settings)
{
    if (settings.data.empty() && settings.database.empty())
        return fail(ErrorCode::MissingField, "data",
                    "data: say where to keep the data: --data DIR, or --database postgresql://…");
    if (settings.tlsCertificate.empty() != settings.tlsKey.empty())
        return fail(ErrorCode::MissingField, "tls",
                    "tls: tls.certificate and tls.key go together, one of them is missing");
    if (!settings.smtp.host.empty() && settings.smtp.from.empty())
        return fail(ErrorCode::MissingField, "smtp.from", "smtp.from: is needed with smtp.host");
    return {};
}

std::map<std::string, std::string> environmentOfProcess()
{
    std::map<std::string, std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        if (const std::size_t equals = text.find('='); equals != std::string_view::npos)
            variables[std::string(text.substr(0, equals))] = std::string(text.substr(equals + 1));
    }
    return variables;
}

bool isLoopback(std::string_view host)
{
    return host == "localhost" || host == "::1" || host.substr(0, 4) == "127.";
}

} // namespace matoi::service
