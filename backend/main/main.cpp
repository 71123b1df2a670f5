#include "backend/main/commands.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace {

using namespace matoi::service;

struct Flags
{
    std::map<std::string, std::string> settings; ///< by key: what stands on the command line
    std::string configFile;
};

void addSetting(CLI::App& app, Flags& flags, const std::string& flag, const std::string& key,
                const std::string& help)
{
    app.add_option_function<std::string>(
        flag, [&flags, key](const std::string& value) { flags.settings[key] = value; }, help);
}

void addCommon(CLI::App& app, Flags& flags)
{
    addSetting(app, flags, "--data", "data", "Folder of the data (SQLite)");
    addSetting(app, flags, "--database", "database", "PostgreSQL instead: postgresql://…");
    app.add_option("--config", flags.configFile, "Settings as YAML");
}

matoi::domain::Result<Settings> settingsOf(const Flags& flags)
{
    Settings settings;
    if (!flags.configFile.empty())
        if (const auto applied = applyFile(settings, flags.configFile); !applied)
            return tl::make_unexpected(applied.error());
    if (const auto applied = applyEnvironment(settings, environmentOfProcess()); !applied)
        return tl::make_unexpected(applied.error());
    for (const auto& [key, value] : flags.settings)
        if (const auto applied = applySetting(settings, key, value, key); !applied)
            return tl::make_unexpected(applied.error());
    if (const auto checked = checkSettings(settings); !checked)
        return tl::make_unexpected(checked.error());
    return settings;
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app{"matoid, the service of Matoi: incidents, engagements, timeline, change feed", "matoid"};
    app.set_version_flag("--version", "matoid " MATOI_VERSION);
    app.require_subcommand(1);
    Flags flags;
    NewTokenOptions token;
    std::string revoked;
    bool exitWithStdin = false;

    CLI::App* serving = app.add_subcommand("serve", "Serve until SIGTERM");
    addCommon(*serving, flags);
    addSetting(*serving, flags, "--listen", "listen", "HOST:PORT (127.0.0.1:8470); port 0 picks one");
    addSetting(*serving, flags, "--log-level", "log.level", "debug, info, warning or error");
    serving->add_flag("--exit-with-stdin", exitWithStdin, "Stop when standard input ends");
    CLI::App* checking = app.add_subcommand("check", "Verify a store");
    addCommon(*checking, flags);
    CLI::App* tokens = app.add_subcommand("token", "Make, list and revoke tokens");
    tokens->require_subcommand(1);
    CLI::App* creating = tokens->add_subcommand("create", "Make a token and print it, this once");
    addCommon(*creating, flags);
    creating->add_option("--name", token.name, "Whose it is: what the timeline and the audit log say")
        ->required();
    creating->add_option("--role", token.role, "viewer, responder, commander or admin");
    creating->add_option("--contact", token.contactAlias, "Alias of the person's contact");
    creating->add_flag("--create-contact", token.createContact,
                       "Make that contact, paged on the desktop, when there is none");
    creating->add_option("--language", token.language, "Of the contact that is made: en or ja");
    creating->add_option("--time-zone", token.timeZone, "Of the contact that is made: Asia/Tokyo");
    creating->add_flag("--ingest", token.ingest, "For a detector: it can deliver messages, nothing else");
    CLI::App* listing = tokens->add_subcommand("list", "List tokens, without their secrets");
    addCommon(*listing, flags);
    CLI::App* revoking = tokens->add_subcommand("revoke", "Make a token worthless");
    addCommon(*revoking, flags);
    revoking->add_option("id", revoked, "The id that `token list` shows")->required();
    CLI11_PARSE(app, argc, argv);

    const auto settings = settingsOf(flags);
    if (!settings) {
        std::cerr << "matoid: " << settings.error().detail << '\n';
        return 2;
    }
    try {
        if (serving->parsed())
            return serve(*settings, exitWithStdin, std::cout, std::cerr);
        if (checking->parsed())
            return checkStore(*settings, std::cout, std::cerr);
        if (creating->parsed())
            return createToken(*settings, token, std::cout, std::cerr);
        if (listing->parsed())
            return listTokens(*settings, std::cout, std::cerr);
        return revokeToken(*settings, revoked, std::cout, std::cerr);
    } catch (const std::exception& error) {
        std::cerr << "matoid: " << error.what() << '\n';
        return 1;
    }
}
