#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace matoi::fuzz {

using Bytes = std::vector<std::uint8_t>;

// What parsers trip over: borders of numbers, broken UTF-8, unbalanced brackets, escapes, header separators.
// clang-format off
inline constexpr auto tokens = std::to_array<std::string_view>({
    "{", "}", "[", "]", "[[[[[[[[", "{\"a\":{\"a\":", "\"", "\\", "\\u0000", "\\ud800", ",", ":", "null",
    "true", "-", "-0", "1e999", "0.1e-400", "9223372036854775808", "-9223372036854775809",
    "18446744073709551616", "\r\n", "\r\n\r\n", "\n", "\t", " ", "%00", "%", "=", "&", "\xff", "\xc0\x80",
    "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe9\x9a\x9c\xe5\xae\xb3", "1970-01-01T00:00:00Z",
    "9999-12-31T23:59:60+25:00", "0000-00-00", "\xef\xbb\xbf", "00000000-0000-0000-0000-000000000000"});
// clang-format on

// Mutation number `run` of a corpus: a function of (seed, run) alone, so that a failing run can be repeated
// alone.
class Mutator
{
public:
    Mutator(const std::vector<Bytes>& corpus, std::uint64_t seed, std::size_t maxSize)
        : m_corpus(corpus)
        , m_seed(seed)
        , m_maxSize(maxSize)
    {}

    Bytes make(std::uint64_t run)
    {
        std::seed_seq sequence{m_seed, m_seed >> 32, run, run >> 32};
        m_random.seed(sequence);
        Bytes bytes = m_corpus.empty() ? Bytes{} : m_corpus[below(m_corpus.size())];
        const std::size_t steps = 1 + below(6);
        for (std::size_t step = 0; step < steps; ++step)
            mutate(bytes);
        if (bytes.size() > m_maxSize)
            bytes.resize(m_maxSize);
        return bytes;
    }

private:
    // Not std::uniform_int_distribution: its results differ between standard libraries.
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : m_random() % limit; }

    void mutate(Bytes& bytes)
    {
        switch (below(7)) {
        case 0: flipBit(bytes); break;
        case 1: insertToken(bytes); break;
        case 2: removeRange(bytes); break;
        case 3: repeatRange(bytes); break;
        case 4: splice(bytes); break;
        case 5: overwriteByte(bytes); break;
        default: replaceNumber(bytes); break;
        }
    }

    void flipBit(Bytes& bytes)
    {
        if (!bytes.empty())
            bytes[below(bytes.size())] ^= static_cast<std::uint8_t>(1U << below(8));
    }

    void overwriteByte(Bytes& bytes)
    {
        if (!bytes.empty())
            bytes[below(bytes.size())] = static_cast<std::uint8_t>(below(256));
    }

    void insertToken(Bytes& bytes)
    {
        const std::string_view token = tokens[below(tokens.size())];
        bytes.insert(at(bytes, below(bytes.size() + 1)), token.begin(), token.end());
    }

    void removeRange(Bytes& bytes)
    {
        const std::size_t begin = below(bytes.size());
        const std::size_t count = std::min(1 + below(32), bytes.size() - begin);
        bytes.erase(at(bytes, begin), at(bytes, begin + count));
    }

    void repeatRange(Bytes& bytes)
    {
        const std::size_t begin = below(bytes.size());
        const std::size_t count = std::min(1 + below(64), bytes.size() - begin);
        const Bytes range(at(bytes, begin), at(bytes, begin + count));
        const std::size_t times = 1 + below(8);
        for (std::size_t time = 0; time < times; ++time)
            bytes.insert(at(bytes, begin), range.begin(), range.end());
    }

    // The head of this input with the tail of another.
    void splice(Bytes& bytes)
    {
        if (m_corpus.empty())
            return;
        const Bytes& other = m_corpus[below(m_corpus.size())];
        bytes.resize(below(bytes.size() + 1));
        bytes.insert(bytes.end(), other.begin() + static_cast<std::ptrdiff_t>(below(other.size() + 1)),
                     other.end());
    }

    void replaceNumber(Bytes& bytes)
    {
        const auto isDigit = [](std::uint8_t byte) { return byte >= '0' && byte <= '9'; };
        const auto from = std::find_if(at(bytes, below(bytes.size())), bytes.end(), isDigit);
        const auto to = std::find_if_not(from, bytes.end(), isDigit);
        static constexpr auto numbers =
            std::to_array<std::string_view>({"0", "-1", "99999999999999999999", "1e400", "", "2147483648"});
        const std::string_view number = numbers[below(numbers.size())];
        const auto place = bytes.erase(from, to);
        bytes.insert(place, number.begin(), number.end());
    }

    static Bytes::iterator at(Bytes& bytes, std::size_t offset)
    {
        return bytes.begin() + static_cast<std::ptrdiff_t>(offset);
    }

    const std::vector<Bytes>& m_corpus;
    std::uint64_t m_seed;
    std::size_t m_maxSize;
    std::mt19937_64 m_random;
};

} // namespace matoi::fuzz
