// uses: backend/main
// corpus: config
#include "backend/main/settings.h"

#include <cstdint>
#include <cstdlib>
#include <string>

/// A settings file is applied, or refused with its name and line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    matoi::service::Settings settings;
    const auto applied = matoi::service::applyYaml(
        settings, std::string(reinterpret_cast<const char*>(data), size), "matoid.yaml");
    if (!applied && applied.error().detail.rfind("matoid.yaml:", 0) != 0)
        std::abort();
    return 0;
}
