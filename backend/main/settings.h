#pragma once

#include "models/domain/error.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace matoi::service {

enum class SmtpSecurity
{
    None,
    StartTls,
    Tls
};

struct SmtpSettings
{
    std::string host; ///< empty: no mail
    int port = 0;     ///< 0: what the security asks for: 25, 587 or 465
    SmtpSecurity security = SmtpSecurity::StartTls;
    std::string user;
    std::string passwordFile; ///< the password is in a file, so that no process list shows it
    std::string from;
    std::string caFile; ///< empty: the system's authorities
};

/// Everything that can be set. Flags win over environment variables (MATOID_SMTP_HOST for smtp.host), and
/// those over the file.
struct Settings
{
    std::string listenHost = "127.0.0.1";
    std::uint16_t listenPort = 8470; ///< 0: the system picks one
    std::string data;                ///< folder of the SQLite store and of matoid.port
    std::string database;            ///< postgresql://… instead of SQLite
    std::string publicUrl;           ///< what links in mails begin with; empty: the address listened on
    SmtpSettings smtp;
    std::string prometheusUrl;
    std::map<std::string, std::string> prometheusSources; ///< further ones: name → URL
    std::string logLevel = "info";                        ///< debug, info, warning, error
    std::string tlsCertificate;
    std::string tlsKey;
    std::vector<std::string> trustedProxies;
    int maxConnections = 4096;
    int maxStreams = 2048;
    int requestsPerSecond = 200; ///< one address
    int requestsPerSecondOfToken = 100;
};

/// Applies a YAML file. The error's detail is "FILE:LINE: key: reason".
domain::Result<void> applyFile(Settings& settings, const std::string& path);
/// The same from text, `path` being what errors name.
domain::Result<void> applyYaml(Settings& settings, const std::string& text, const std::string& path);

/// Applies the variables that begin with MATOID_. An unknown one is an error: a typing error must not be
/// swallowed.
domain::Result<void> applyEnvironment(Settings& settings,
                                      const std::map<std::string, std::string>& variables);

/// One setting by its key ("smtp.host"), as a flag sets it. `source` is what the error begins with.
domain::Result<void> applySetting(Settings& settings, const std::string& key, const std::string& value,
                                  const std::string& source);

/// What cannot be decided setting by setting: a place for the data, both halves of a pair.
domain::Result<void> checkSettings(const Settings& settings);

std::map<std::string, std::string> environmentOfProcess();
bool isLoopback(std::string_view host);

} // namespace matoi::service
