// uses: app
// corpus: request
#include "app/request.h"

#include <cstdint>
#include <cstdlib>

/// What a later start hands over. What is understood, written again, means the same, on one line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace matoi::app;
    const auto bytes =
        QByteArray::fromRawData(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    static_cast<void>(complaintFrom(bytes));
    const auto request = requestFrom(bytes);
    if (!request)
        return 0;
    const QByteArray again = toMessage(*request);
    if (again.count('\n') != 1 || requestFrom(again) != request)
        std::abort();
    return 0;
}
