#pragma once

#include "backend/store/records.h"

#include <optional>
#include <string>

namespace matoi::engine {

/// The links in page mails. Only the hash of a token is kept; the token itself is in the mail alone.
struct AckLink
{
    domain::Id<domain::Page> page;
    domain::Id<domain::Engagement> engagement;
    domain::Time validUntil{};
};

/// How long a link opens its page. Long after the engagement is over it still tells what became of it.
inline constexpr std::chrono::hours ackLinkLife{24};

/// A new token (URL-safe, 32 random bytes) for a page.
std::string createAckLink(store::WriteTransaction& tx, domain::Id<domain::Page> page,
                          domain::Id<domain::Engagement> engagement);

/// nullopt: not known, or expired.
std::optional<AckLink> findAckLink(store::ReadTransaction& tx, const std::string& token);

} // namespace matoi::engine
