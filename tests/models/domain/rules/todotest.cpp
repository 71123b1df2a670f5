#include "models/domain/rules/todo.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace matoi::domain::rules {
namespace {

TEST(Todo, SaysWhatIsToBeDone)
{
    EXPECT_EQ(todoIn("TODO check the threshold"), "check the threshold");
    EXPECT_EQ(todoIn("  TODO: check the threshold "), "check the threshold");
    EXPECT_EQ(todoIn("todo: check"), "check");
    EXPECT_EQ(todoIn("Todo:check"), "check");
    EXPECT_EQ(todoIn("TODO：閾値を見直す"), "閾値を見直す");
    EXPECT_EQ(todoIn("要対応 閾値を見直す"), "閾値を見直す");
    EXPECT_EQ(todoIn("要対応：閾値を見直す"), "閾値を見直す");
    EXPECT_EQ(todoIn("要対応　閾値を見直す"), "閾値を見直す");
    EXPECT_EQ(todoIn("TODO first line\nmore about it"), "first line");
}

TEST(Todo, IsNotMadeOfOtherTexts)
{
    for (const char* text :
         {"", "TODO", "TODO:", "todo  ", "Todo list is long", "todo check", "TODOs are many",
          "Left a TODO: later", "要対応", "要対応者の一覧", "対応済み", "TOD"})
        EXPECT_FALSE(todoIn(text)) << text;
}

TEST(Todo, SurvivesAnyText)
{
    EXPECT_TRUE(rc::check([](const std::string& text) {
        (void)todoIn(text);
        (void)todoIn("TODO" + text);
        (void)todoIn("要対応" + text);
    }));
}

} // namespace
} // namespace matoi::domain::rules
