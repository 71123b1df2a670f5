// uses: models/wire
// corpus: offer
#include "models/wire/recordjson.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// An offer of a role as a client sends it: what is taken reads the same again, what is not taken says why.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace matoi;
    const auto json = wire::parseJson(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!json)
        return 0;
    const auto offer = wire::fromJson<domain::HandoverOffer>(*json, wire::Unknown::Reject);
    if (!offer) {
        if (offer.error().detail.empty())
            std::abort();
        return 0;
    }
    const auto again = wire::fromJson<domain::HandoverOffer>(wire::toJson(*offer), wire::Unknown::Reject);
    if (!again || *again != *offer)
        std::abort();
    return 0;
}
