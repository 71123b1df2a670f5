#pragma once

#include "models/domain/relateditem.h"

#include <string>
#include <string_view>

namespace matoi::domain::rules {

/// http:// or https://, a host, and no spaces or control characters. Nothing else is ever opened.
bool isHttpUrl(std::string_view text);

/// The host of such a URL, without user, port and "www."; empty when it is none.
std::string hostOf(std::string_view url);

/// What a pasted URL most likely is, from its text alone: nothing is fetched.
struct LinkGuess
{
    RelatedKind kind = RelatedKind::Link;
    std::string title;
};
LinkGuess guessLink(std::string_view url);

} // namespace matoi::domain::rules
