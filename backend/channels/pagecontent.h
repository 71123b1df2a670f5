#pragma once

#include "models/domain/engagement.h"

#include <string>
#include <vector>

namespace matoi::channels {

/// What will happen if nobody acknowledges.
struct ComingStep
{
    domain::Time at{};
    std::string contactName;
    domain::ChannelKind channelKind = domain::ChannelKind::Email;
    bool sameContact = false;
};

/// All that a message to one person says, as it is when it is sent. Rendered by pagemail and ackpage in the
/// contact's language and time zone.
struct PageContent
{
    std::string pageId;
    int incidentNumber = 0;
    std::string title;
    domain::Impact impact = domain::Impact::Medium;
    bool drill = false;
    domain::Time incidentStartedAt{};
    std::string commander; ///< empty: nobody leads yet
    std::string summary;   ///< Markdown

    std::string contactName;
    std::string language = "en";
    std::string timeZone = "UTC";
    std::string startedBy; ///< who engages: a person, or the plan's name
    std::string reason;
    domain::Time now{};

    std::vector<ComingStep> next;
    domain::Time givesUpAt{}; ///< "no one answered" is said then
    bool refusalPages = true; ///< "I cannot" would page the next person now

    std::string ackUrl; ///< empty when there is none (a webhook still gets one)
    domain::Time validUntil{};
};

} // namespace matoi::channels
