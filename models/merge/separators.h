#pragma once

#include "models/merge/version.h"

#include <cstddef>
#include <string_view>

namespace matoi::merge {

/// A sentence of the result and where it stands in each of the three texts.
struct Piece
{
    /// Positions: index of a sentence, -1 for the start of the text, its number of sentences for the end.
    static constexpr std::ptrdiff_t kNowhere = -2;

    /// Set on the first of my insertions after theirs at one place: which white space belongs between them.
    enum class Joint
    {
        None,
        BeforeRun, ///< both went on with the paragraph above
        AfterRun   ///< both stand before what follows
    };

    std::ptrdiff_t base = kNowhere, mine = kNowhere, theirs = kNowhere;
    std::string_view text;
    bool wholeLine = false;
    bool edge = false; ///< the start or the end of the text, not a sentence
    Joint joint = Joint::None;
};

/// Chooses the white space between two sentences that follow each other in the result. It is always the white
/// space of an author who has these two as neighbours; only where no author has, the strongest around them.
class Separators
{
public:
    Separators(const Version& base, const Version& mine, const Version& theirs);

    std::string_view between(const Piece& left, const Piece& right) const;

private:
    std::string_view atNewJunction(const Piece& left, const Piece& right) const;
    std::string_view strongestAround(const Piece& left, const Piece& right) const;

    const Version& m_base;
    const Version& m_mine;
    const Version& m_theirs;
};

} // namespace matoi::merge
