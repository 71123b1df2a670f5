#include "models/domain/rules/phonenumber.h"

#include <gtest/gtest.h>

namespace matoi::domain::rules {
namespace {

TEST(PhoneNumber, IsWhatAPersonCanDial)
{
    for (const char* good :
         {"+81 90 1234 5678", "090-1234-5678", "(03) 1234-5678", "119", "+34 600.111.222 x12"})
        EXPECT_TRUE(isPhoneNumber(good)) << good;
    for (const char* bad :
         {"", "call me", "12", "++81 90", "+81 +90 1234", "090\n1234", "０９０１２", "123456789012345678901"})
        EXPECT_FALSE(isPhoneNumber(bad)) << bad;
}

} // namespace
} // namespace matoi::domain::rules
