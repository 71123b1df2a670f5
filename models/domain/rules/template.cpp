#include "models/domain/rules/template.h"

#include <algorithm>

namespace matoi::domain::rules {

RenderedTemplate renderTemplate(std::string_view text, const std::map<std::string, std::string>& values)
{
    RenderedTemplate out;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if ((c == '{' || c == '}') && at + 1 < text.size() && text[at + 1] == c) {
            out.text += c;
            at += 2;
            continue;
        }
        const std::size_t end = c == '{' ? text.find('}', at) : std::string_view::npos;
        if (end == std::string_view::npos) {
            out.text += c;
            ++at;
            continue;
        }
        const std::string name(text.substr(at + 1, end - at - 1));
        if (const auto found = values.find(name); found != values.end()) {
            out.text += found->second;
        } else {
            out.text += text.substr(at, end - at + 1);
            out.missing.push_back(name);
        }
        at = end + 1;
    }
    return out;
}

std::vector<std::string> templateNames(std::string_view text)
{
    std::vector<std::string> names;
    for (std::string& name : renderTemplate(text, {}).missing)
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    return names;
}

std::string titleByHand(std::string_view planTitle)
{
    const auto names = templateNames(planTitle);
    if (names.empty())
        return renderTemplate(planTitle, {}).text;
    std::map<std::string, std::string> nothing;
    for (const std::string& name : names)
        nothing[name];
    std::string title = renderTemplate(planTitle, nothing).text;
    constexpr std::string_view loose = " \t:,;-/([";
    const auto last = title.find_last_not_of(loose);
    title.erase(last == std::string::npos ? 0 : last + 1);
    title.erase(0, std::min(title.size(), title.find_first_not_of(loose)));
    while (title.find("  ") != std::string::npos)
        title.erase(title.find("  "), 1);
    return title;
}

} // namespace matoi::domain::rules
