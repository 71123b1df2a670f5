// uses: models/wire
// corpus: record
#include "models/domain/rules/attachments.h"
#include "models/wire/contentnames.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any file name becomes one that is sound and stays as it is; whatever names content names a hash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace matoi;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::string name = domain::rules::fileNameFrom(text);
    const bool safe = !name.empty() && name.size() <= 200 && name.find('/') == std::string::npos &&
                      name.find('\\') == std::string::npos && name.find('\0') == std::string::npos &&
                      name != "." && name != "..";
    if (!safe || domain::rules::fileNameFrom(name) != name)
        std::abort();
    static_cast<void>(domain::rules::pictureTypeOf(text));
    if (const auto json = wire::parseJson(text))
        for (const wire::ContentName& named : wire::contentNamesIn(*json))
            if (!domain::isContentHash(named.sha256))
                std::abort();
    return 0;
}
