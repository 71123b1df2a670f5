// uses: models/merge
#include "models/merge/textmerge.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using matoi::merge::MergeConflict;
using matoi::merge::MergeResult;

constexpr std::size_t kControlBytes = 8;

/// One author's version: a piece of the text copied over another, both told by four bytes of the input.
std::string edited(const std::string& text, const std::uint8_t* control)
{
    const auto at = [&](int i) { return text.size() * control[i] / 256; };
    const std::size_t from = at(0), to = at(1);
    std::string result = text;
    result.replace(from, control[2] % 64, text.substr(to, control[3] % 64));
    return result;
}

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

void checkTokens(const std::string& text)
{
    std::string joined;
    for (const std::string& token : matoi::merge::splitSentences(text)) {
        require(!token.empty());
        joined += token;
    }
    require(joined == text);
}

void checkConflicts(MergeResult result)
{
    std::size_t end = 0;
    for (const MergeConflict& conflict : result.conflicts) {
        require(conflict.at >= end && conflict.mine != conflict.theirs);
        require(result.text.compare(conflict.at, conflict.mine.size(), conflict.mine) == 0);
        end = conflict.at + conflict.mine.size();
    }
    while (!result.conflicts.empty()) {
        const std::size_t last = result.conflicts.size() - 1;
        result = matoi::merge::resolveConflict(result, last / 2, result.conflicts[last / 2].theirs);
        require(result.conflicts.size() == last);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < kControlBytes) {
        return 0;
    }
    const std::string base(reinterpret_cast<const char*>(data + kControlBytes), size - kControlBytes);
    const std::string mine = edited(base, data), theirs = edited(base, data + kControlBytes / 2);
    checkTokens(base);
    checkTokens(mine);
    require(matoi::merge::mergeText(base, mine, base).text == mine);
    require(matoi::merge::mergeText(base, base, theirs).text == theirs);
    require(matoi::merge::mergeText(base, mine, mine).text == mine);
    checkConflicts(matoi::merge::mergeText(base, mine, theirs));
    return 0;
}
