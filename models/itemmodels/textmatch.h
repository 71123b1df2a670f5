#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace matoi::itemmodels {

/// Where in a text the words of a quick search stand.
struct TextMatch
{
    struct Span
    {
        qsizetype start;
        qsizetype length;

        bool operator==(const Span&) const = default;
    };

    int score = 0;           ///< higher is better; only the order counts
    std::vector<Span> spans; ///< in the shown text, in order, not overlapping
};

/// The words of what was typed, parted at white space.
QStringList searchWords(const QString& typed);

/// Every word has to stand in `shown`, or start a word of `hidden` (synonyms that are not shown); otherwise
/// nothing. The start of the text counts more than the start of a word, that more than the middle of one.
/// Case does not count. No words match everything.
std::optional<TextMatch> matchWords(const QStringList& words, const QString& shown, const QString& hidden);

} // namespace matoi::itemmodels
