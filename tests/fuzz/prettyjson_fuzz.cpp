// uses: models/domain
// corpus: alertmanager
#include "models/domain/rules/prettyjson.h"
#include "models/domain/rules/weblink.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

std::string withoutSpace(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            out += c;
    return out;
}

} // namespace

/// A detector's body, as the Properties tab shows it: whatever it is, nothing of it is lost or made up, and
/// no link is guessed that is not one of the web.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace matoi::domain::rules;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::string shown;
    const auto lines = prettyJson(text);
    for (const JsonLine& line : lines)
        shown += line.text;
    if (withoutSpace(shown) != withoutSpace(text))
        std::abort();
    for (const MarkedLine& mark : markedLines(lines, {"alertname", "labels.job", "startsAt", "status"}))
        if (mark.line >= lines.size())
            std::abort();
    const LinkGuess guess = guessLink(text);
    if (guess.title.size() > 200 || (!guess.title.empty() && !isHttpUrl(text)))
        std::abort();
    return 0;
}
