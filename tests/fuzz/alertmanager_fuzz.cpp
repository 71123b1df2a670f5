// uses: backend/ingest
// corpus: alertmanager
#include "backend/ingest/alertmanager.h"
#include "models/wire/json.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Whatever a detector sends is either refused with a reason, or has what the incidents need of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto object = matoi::wire::parseObject(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!object)
        return 0;
    const auto group = matoi::ingest::alertGroupFrom(*object);
    if (!group) {
        if (group.error().detail.empty())
            std::abort();
        return 0;
    }
    if (group->alerts.empty() || group->groupKey.empty())
        std::abort();
    for (const auto& alert : group->alerts)
        if (alert.fingerprint.empty())
            std::abort();
    if (matoi::ingest::templateValues(*group).at("count") == "0")
        std::abort();
    return 0;
}
