#pragma once

#include "backend/main/settings.h"

#include <ostream>

/// The commands of matoid, free of their flags. Each returns the exit code of the process.
namespace matoi::service {

struct NewTokenOptions
{
    std::string name;
    std::string role = "responder";
    std::string contactAlias;
    /// Makes that contact, with a desktop channel, when there is none.
    bool createContact = false;
    std::string language = "en";
    std::string timeZone = "UTC";
    bool ingest = false;
};

int createToken(const Settings& settings, const NewTokenOptions& options, std::ostream& out,
                std::ostream& err);
int listTokens(const Settings& settings, std::ostream& out, std::ostream& err);
int revokeToken(const Settings& settings, const std::string& id, std::ostream& out, std::ostream& err);

/// Reads everything and names what is damaged: 0 sound, 1 damaged.
int checkStore(const Settings& settings, std::ostream& out, std::ostream& err);

/// Serves until SIGTERM or SIGINT, or until stdin ends when asked for (a console that starts its own matoid
/// holds the other end, and takes it along however it ends).
int serve(const Settings& settings, bool exitWithStdin, std::ostream& out, std::ostream& err);

} // namespace matoi::service
