#include "models/merge/textmerge.h"

#include "models/merge/separators.h"
#include "models/merge/version.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace matoi::merge {

namespace {

using Pieces = std::vector<Piece>;

std::ptrdiff_t position(std::size_t index)
{
    return index == kNoSentence ? Piece::kNowhere : static_cast<std::ptrdiff_t>(index);
}

/// Conflicting sentences that follow each other in the result. One edited by both stands alone; edits against
/// deletions that touch are one, because the white space between them is part of the choice.
struct Disagreement
{
    std::size_t first = 0, end = 0; ///< pieces of the result that hold my version; none when I deleted it
    bool oneDeleted = false;
    Pieces base, mine, theirs;
};

/// One way to write a disagreement, with the white space around it.
struct Wording
{
    std::string lead, body, trail;
    bool empty = false; ///< no sentence: `lead` is all that stands between the neighbours
};

class Merger
{
public:
    Merger(std::string_view base, std::string_view mine, std::string_view theirs)
        : m_base(readVersion(base, m_ids))
        , m_mine(readVersion(mine, m_ids))
        , m_theirs(readVersion(theirs, m_ids))
        , m_separators(m_base, m_mine, m_theirs)
    {
        compareWithBase(m_base, m_mine, m_theirs);
    }

    MergeResult merge()
    {
        const std::size_t count = m_base.sentences.size();
        for (std::size_t gap = 0; gap <= count; ++gap) {
            collectInsertions(gap);
            // Where a sentence went, the gaps on both sides of it have become one place.
            if (gap < count && isDeleted(gap)) {
                continue;
            }
            placeInsertions();
            if (gap < count) {
                mergeSentence(gap);
            }
        }
        write();
        return std::move(m_result);
    }

private:
    using Indices = std::vector<std::size_t>;

    /// What both inserted at one place: before the white space of the base, and after it.
    struct Place
    {
        Indices myStart, theirStart, mine, theirs;
        bool started = false;
        bool wide = false; ///< more than one gap
    };

    static Piece edge(std::ptrdiff_t base, std::ptrdiff_t mine, std::ptrdiff_t theirs)
    {
        return {base, mine, theirs, {}, false, true, Piece::Joint::None};
    }

    Piece basePiece(std::size_t sentence) const
    {
        const Sentence& text = m_base.text.sentences[sentence];
        return {position(sentence), Piece::kNowhere, Piece::kNowhere, text.text, text.wholeLine};
    }

    Piece myPiece(std::size_t baseSentence, std::size_t mine) const
    {
        const Sentence& text = m_mine.text.sentences[mine];
        return {position(baseSentence), position(mine), Piece::kNowhere, text.text, text.wholeLine};
    }

    Piece theirPiece(std::size_t baseSentence, std::size_t theirs) const
    {
        const Sentence& text = m_theirs.text.sentences[theirs];
        return {position(baseSentence), Piece::kNowhere, position(theirs), text.text, text.wholeLine};
    }

    // Insertions

    void collectInsertions(std::size_t gap)
    {
        const auto append = [](Indices& to, std::size_t begin, std::size_t end) {
            for (; begin < end; ++begin) {
                to.push_back(begin);
            }
        };
        const Insertion& mine = m_mine.insertions[gap];
        const Insertion& theirs = m_theirs.insertions[gap];
        m_place.wide = m_place.started;
        m_place.started = true;
        append(m_place.wide ? m_place.mine : m_place.myStart, mine.begin, mine.turn);
        append(m_place.wide ? m_place.theirs : m_place.theirStart, theirs.begin, theirs.turn);
        append(m_place.mine, mine.turn, mine.end);
        append(m_place.theirs, theirs.turn, theirs.end);
    }

    void placeInsertions()
    {
        Place place = std::exchange(m_place, Place());
        // Around a deleted sentence the same insertion may stand before the white space for one author and
        // after it for the other.
        if (place.wide && haveCommon(place)) {
            place.mine.insert(place.mine.begin(), place.myStart.begin(), place.myStart.end());
            place.theirs.insert(place.theirs.begin(), place.theirStart.begin(), place.theirStart.end());
            mergeInsertions(place.theirs, place.mine, Piece::Joint::None);
            return;
        }
        mergeInsertions(place.theirStart, place.myStart, Piece::Joint::BeforeRun);
        mergeInsertions(place.theirs, place.mine, Piece::Joint::AfterRun);
    }

    bool haveCommon(const Place& place) const
    {
        std::unordered_set<SentenceId> ids;
        for (const Indices* indices : {&place.theirStart, &place.theirs}) {
            for (const std::size_t t : *indices) {
                ids.insert(m_theirs.id(t));
            }
        }
        const auto isCommon = [&](std::size_t m) { return ids.count(m_mine.id(m)) > 0; };
        return std::any_of(place.myStart.begin(), place.myStart.end(), isCommon) ||
               std::any_of(place.mine.begin(), place.mine.end(), isCommon);
    }

    /// What both added alike is there once: a merge that is repeated must not double it.
    void mergeInsertions(const Indices& theirs, const Indices& mine, Piece::Joint joint)
    {
        const auto same = [this](std::size_t t, std::size_t m) { return m_theirs.id(t) == m_mine.id(m); };
        const auto start = std::mismatch(theirs.begin(), theirs.end(), mine.begin(), mine.end(), same);
        const auto end = std::mismatch(theirs.rbegin(), std::make_reverse_iterator(start.first),
                                       mine.rbegin(), std::make_reverse_iterator(start.second), same);
        for (auto t = theirs.begin(), m = mine.begin(); t != start.first; ++t, ++m) {
            addInserted(*m, *t);
        }
        addDifferent({start.first, end.first.base()}, {start.second, end.second.base()}, joint);
        for (auto t = end.first.base(), m = end.second.base(); t != theirs.end(); ++t, ++m) {
            addInserted(*m, *t);
        }
    }

    void addDifferent(const Indices& theirs, const Indices& mine, Piece::Joint joint)
    {
        if (holdsAll(m_mine, mine, m_theirs, theirs)) {
            auto t = theirs.begin();
            for (const std::size_t m : mine) {
                const bool both = t != theirs.end() && m_theirs.id(*t) == m_mine.id(m);
                addInserted(m, both ? *t++ : kNoSentence);
            }
        } else if (holdsAll(m_theirs, theirs, m_mine, mine)) {
            auto m = mine.begin();
            for (const std::size_t t : theirs) {
                const bool both = m != mine.end() && m_mine.id(*m) == m_theirs.id(t);
                addInserted(both ? *m++ : kNoSentence, t);
            }
        } else {
            m_result.bothInserted = true;
            for (const std::size_t t : theirs) {
                addInserted(kNoSentence, t);
            }
            const std::size_t myFirst = m_pieces.size();
            for (const std::size_t m : mine) {
                addInserted(m, kNoSentence);
            }
            m_pieces[myFirst].joint = joint;
        }
    }

    /// Whether the sentences `few` are among `many`, in this order.
    static bool holdsAll(const Version& version, const Indices& many, const Version& fewVersion,
                         const Indices& few)
    {
        auto next = few.begin();
        for (const std::size_t i : many) {
            if (next != few.end() && fewVersion.id(*next) == version.id(i)) {
                ++next;
            }
        }
        return next == few.end();
    }

    void addInserted(std::size_t mine, std::size_t theirs)
    {
        Piece piece = theirs != kNoSentence ? theirPiece(kNoSentence, theirs) : myPiece(kNoSentence, mine);
        piece.mine = position(mine);
        m_pieces.push_back(piece);
    }

    // Sentences of the base

    bool isKept(const Version& version, std::size_t sentence) const
    {
        const std::size_t target = version.target[sentence];
        return target != kNoSentence && version.id(target) == m_base.id(sentence);
    }

    /// Deleted by one and not touched by the other, or deleted by both.
    bool isDeleted(std::size_t sentence) const
    {
        const bool byMe = m_mine.target[sentence] == kNoSentence;
        const bool byThem = m_theirs.target[sentence] == kNoSentence;
        return byMe ? byThem || isKept(m_theirs, sentence) : byThem && isKept(m_mine, sentence);
    }

    void mergeSentence(std::size_t sentence)
    {
        const std::size_t mine = m_mine.target[sentence];
        const std::size_t theirs = m_theirs.target[sentence];
        if (mine != kNoSentence && theirs != kNoSentence && m_mine.id(mine) == m_theirs.id(theirs)) {
            addAgreed(sentence, mine, theirs);
        } else if (isKept(m_mine, sentence)) {
            addRewritten(theirPiece(sentence, theirs), sentence);
        } else if (isKept(m_theirs, sentence)) {
            addRewritten(myPiece(sentence, mine), sentence);
        } else {
            addDisagreement(sentence, mine, theirs);
        }
    }

    void addAgreed(std::size_t sentence, std::size_t mine, std::size_t theirs)
    {
        Piece piece = myPiece(sentence, mine);
        piece.theirs = position(theirs);
        // Equal after normalization need not be equal in bytes: whoever retyped it decides.
        if (piece.text == m_base.text.sentences[sentence].text) {
            piece.text = m_theirs.text.sentences[theirs].text;
        }
        m_pieces.push_back(piece);
    }

    void addRewritten(Piece piece, std::size_t sentence)
    {
        piece.mine = position(m_mine.target[sentence]);
        piece.theirs = position(m_theirs.target[sentence]);
        m_pieces.push_back(piece);
    }

    void addDisagreement(std::size_t sentence, std::size_t mine, std::size_t theirs)
    {
        const bool oneDeleted = mine == kNoSentence || theirs == kNoSentence;
        const bool joins = oneDeleted && !m_disagreements.empty() && m_disagreements.back().oneDeleted &&
                           m_disagreements.back().end == m_pieces.size();
        if (!joins) {
            m_disagreements.push_back({m_pieces.size(), m_pieces.size(), oneDeleted, {}, {}, {}});
        }
        Disagreement& disagreement = m_disagreements.back();
        disagreement.base.push_back(basePiece(sentence));
        if (theirs != kNoSentence) {
            disagreement.theirs.push_back(theirPiece(sentence, theirs));
        }
        if (mine != kNoSentence) {
            Piece piece = myPiece(sentence, mine);
            disagreement.mine.push_back(piece);
            piece.theirs = position(theirs);
            m_pieces.push_back(piece);
        }
        disagreement.end = m_pieces.size();
    }

    // The text

    void write()
    {
        const std::size_t count = m_pieces.size();
        const Piece start = edge(-1, -1, -1);
        const Piece stop = edge(position(m_base.sentences.size()), position(m_mine.sentences.size()),
                                position(m_theirs.sentences.size()));
        auto next = m_disagreements.begin();
        for (std::size_t i = 0; i <= count; ++i) {
            const Piece& left = i == 0 ? start : m_pieces[i - 1];
            if (next != m_disagreements.end() && next->oneDeleted && next->first == i) {
                i = next->end;
                writeDeleted(left, *next++, i == count ? stop : m_pieces[i]);
            } else {
                m_result.text += m_separators.between(left, i == count ? stop : m_pieces[i]);
            }
            if (i == count) {
                return;
            }
            if (next != m_disagreements.end() && next->first == i) {
                m_result.conflicts.push_back({std::string(next->base.front().text),
                                              std::string(next->mine.front().text),
                                              std::string(next->theirs.front().text), m_result.text.size()});
                ++next;
            }
            m_result.text += m_pieces[i].text;
        }
    }

    Wording wording(const Piece& left, const Pieces& pieces, const Piece& right) const
    {
        Wording wording;
        wording.empty = pieces.empty();
        const Piece* previous = &left;
        for (const Piece& piece : pieces) {
            const std::string_view run = m_separators.between(*previous, piece);
            (previous == &left ? wording.lead : wording.body) += run;
            wording.body += piece.text;
            previous = &piece;
        }
        (pieces.empty() ? wording.lead : wording.trail) += m_separators.between(*previous, right);
        return wording;
    }

    /// With a sentence goes the white space on one side of it. The row holds that too, so that whichever
    /// version is chosen, it fits exactly; white space that is the same either way stays outside.
    void writeDeleted(const Piece& left, const Disagreement& disagreement, const Piece& right)
    {
        Wording mine = wording(left, disagreement.mine, right);
        Wording theirs = wording(left, disagreement.theirs, right);
        Wording base = wording(left, disagreement.base, right);
        const bool sameLead = mine.lead == theirs.lead;
        const Wording& full = mine.empty ? theirs : mine;
        const std::string& bare = mine.empty ? mine.lead : theirs.lead;
        const bool oneEmpty = mine.empty || theirs.empty;
        const bool sameTrail = oneEmpty ? !sameLead && bare == full.trail : mine.trail == theirs.trail;
        const std::string lead = sameLead ? mine.lead : std::string();
        const std::string trail = sameTrail ? full.trail : std::string();
        const auto inner = [&](const Wording& w) {
            if (w.empty) {
                return sameLead || sameTrail ? std::string() : w.lead;
            }
            return (sameLead ? "" : w.lead) + w.body + (sameTrail ? "" : w.trail);
        };
        m_result.text += lead;
        m_result.conflicts.push_back({inner(base), inner(mine), inner(theirs), m_result.text.size()});
        m_result.text += inner(mine) + trail;
    }

    SentenceIds m_ids;
    Version m_base, m_mine, m_theirs;
    Separators m_separators;
    Place m_place;
    Pieces m_pieces;
    std::vector<Disagreement> m_disagreements;
    MergeResult m_result;
};

} // namespace

MergeResult mergeText(std::string_view base, std::string_view mine, std::string_view theirs)
{
    return Merger(base, mine, theirs).merge();
}

MergeResult resolveConflict(MergeResult result, std::size_t index, std::string_view chosen)
{
    if (index >= result.conflicts.size()) {
        return result;
    }
    const MergeConflict& conflict = result.conflicts[index];
    const std::size_t removed = conflict.mine.size();
    result.text.replace(conflict.at, removed, chosen);
    for (std::size_t i = index + 1; i < result.conflicts.size(); ++i) {
        result.conflicts[i].at = result.conflicts[i].at - removed + chosen.size();
    }
    result.conflicts.erase(result.conflicts.begin() + static_cast<std::ptrdiff_t>(index));
    return result;
}

std::string resolve(const MergeResult& result, std::size_t index, std::string_view chosen)
{
    return resolveConflict(result, index, chosen).text;
}

} // namespace matoi::merge
