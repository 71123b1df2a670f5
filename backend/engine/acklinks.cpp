#include "backend/engine/acklinks.h"

#include "backend/auth/digest.h"

#include <array>

namespace matoi::engine {

using namespace domain;

namespace {
constexpr std::string_view space = "ack-link";
constexpr std::size_t uuidLength = 36;
} // namespace

std::string createAckLink(store::WriteTransaction& tx, Id<Page> page, Id<Engagement> engagement)
{
    const std::string token = auth::randomText(32);
    const Time validUntil = tx.now() + ackLinkLife;
    tx.setKey(space, auth::sha256Hex(token),
              page.toString() + ' ' + engagement.toString() + ' ' + formatTime(validUntil), validUntil);
    return token;
}

std::optional<AckLink> findAckLink(store::ReadTransaction& tx, const std::string& token)
{
    const auto text = tx.key(space, auth::sha256Hex(token));
    if (!text || text->size() < 2 * uuidLength + 2)
        return std::nullopt;
    const auto page = Id<Page>::parse(std::string_view(*text).substr(0, uuidLength));
    const auto engagement = Id<Engagement>::parse(std::string_view(*text).substr(uuidLength + 1, uuidLength));
    const auto validUntil = parseTime(std::string_view(*text).substr(2 * uuidLength + 2));
    if (!page || !engagement || !validUntil)
        return std::nullopt;
    return AckLink{*page, *engagement, *validUntil};
}

} // namespace matoi::engine
