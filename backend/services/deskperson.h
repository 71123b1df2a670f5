#pragma once

#include "backend/auth/actor.h"
#include "backend/store/records.h"
#include "models/domain/error.h"

namespace matoi::services {

/// The person who sits at a console.
struct DeskPerson
{
    std::string alias; ///< asked for: [a-z0-9_-]
    std::string name;
    std::string language = "en";  ///< en or ja
    std::string timeZone = "UTC"; ///< IANA name
};

/// The contact of that person, with a desktop channel, so that whatever pages it pages the console. Made when
/// there is none; what is there keeps its name, its plan and its channels, and gets a desktop channel only
/// when it has none. An alias that an escalation plan or a drill's contact has is passed over: "sato-2".
/// Calling it again changes nothing.
domain::Result<domain::Id<domain::Contact>> ensureDeskPerson(store::WriteTransaction& tx,
                                                             const DeskPerson& person, const auth::Actor& by);

} // namespace matoi::services
