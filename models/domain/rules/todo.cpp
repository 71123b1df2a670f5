#include "models/domain/rules/todo.h"

#include <algorithm>

namespace matoi::domain::rules {
namespace {

constexpr std::string_view wideColon = "：";
constexpr std::string_view wideSpace = "　";
constexpr std::string_view japanese = "要対応";

bool take(std::string_view& text, std::string_view what)
{
    if (!text.starts_with(what))
        return false;
    text.remove_prefix(what.size());
    return true;
}

bool takeSpaces(std::string_view& text)
{
    const std::size_t before = text.size();
    while (take(text, " ") || take(text, "\t") || take(text, wideSpace)) {
    }
    return text.size() < before;
}

/// The word itself; with a colon it may be in any letters.
bool takeWord(std::string_view& text)
{
    if (take(text, japanese))
        return take(text, ":") || take(text, wideColon) || takeSpaces(text);
    constexpr std::string_view word = "TODO";
    if (text.size() < word.size())
        return false;
    const std::string_view begin = text.substr(0, word.size());
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    if (!std::equal(begin.begin(), begin.end(), word.begin(), [&](char a, char b) { return upper(a) == b; }))
        return false;
    text.remove_prefix(word.size());
    if (take(text, ":") || take(text, wideColon))
        return true;
    return begin == word && takeSpaces(text);
}

} // namespace

std::optional<std::string> todoIn(std::string_view text)
{
    takeSpaces(text);
    if (!takeWord(text))
        return std::nullopt;
    takeSpaces(text);
    text = text.substr(0, text.find_first_of("\r\n"));
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text.empty() ? std::nullopt : std::optional(std::string(text));
}

} // namespace matoi::domain::rules
