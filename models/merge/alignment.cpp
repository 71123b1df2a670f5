#include "models/merge/alignment.h"

#include <algorithm>
#include <array>
#include <bit>
#include <unordered_map>

namespace matoi::merge {

namespace {

using Sequence = std::vector<IdentifiedSentence>;

/// Limits that keep a hostile text from costing more than some tens of milliseconds.
constexpr std::size_t kMaxDepth = 32;
constexpr std::size_t kMyersSteps = 20'000'000;
constexpr std::size_t kMaxEditDistance = 1000;
constexpr std::size_t kMaxLikenessPairs = 250'000;
/// Of two sentences with this share of letter pairs in common, one is taken for a rewrite of the other.
constexpr float kAlike = 0.5F;
/// Only the likeness above this counts, so that one close pair outweighs two doubtful ones.
constexpr float kUnrelated = 0.4F;

struct Block
{
    std::size_t baseBegin, baseEnd, otherBegin, otherEnd;

    std::size_t baseSize() const { return baseEnd - baseBegin; }
    std::size_t otherSize() const { return otherEnd - otherBegin; }
};

class EqualMatcher
{
public:
    EqualMatcher(const Sequence& base, const Sequence& other)
        : m_base(base)
        , m_other(other)
        , m_match(base.size(), kNoSentence)
    {}

    std::vector<std::size_t> match()
    {
        matchBlock({0, m_base.size(), 0, m_other.size()}, 0);
        return std::move(m_match);
    }

private:
    struct Anchor
    {
        std::size_t base, other;
    };

    bool equal(std::size_t base, std::size_t other) const { return m_base[base].id == m_other[other].id; }

    void matchBlock(Block block, std::size_t depth)
    {
        // The common start goes first, so that an insertion beside a copy of itself is seen behind it: two
        // authors who do the same are then read the same way.
        while (block.baseSize() > 0 && block.otherSize() > 0 && equal(block.baseBegin, block.otherBegin)) {
            m_match[block.baseBegin++] = block.otherBegin++;
        }
        while (block.baseSize() > 0 && block.otherSize() > 0 &&
               equal(block.baseEnd - 1, block.otherEnd - 1)) {
            m_match[--block.baseEnd] = --block.otherEnd;
        }
        if (block.baseSize() == 0 || block.otherSize() == 0) {
            return;
        }
        const std::vector<Anchor> anchors = depth < kMaxDepth ? uniqueAnchors(block) : std::vector<Anchor>();
        if (anchors.empty()) {
            myers(block);
            return;
        }
        Block between = block;
        for (const Anchor& anchor : anchors) {
            m_match[anchor.base] = anchor.other;
            between.baseEnd = anchor.base;
            between.otherEnd = anchor.other;
            matchBlock(between, depth + 1);
            between.baseBegin = anchor.base + 1;
            between.otherBegin = anchor.other + 1;
        }
        between.baseEnd = block.baseEnd;
        between.otherEnd = block.otherEnd;
        matchBlock(between, depth + 1);
    }

    /// Sentences that are there exactly once on each side, the longest run of them that is in the same order.
    std::vector<Anchor> uniqueAnchors(const Block& block) const
    {
        struct Count
        {
            std::size_t inBase = 0, inOther = 0, position = 0;
        };
        std::unordered_map<SentenceId, Count> counts;
        for (std::size_t i = block.baseBegin; i < block.baseEnd; ++i) {
            ++counts[m_base[i].id].inBase;
        }
        for (std::size_t j = block.otherBegin; j < block.otherEnd; ++j) {
            if (const auto found = counts.find(m_other[j].id); found != counts.end()) {
                ++found->second.inOther;
                found->second.position = j;
            }
        }
        std::vector<Anchor> candidates;
        for (std::size_t i = block.baseBegin; i < block.baseEnd; ++i) {
            const Count& count = counts[m_base[i].id];
            if (count.inBase == 1 && count.inOther == 1) {
                candidates.push_back({i, count.position});
            }
        }
        return longestAscending(candidates);
    }

    static std::vector<Anchor> longestAscending(const std::vector<Anchor>& candidates)
    {
        std::vector<std::size_t> piles; // index of the candidate on top of each pile
        std::vector<std::size_t> before(candidates.size(), kNoSentence);
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const auto pile = std::lower_bound(
                piles.begin(), piles.end(), candidates[i].other,
                [&](std::size_t top, std::size_t other) { return candidates[top].other < other; });
            if (pile != piles.begin()) {
                before[i] = *std::prev(pile);
            }
            if (pile == piles.end()) {
                piles.push_back(i);
            } else {
                *pile = i;
            }
        }
        std::vector<Anchor> anchors;
        for (std::size_t i = piles.empty() ? kNoSentence : piles.back(); i != kNoSentence; i = before[i]) {
            anchors.push_back(candidates[i]);
        }
        std::reverse(anchors.begin(), anchors.end());
        return anchors;
    }

    /// E. Myers, "An O(ND) difference algorithm and its variations" (1986), the greedy form with a kept
    /// trace.
    void myers(const Block& block)
    {
        std::vector<std::size_t> left, right;
        keepShared(block, left, right);
        const auto n = static_cast<std::ptrdiff_t>(left.size());
        const auto m = static_cast<std::ptrdiff_t>(right.size());
        if (n == 0 || m == 0) {
            return;
        }
        const std::size_t limit = std::min(kMaxEditDistance, kMyersSteps / (left.size() + right.size()) + 1);
        const auto last = static_cast<std::ptrdiff_t>(std::min(limit, left.size() + right.size()));
        std::vector<std::vector<std::ptrdiff_t>> trace; // trace[d][k + d] = furthest x on diagonal k
        for (std::ptrdiff_t d = 0; d <= last; ++d) {
            std::vector<std::ptrdiff_t> reached(static_cast<std::size_t>(2 * d + 1), 0);
            for (std::ptrdiff_t k = -d; k <= d; k += 2) {
                std::ptrdiff_t x = d == 0 ? 0 : step(trace.back(), d, k).x;
                while (x < n && x - k < m && x - k >= 0 && equal(left[at(x)], right[at(x - k)])) {
                    ++x;
                }
                reached[at(k + d)] = x;
                if (x >= n && x - k >= m) {
                    trace.push_back(std::move(reached));
                    walkBack(trace, n, m, left, right);
                    return;
                }
            }
            trace.push_back(std::move(reached));
        }
    }

    static std::size_t at(std::ptrdiff_t index) { return static_cast<std::size_t>(index); }

    struct Step
    {
        std::ptrdiff_t x, fromDiagonal;
    };

    /// Where edit number d on diagonal k starts, from the row of edit d - 1.
    static Step step(const std::vector<std::ptrdiff_t>& previous, std::ptrdiff_t d, std::ptrdiff_t k)
    {
        const auto reached = [&](std::ptrdiff_t diagonal) { return previous[at(diagonal + d - 1)]; };
        const bool down = k == -d || (k != d && reached(k - 1) < reached(k + 1));
        return down ? Step{reached(k + 1), k + 1} : Step{reached(k - 1) + 1, k - 1};
    }

    void walkBack(const std::vector<std::vector<std::ptrdiff_t>>& trace, std::ptrdiff_t x, std::ptrdiff_t y,
                  const std::vector<std::size_t>& left, const std::vector<std::size_t>& right)
    {
        for (auto d = static_cast<std::ptrdiff_t>(trace.size()) - 1; d >= 0; --d) {
            const std::ptrdiff_t k = x - y;
            const Step start = d == 0 ? Step{0, 0} : step(trace[at(d - 1)], d, k);
            for (; x > start.x; --x, --y) {
                m_match[left[at(x - 1)]] = right[at(y - 1)];
            }
            if (d > 0) {
                x = trace[at(d - 1)][at(start.fromDiagonal + d - 1)];
                y = x - start.fromDiagonal;
            }
        }
    }

    /// A sentence that only one side has cannot match; without them the distance is far shorter.
    void keepShared(const Block& block, std::vector<std::size_t>& left, std::vector<std::size_t>& right) const
    {
        std::unordered_set<SentenceId> inBase, inOther;
        for (std::size_t i = block.baseBegin; i < block.baseEnd; ++i) {
            inBase.insert(m_base[i].id);
        }
        for (std::size_t j = block.otherBegin; j < block.otherEnd; ++j) {
            if (inBase.count(m_other[j].id) > 0) {
                inOther.insert(m_other[j].id);
                right.push_back(j);
            }
        }
        for (std::size_t i = block.baseBegin; i < block.baseEnd; ++i) {
            if (inOther.count(m_base[i].id) > 0) {
                left.push_back(i);
            }
        }
    }

    const Sequence& m_base;
    const Sequence& m_other;
    std::vector<std::size_t> m_match;
};

/// The set of letter pairs in a sentence, hashed into 256 bits: two of them are compared in a few
/// instructions.
class LetterPairs
{
public:
    explicit LetterPairs(std::string_view text)
    {
        std::uint32_t previous = 0;
        for (std::size_t i = 0; i < text.size();) {
            std::uint32_t letter = static_cast<unsigned char>(text[i++]);
            while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) {
                letter = (letter << 6U) ^ static_cast<unsigned char>(text[i++]);
            }
            add((previous * 0x9E3779B1U) ^ (letter * 0x85EBCA77U));
            previous = letter;
        }
        for (const std::uint64_t word : m_words) {
            m_count += std::popcount(word);
        }
    }

    /// Dice's coefficient: 0 nothing in common, 1 the same.
    float likeness(const LetterPairs& other) const
    {
        int common = 0;
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            common += std::popcount(m_words[i] & other.m_words[i]);
        }
        const int all = m_count + other.m_count;
        return all == 0 ? 0.0F : 2.0F * static_cast<float>(common) / static_cast<float>(all);
    }

private:
    void add(std::uint32_t hash)
    {
        const std::uint32_t bit = (hash * 0xC2B2AE3DU) >> 24U;
        m_words[bit / 64U] |= std::uint64_t{1} << (bit % 64U);
    }

    std::array<std::uint64_t, 4> m_words{};
    int m_count = 0;
};

class RewriteMatcher
{
public:
    RewriteMatcher(const Sequence& base, const Sequence& other,
                   const std::unordered_set<SentenceId>& isInsertion, std::vector<std::size_t>& match)
        : m_base(base)
        , m_other(other)
        , m_isInsertion(isInsertion)
        , m_match(match)
    {}

    void pairBlock(const Block& block)
    {
        if (block.baseSize() * block.otherSize() > 1 && block.otherSize() > 0 &&
            block.baseSize() <= kMaxLikenessPairs / block.otherSize()) {
            pairAlike(block);
        }
        Block between = block;
        for (std::size_t i = block.baseBegin; i < block.baseEnd; ++i) {
            if (m_match[i] != kNoSentence) {
                between.baseEnd = i;
                between.otherEnd = m_match[i];
                pairInOrder(between);
                between.baseBegin = i + 1;
                between.otherBegin = m_match[i] + 1;
            }
        }
        between.baseEnd = block.baseEnd;
        between.otherEnd = block.otherEnd;
        pairInOrder(between);
    }

private:
    bool mayPair(std::size_t other) const { return m_isInsertion.count(m_other[other].id) == 0; }

    void pairInOrder(const Block& block)
    {
        std::size_t i = block.baseBegin;
        for (std::size_t j = block.otherBegin; j < block.otherEnd && i < block.baseEnd; ++j) {
            if (mayPair(j)) {
                m_match[i++] = j;
            }
        }
    }

    /// The pairs in order whose likeness adds up to most; a plain table, from the end to the start.
    void pairAlike(const Block& block)
    {
        const std::size_t rows = block.baseSize();
        const std::size_t columns = block.otherSize();
        std::vector<LetterPairs> letters;
        letters.reserve(columns);
        for (std::size_t j = 0; j < columns; ++j) {
            letters.emplace_back(m_other[block.otherBegin + j].text);
        }
        std::vector<float> likeness(rows * columns);
        std::vector<float> best((rows + 1) * (columns + 1), 0.0F);
        const auto cell = [columns](std::size_t i, std::size_t j) { return i * (columns + 1) + j; };
        for (std::size_t i = rows; i-- > 0;) {
            const LetterPairs own(m_base[block.baseBegin + i].text);
            for (std::size_t j = columns; j-- > 0;) {
                const float alike = mayPair(block.otherBegin + j) ? own.likeness(letters[j]) : 0.0F;
                likeness[i * columns + j] = alike;
                const float skip = std::max(best[cell(i + 1, j)], best[cell(i, j + 1)]);
                best[cell(i, j)] =
                    alike < kAlike ? skip : std::max(skip, alike - kUnrelated + best[cell(i + 1, j + 1)]);
            }
        }
        for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
            const float alike = likeness[i * columns + j];
            if (alike >= kAlike && best[cell(i, j)] == alike - kUnrelated + best[cell(i + 1, j + 1)]) {
                m_match[block.baseBegin + i++] = block.otherBegin + j++;
            } else if (best[cell(i, j)] == best[cell(i + 1, j)]) {
                ++i;
            } else {
                ++j;
            }
        }
    }

    const Sequence& m_base;
    const Sequence& m_other;
    const std::unordered_set<SentenceId>& m_isInsertion;
    std::vector<std::size_t>& m_match;
};

} // namespace

std::vector<std::size_t> matchEqual(const Sequence& base, const Sequence& other)
{
    return EqualMatcher(base, other).match();
}

std::vector<std::size_t> align(const Sequence& base, const Sequence& other,
                               const std::unordered_set<SentenceId>& isInsertion)
{
    std::vector<std::size_t> match = matchEqual(base, other);
    RewriteMatcher rewrites(base, other, isInsertion, match);
    Block block{0, 0, 0, 0};
    for (std::size_t i = 0; i <= base.size(); ++i) {
        const bool matched = i < base.size() && match[i] != kNoSentence;
        if (matched || i == base.size()) {
            block.baseEnd = i;
            block.otherEnd = matched ? match[i] : other.size();
            rewrites.pairBlock(block);
            block.baseBegin = i + 1;
            block.otherBegin = block.otherEnd + 1;
        }
    }
    return match;
}

} // namespace matoi::merge
