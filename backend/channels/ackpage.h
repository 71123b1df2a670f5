#pragma once

#include "backend/channels/pagecontent.h"

#include <string>

namespace matoi::channels {

/// What the person who opened the link sees (design: 33 and 33b).
enum class AckPageState
{
    Open,         ///< nothing is decided: the two buttons
    Acknowledged, ///< by this person, now or before
    TakenByOther, ///< somebody was faster
    Refused,      ///< "I cannot": the next person is paged
    RefusedLate,  ///< the same, when the plan had gone on already
    RefusedLast,  ///< the same, when the plan has nobody further
    Over,         ///< stopped, resolved, or nobody answered in time
    Unknown       ///< the link is not known or has expired
};

/// One page that needs no script, works in an old phone's browser, and changes nothing by being opened: both
/// buttons are forms that POST to the same address. `by` names who ended it (TakenByOther, Over).
std::string renderAckPage(AckPageState state, const PageContent& content, const std::string& by = {});

/// For a link of which nothing is known: both languages.
std::string renderUnknownAckPage();

} // namespace matoi::channels
