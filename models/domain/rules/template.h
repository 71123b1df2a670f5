#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace matoi::domain::rules {

struct RenderedTemplate
{
    std::string text;
    std::vector<std::string> missing; ///< names that had no value; they stay in the text as {name}
};

/// "{labels.instance} is slow" with the values of a trigger. {{ and }} are the braces themselves.
/// A name without a value stays visible, in braces, so that nobody takes a gap for a fact.
RenderedTemplate renderTemplate(std::string_view text, const std::map<std::string, std::string>& values);

/// The names that a template asks for, each once, in order.
std::vector<std::string> templateNames(std::string_view text);

/// What a plan calls an incident that a person starts: there is no trigger, so that what only a trigger knows
/// is left out, with the punctuation that led to it. "Checkout slow: {alertname}" is "Checkout slow".
std::string titleByHand(std::string_view planTitle);

} // namespace matoi::domain::rules
