#include "models/itemmodels/textmatch.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace matoi::itemmodels {

namespace {

constexpr int atTextStart = 8;
constexpr int atWordStart = 6;
constexpr int insideWord = 2;
constexpr int hiddenOnly = 3;

bool startsWord(const QString& text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

/// The best place of a word: at the start of a word if there is one, else the first.
qsizetype placeOf(const QString& word, const QString& text)
{
    const qsizetype first = text.indexOf(word, 0, Qt::CaseInsensitive);
    for (qsizetype at = first; at >= 0; at = text.indexOf(word, at + 1, Qt::CaseInsensitive))
        if (startsWord(text, at))
            return at;
    return first;
}

/// Two words may have been found at the same letters: "ken" and "kenji".
void joinOverlaps(std::vector<TextMatch::Span>& spans)
{
    std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
    std::vector<TextMatch::Span> joined;
    for (const auto& span : spans) {
        if (joined.empty() || span.start > joined.back().start + joined.back().length) {
            joined.push_back(span);
            continue;
        }
        auto& last = joined.back();
        last.length = std::max(last.start + last.length, span.start + span.length) - last.start;
    }
    spans = std::move(joined);
}

} // namespace

QStringList searchWords(const QString& typed)
{
    static const QRegularExpression space(QStringLiteral("\\s+"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return typed.split(space, Qt::SkipEmptyParts);
}

std::optional<TextMatch> matchWords(const QStringList& words, const QString& shown, const QString& hidden)
{
    TextMatch match;
    for (const QString& word : words) {
        const qsizetype at = placeOf(word, shown);
        if (at >= 0) {
            match.score += at == 0 ? atTextStart : startsWord(shown, at) ? atWordStart : insideWord;
            match.spans.push_back({at, word.size()});
            continue;
        }
        const qsizetype elsewhere = placeOf(word, hidden);
        if (elsewhere < 0 || !startsWord(hidden, elsewhere))
            return std::nullopt;
        match.score += hiddenOnly;
    }
    joinOverlaps(match.spans);
    return match;
}

} // namespace matoi::itemmodels
