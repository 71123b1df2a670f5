#include "models/domain/rules/phonenumber.h"

#include <algorithm>

namespace matoi::domain::rules {

bool isPhoneNumber(std::string_view text)
{
    const bool plusInside = text.find('+', 1) != std::string_view::npos;
    if (plusInside || text.find_first_not_of("0123456789 +-.()/x#,") != std::string_view::npos)
        return false;
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 3 && digits <= 20;
}

} // namespace matoi::domain::rules
