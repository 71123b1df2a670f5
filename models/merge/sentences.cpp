#include "models/merge/sentences.h"

#include "models/merge/textmerge.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>

namespace matoi::merge {

namespace {

/// White space as bytes of UTF-8, so that text which is not valid UTF-8 needs no case of its own.
constexpr std::array<std::string_view, 12> kBlanks = {
    " ", "\t", "\n", "\r", "\v", "\f", "\u3000", "\u00a0", "\u0085", "\u2028", "\u2029", "\ufeff"};

std::string_view trimmed(std::string_view text)
{
    const auto trimOnce = [&text] {
        for (const std::string_view blank : kBlanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                return true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                return true;
            }
        }
        return false;
    };
    while (!text.empty() && trimOnce()) {
    }
    return text;
}

/// UAX 29 leaves an opening bracket that follows a full stop at once with the sentence before it, which no
/// Japanese reader would: 終わった。「次」 starts a sentence at 「.
std::size_t withoutOpeningBrackets(std::string_view text, std::size_t cut)
{
    constexpr std::array<std::string_view, 14> brackets = {"「", "『", "（", "〈", "《", "【", "〔",
                                                           "［", "｛", "“",  "‘",  "(",  "[",  "{"};
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view bracket : brackets) {
            if (text.substr(0, cut).ends_with(bracket)) {
                cut -= bracket.size();
                found = true;
            }
        }
    }
    return cut;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// "- text", "* text", "+ text", "1. text", "12) text", and the bullets that Japanese notes use.
bool isListItem(std::string_view line)
{
    for (const std::string_view bullet : {"・", "•", "●", "○", "■", "◆"}) {
        if (line.starts_with(bullet)) {
            return true;
        }
    }
    if (line.size() >= 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+')) {
        return isBlank(line[1]);
    }
    std::size_t digits = 0;
    while (digits < line.size() && digits < 9 && isDigit(line[digits])) {
        ++digits;
    }
    return digits > 0 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') &&
           isBlank(line[digits + 1]);
}

bool isHeading(std::string_view line)
{
    const std::size_t level = line.find_first_not_of('#');
    return level != std::string_view::npos && level >= 1 && level <= 6 && isBlank(line[level]);
}

bool isWholeLine(std::string_view line)
{
    return line.starts_with('|') || isHeading(line) || isListItem(line);
}

struct Fence
{
    char mark = '`';
    std::size_t length = 0;
    bool closes = false; ///< nothing but the mark: it may end a block as well as start one
};

std::optional<Fence> fenceOf(std::string_view line)
{
    if (line.empty() || (line[0] != '`' && line[0] != '~')) {
        return std::nullopt;
    }
    const std::size_t end = line.find_first_not_of(line[0]);
    Fence fence{line[0], end == std::string_view::npos ? line.size() : end, end == std::string_view::npos};
    const bool inlineCode = fence.mark == '`' && line.find('`', fence.length) != std::string_view::npos;
    if (fence.length < 3 || inlineCode) {
        return std::nullopt;
    }
    return fence;
}

struct Line
{
    std::string_view content; ///< without the white space around it
    std::optional<Fence> fence;
};

std::vector<Line> linesOf(std::string_view text)
{
    std::vector<Line> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view content = trimmed(text.substr(begin, end - begin));
        lines.push_back({content, fenceOf(content)});
        begin = end + 1;
    }
    return lines;
}

/// Byte offsets where ICU ends a sentence, ascending. Empty when ICU has no data: every line is one sentence
/// then.
std::vector<std::size_t> boundariesOf(std::string_view text)
{
    std::vector<std::size_t> boundaries;
    if (text.empty() || text.size() > static_cast<std::size_t>(std::numeric_limits<int32_t>::max())) {
        return boundaries;
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> iterator(
        icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) {
        return boundaries;
    }
    const std::unique_ptr<UText, decltype(&utext_close)> source(
        utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status), &utext_close);
    if (U_SUCCESS(status)) {
        iterator->setText(source.get(), status);
    }
    if (U_SUCCESS(status)) {
        for (int32_t at = iterator->first(); at != icu::BreakIterator::DONE; at = iterator->next()) {
            boundaries.push_back(static_cast<std::size_t>(at));
        }
    }
    return boundaries;
}

class Parser
{
public:
    explicit Parser(std::string_view text)
        : m_text(text)
        , m_lines(linesOf(text))
        , m_boundaries(boundariesOf(text))
    {}

    Sentences parse()
    {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            const std::size_t last = endOfBlock(i);
            if (last > i) {
                const std::size_t begin = offset(m_lines[i].content);
                add(m_text.substr(begin, end(m_lines[last].content) - begin), true);
                i = last;
            } else if (isWholeLine(m_lines[i].content)) {
                add(m_lines[i].content, true);
            } else {
                addProse(m_lines[i].content);
            }
        }
        m_result.runs.push_back(m_text.substr(m_used));
        return std::move(m_result);
    }

private:
    std::size_t offset(std::string_view part) const
    {
        return static_cast<std::size_t>(part.data() - m_text.data());
    }
    std::size_t end(std::string_view part) const { return offset(part) + part.size(); }

    /// The line that closes the fenced block which line `i` opens, or `i`. A fence that is never closed is an
    /// ordinary line: half a block, as it stands while somebody types, must not swallow the rest of the text.
    std::size_t endOfBlock(std::size_t i)
    {
        const std::optional<Fence> open = m_lines[i].fence;
        if (!open) {
            return i;
        }
        std::size_t& hopeless = open->mark == '`' ? m_hopelessBackticks : m_hopelessTildes;
        if (open->length >= hopeless) {
            return i;
        }
        for (std::size_t j = i + 1; j < m_lines.size(); ++j) {
            const std::optional<Fence>& fence = m_lines[j].fence;
            if (fence && fence->closes && fence->mark == open->mark && fence->length >= open->length) {
                return j;
            }
        }
        // Later fences of this length have no end either; without this note the search is quadratic.
        hopeless = open->length;
        return i;
    }

    void addProse(std::string_view line)
    {
        std::size_t begin = offset(line);
        const std::size_t stop = end(line);
        while (begin < stop) {
            const std::size_t cut = nextCut(begin, stop);
            add(trimmed(m_text.substr(begin, cut - begin)), false);
            begin = cut;
        }
    }

    std::size_t nextCut(std::size_t begin, std::size_t stop)
    {
        for (; m_boundary < m_boundaries.size() && m_boundaries[m_boundary] < stop; ++m_boundary) {
            const std::size_t boundary = m_boundaries[m_boundary];
            if (boundary <= begin) {
                continue;
            }
            const std::size_t cut =
                begin + withoutOpeningBrackets(m_text.substr(begin, boundary - begin), boundary - begin);
            if (cut > begin) {
                return cut;
            }
        }
        return stop;
    }

    void add(std::string_view sentence, bool wholeLine)
    {
        if (sentence.empty()) {
            return;
        }
        const std::size_t begin = offset(sentence);
        m_result.runs.push_back(m_text.substr(m_used, begin - m_used));
        m_result.sentences.push_back({sentence, wholeLine});
        m_used = begin + sentence.size();
    }

    std::string_view m_text;
    std::vector<Line> m_lines;
    std::vector<std::size_t> m_boundaries;
    std::size_t m_boundary = 0;
    std::size_t m_used = 0;
    std::size_t m_hopelessBackticks = std::numeric_limits<std::size_t>::max();
    std::size_t m_hopelessTildes = std::numeric_limits<std::size_t>::max();
    Sentences m_result;
};

} // namespace

Sentences parseSentences(std::string_view text)
{
    return Parser(text).parse();
}

std::vector<std::string> splitSentences(std::string_view text)
{
    const Sentences parsed = parseSentences(text);
    std::vector<std::string> tokens;
    tokens.reserve(parsed.runs.size() + parsed.sentences.size());
    for (std::size_t i = 0; i < parsed.runs.size(); ++i) {
        if (!parsed.runs[i].empty()) {
            tokens.emplace_back(parsed.runs[i]);
        }
        if (i < parsed.sentences.size()) {
            tokens.emplace_back(parsed.sentences[i].text);
        }
    }
    return tokens;
}

} // namespace matoi::merge
