#include "models/cache/searchtext.h"

#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace matoi::cache {
namespace {

/// Counted up when the code below cuts a text differently.
constexpr const char* ownRules = "1";

const icu::Normalizer2& folding()
{
    UErrorCode status = U_ZERO_ERROR;
    static const icu::Normalizer2* const normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    return *normalizer;
}

bool isAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

std::string lowered(std::string_view ascii)
{
    std::string lower(ascii);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    return lower;
}

/// ICU copies bytes that are no UTF-8, and where it leaves out a character between two of them they would
/// become one. Each is a control character instead, so that all others stay where they are.
std::string sound(std::string_view text)
{
    std::string result(text);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<int32_t>(text.size());
    int32_t next = 0;
    while (next < size) {
        const int32_t at = next;
        UChar32 c = 0;
        U8_NEXT(bytes, next, size, c);
        if (c < 0)
            std::fill(result.begin() + at, result.begin() + next, '\x1a');
    }
    return result;
}

std::string folded(std::string_view given, icu::Edits* edits)
{
    const std::string text = sound(given);
    std::string result;
    result.reserve(text.size());
    icu::StringByteSink<std::string> sink(&result);
    UErrorCode status = U_ZERO_ERROR;
    const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
    folding().normalizeUTF8(0, piece, sink, edits, status);
    if (U_FAILURE(status))
        result.clear();
    return result;
}

/// From bytes of the folded text to those of the original.
class Places
{
public:
    Places(icu::Edits& edits, std::size_t size)
    {
        m_begin.reserve(size + 1);
        m_end.reserve(size + 1);
        UErrorCode status = U_ZERO_ERROR;
        auto each = edits.getFineIterator();
        while (each.next(status)) {
            const auto from = static_cast<std::uint32_t>(each.sourceIndex());
            const auto length = static_cast<std::uint32_t>(each.oldLength());
            for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(each.newLength()); ++i) {
                m_begin.push_back(each.hasChange() ? from : from + i);
                m_end.push_back(each.hasChange() ? from + length : from + i + 1);
            }
        }
    }

    std::uint32_t begin(std::uint32_t at) const { return at < m_begin.size() ? m_begin[at] : 0; }
    /// Of the character that ends before `at`.
    std::uint32_t end(std::uint32_t at) const { return at > 0 && at <= m_end.size() ? m_end[at - 1] : 0; }

private:
    std::vector<std::uint32_t> m_begin;
    std::vector<std::uint32_t> m_end;
};

enum class Sort
{
    Separator,
    Word,
    Unspaced,
    Mark ///< belongs to whatever stands before it
};

Sort sortOf(UChar32 c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ? Sort::Word
                                                                                          : Sort::Separator;
    // The sound mark that lengthens a vowel and the closing mark 〆 are of no script, but parts of words.
    if (c == 0x30FC || c == 0x3006)
        return Sort::Unspaced;
    if ((U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) {
        UErrorCode status = U_ZERO_ERROR;
        if (uscript_getScript(c, &status) == USCRIPT_INHERITED)
            return Sort::Mark;
    } else if (!u_isalnum(c)) {
        return Sort::Separator;
    }
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_YI:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return Sort::Unspaced;
    default: return Sort::Word;
    }
}

/// Reads the folded text once from left to right.
class Cutter
{
public:
    explicit Cutter(SearchTerms& out)
        : m_out(out)
    {}

    void cut()
    {
        const std::string& text = m_out.folded;
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
        const auto size = static_cast<int32_t>(text.size());
        int32_t next = 0;
        while (next < size) {
            const auto at = static_cast<std::uint32_t>(next);
            UChar32 c = 0;
            U8_NEXT(bytes, next, size, c);
            take(c < 0 ? Sort::Separator : sortOf(c), at, static_cast<std::uint32_t>(next));
        }
        endRun();
    }

private:
    void take(Sort sort, std::uint32_t at, std::uint32_t end)
    {
        if (sort == Sort::Mark && m_sort != Sort::Separator) {
            m_characters.back() = end;
            return;
        }
        if (sort != m_sort)
            endRun();
        m_sort = sort == Sort::Mark ? Sort::Separator : sort;
        if (m_sort == Sort::Separator)
            return;
        if (m_characters.empty())
            m_start = at;
        m_characters.push_back(end);
    }

    void endRun()
    {
        if (m_characters.empty())
            return;
        if (m_sort == Sort::Word) {
            add(m_start, m_characters.back(), m_characters.front(), true);
        } else {
            std::uint32_t begin = m_start;
            for (std::size_t i = 0; i < m_characters.size(); ++i) {
                const bool last = i + 1 == m_characters.size();
                add(begin, m_characters[last ? i : i + 1], m_characters[i], last);
                begin = m_characters[i];
            }
        }
        m_characters.clear();
        m_sort = Sort::Separator;
    }

    void add(std::uint32_t begin, std::uint32_t end, std::uint32_t firstEnd, bool endsRun)
    {
        m_out.terms.push_back({begin, end - begin, begin, end, firstEnd, m_sort == Sort::Unspaced, endsRun});
    }

    SearchTerms& m_out;
    Sort m_sort = Sort::Separator;
    std::uint32_t m_start = 0;
    std::vector<std::uint32_t> m_characters; ///< where each character of the run ends
};

} // namespace

std::string folded(std::string_view text)
{
    return isAscii(text) ? lowered(text) : folded(text, nullptr);
}

SearchTerms searchTerms(std::string_view text, SearchPlaces places)
{
    SearchTerms result;
    const bool same = isAscii(text);
    icu::Edits edits;
    const bool mapped = !same && places == SearchPlaces::Wanted;
    result.folded = same ? lowered(text) : folded(text, mapped ? &edits : nullptr);
    Cutter(result).cut();
    if (!mapped)
        return result;
    const Places original(edits, result.folded.size());
    for (SearchTerm& term : result.terms) {
        term.begin = original.begin(term.begin);
        term.end = original.end(term.end);
        term.firstEnd = original.end(term.firstEnd);
    }
    return result;
}

std::string joined(const SearchTerms& terms)
{
    std::string text;
    text.reserve(terms.folded.size() * 2);
    for (const SearchTerm& term : terms.terms) {
        if (!text.empty())
            text += ' ';
        text += terms.text(term);
    }
    return text;
}

std::string searchRules()
{
    UVersionInfo version;
    u_getUnicodeVersion(version);
    return std::string(ownRules) + "/unicode " + std::to_string(version[0]) + "." +
           std::to_string(version[1]);
}

} // namespace matoi::cache
