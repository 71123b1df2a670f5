#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace matoi::domain::rules {

/// A line of a JSON text as it is shown, and which member it holds: "commonLabels.alertname",
/// "alerts[0].startsAt". Brackets alone have no path.
struct JsonLine
{
    std::string text;
    std::string path;

    bool operator==(const JsonLine&) const = default;
};

/// Lays a JSON text out, one member a line. Numbers, escapes and the order of members stay as they came; a
/// text that ends early (it was cut) is shown as far as it goes. What is not JSON comes back line by line.
std::vector<JsonLine> prettyJson(std::string_view text);

/// A value of a trigger and where it stands in the event.
struct MarkedLine
{
    std::size_t line = 0;
    std::string name;
};

/// Which lines of an Alertmanager message the names of a template's values ("labels.alertname") stand for.
std::vector<MarkedLine> markedLines(const std::vector<JsonLine>& lines,
                                    const std::vector<std::string>& names);

} // namespace matoi::domain::rules
