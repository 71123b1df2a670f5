#include "models/merge/sentenceids.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace matoi::merge {

namespace {

bool isAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

bool isUtf8(std::string_view text)
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        if (c < 0) {
            return false;
        }
    }
    return true;
}

std::string nfc(std::string_view text)
{
    // ICU would turn every wrong byte into the same U+FFFD, and so make different sentences equal.
    if (isAscii(text) || text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()) ||
        !isUtf8(text)) {
        return std::string(text);
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    if (U_FAILURE(status) || normalizer->isNormalizedUTF8(piece, status)) {
        return std::string(text);
    }
    std::string normalized;
    icu::StringByteSink<std::string> sink(&normalized);
    normalizer->normalizeUTF8(0, piece, sink, nullptr, status);
    return U_SUCCESS(status) ? normalized : std::string(text);
}

} // namespace

std::vector<IdentifiedSentence> SentenceIds::identify(const Sentences& text)
{
    std::vector<IdentifiedSentence> identified;
    identified.reserve(text.sentences.size());
    for (const Sentence& sentence : text.sentences) {
        identified.push_back({idOf(sentence.text), sentence.text});
    }
    return identified;
}

SentenceId SentenceIds::idOf(std::string_view sentence)
{
    return m_ids.try_emplace(nfc(sentence), static_cast<SentenceId>(m_ids.size())).first->second;
}

} // namespace matoi::merge
