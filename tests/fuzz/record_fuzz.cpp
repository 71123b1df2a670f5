// uses: models/wire
// corpus: record
#include "models/wire/recordjson.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// A record that is read and written reads the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace matoi;
    const auto json = wire::parseJson(std::string_view(reinterpret_cast<const char*>(data), size));
    const auto envelope = json ? wire::envelopeFromJson(*json)
                               : domain::Result<wire::RecordEnvelope>(tl::make_unexpected(json.error()));
    if (!envelope)
        return 0;
    domain::withRecordType(envelope->kind, [&]<class T>() {
        const auto record = wire::recordFrom<T>(*envelope);
        if (!record) {
            if (record.error().detail.empty())
                std::abort();
            return;
        }
        const auto again = wire::fromJson<T>(wire::toJson(record->value), wire::Unknown::Reject);
        // What is not finite is written as null, and null is left out; everything else comes back.
        if (!again || wire::toJson(*again) != wire::toJson(record->value))
            std::abort();
    });
    return 0;
}
