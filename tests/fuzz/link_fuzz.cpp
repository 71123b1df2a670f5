// uses: models/domain
// corpus: link
#include "models/domain/rules/incidentlink.h"

#include <cstdint>
#include <cstdlib>

/// A link comes from any program of the desktop. What is understood, written again, means the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace matoi::domain::rules;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto link = parseIncidentLink(text);
    if (link && parseIncidentLink(toText(*link)) != link)
        std::abort();
    return 0;
}
