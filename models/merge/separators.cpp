#include "models/merge/separators.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace matoi::merge {

namespace {

using Run = std::string_view;

/// More line breaks win, then more of anything; the last rule only makes the choice independent of the order.
Run stronger(Run a, Run b)
{
    const auto strength = [](Run run) {
        return std::tuple(std::count(run.begin(), run.end(), '\n'), run.size(), run);
    };
    return strength(a) < strength(b) ? b : a;
}

/// White space is no sentence: when both changed it, nothing is lost by taking one of them.
Run mergedRun(Run base, Run mine, Run theirs)
{
    if (mine == theirs || theirs == base) {
        return mine;
    }
    return mine == base ? theirs : stronger(mine, theirs);
}

std::optional<Run> ifNeighbours(const Version& version, std::ptrdiff_t left, std::ptrdiff_t right)
{
    if (left == Piece::kNowhere || right == Piece::kNowhere || right != left + 1) {
        return std::nullopt;
    }
    return version.text.runs[static_cast<std::size_t>(right)];
}

Run runAfter(const Version& version, std::ptrdiff_t position)
{
    return position == Piece::kNowhere ? Run() : version.text.runs[static_cast<std::size_t>(position + 1)];
}

Run runBefore(const Version& version, std::ptrdiff_t position)
{
    return position == Piece::kNowhere ? Run() : version.text.runs[static_cast<std::size_t>(position)];
}

bool isLast(const Version& version, std::ptrdiff_t position)
{
    return position + 1 == static_cast<std::ptrdiff_t>(version.sentences.size());
}

bool endsInAscii(Run text)
{
    return !text.empty() && (static_cast<unsigned char>(text.back()) & 0x80U) == 0;
}

} // namespace

Separators::Separators(const Version& base, const Version& mine, const Version& theirs)
    : m_base(base)
    , m_mine(mine)
    , m_theirs(theirs)
{}

Run Separators::between(const Piece& left, const Piece& right) const
{
    const std::optional<Run> base = ifNeighbours(m_base, left.base, right.base);
    const std::optional<Run> mine = ifNeighbours(m_mine, left.mine, right.mine);
    const std::optional<Run> theirs = ifNeighbours(m_theirs, left.theirs, right.theirs);
    if (mine && theirs) {
        return base ? mergedRun(*base, *mine, *theirs) : stronger(*mine, *theirs);
    }
    if (mine || theirs) {
        return mine ? *mine : *theirs;
    }
    return base ? *base : atNewJunction(left, right);
}

Run Separators::atNewJunction(const Piece& left, const Piece& right) const
{
    if (right.edge) {
        return mergedRun(m_base.text.runs.back(), m_mine.text.runs.back(), m_theirs.text.runs.back());
    }
    if (left.edge) {
        return mergedRun(m_base.text.runs.front(), m_mine.text.runs.front(), m_theirs.text.runs.front());
    }
    Run run = strongestAround(left, right);
    if (right.joint == Piece::Joint::BeforeRun && right.mine > 0) {
        run = runBefore(m_mine, right.mine);
    } else if (right.joint == Piece::Joint::AfterRun && !isLast(m_theirs, left.theirs)) {
        run = runAfter(m_theirs, left.theirs);
    }
    const bool needsLine = left.wholeLine || right.wholeLine || (run.empty() && m_base.sentences.empty());
    if (needsLine && run.find('\n') == Run::npos) {
        return "\n";
    }
    // Japanese sentences need no blank between them, sentences in Latin letters do.
    return run.empty() && endsInAscii(left.text) ? Run(" ") : run;
}

Run Separators::strongestAround(const Piece& left, const Piece& right) const
{
    Run run;
    for (const Run candidate :
         {runAfter(m_base, left.base), runAfter(m_mine, left.mine), runAfter(m_theirs, left.theirs),
          runBefore(m_base, right.base), runBefore(m_mine, right.mine), runBefore(m_theirs, right.theirs)}) {
        run = stronger(run, candidate);
    }
    return run;
}

} // namespace matoi::merge
