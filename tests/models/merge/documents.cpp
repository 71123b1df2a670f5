#include "tests/models/merge/documents.h"

#include "models/merge/sentences.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

namespace matoi::merge::testing {

namespace {

using Paragraph = std::vector<std::string>;
using Document = std::vector<Paragraph>;

constexpr std::array<const char*, 32> kJapanese = {
    "データベース", "接続数", "監視", "再起動", "担当者", "ログ", "キュー", "遅延", "証明書", "切替", "復旧",
    "連絡",         "顧客",   "画面", "負荷",   "設定",   "配信", "手順",   "容量", "警報",   "通信", "記録",
    "夜間",         "電話",   "原因", "影響",   "地域",   "予備", "試験",   "承認", "更新",   "会議"};
constexpr std::array<const char*, 32> kEnglish = {
    "database",    "connections", "alarm",    "restart", "responder", "logs",     "queue",  "latency",
    "certificate", "failover",    "recovery", "notice",  "customer",  "screen",   "load",   "setting",
    "delivery",    "runbook",     "disk",     "pager",   "network",   "record",   "night",  "phone",
    "cause",       "impact",      "region",   "spare",   "trial",     "approval", "update", "meeting"};
constexpr std::array<const char*, 5> kParticles = {"が", "を", "に", "で", "は"};
constexpr std::array<const char*, 5> kPrepositions = {"of", "to", "in", "by", "on"};

class Author
{
public:
    Author(Language language, std::string name)
        : m_language(language)
        , m_name(std::move(name))
    {}

    /// No two sentences are alike: each carries its author and a number.
    std::string sentence()
    {
        const bool ja = m_language == Language::Japanese;
        std::string text = ja ? "" : "The";
        for (int i = *rc::gen::inRange(3, 6); i > 0; --i) {
            text += ja ? word() + *rc::gen::elementOf(kParticles)
                       : " " + word() + " " + *rc::gen::elementOf(kPrepositions);
        }
        const std::string tag = m_name + std::to_string(m_next++);
        return text + (ja ? word() + "した" + tag + "。" : " " + word() + " " + tag + ".");
    }

    void rewrite(std::string& sentence)
    {
        const bool ja = m_language == Language::Japanese;
        const std::string end = ja ? "。" : ".";
        sentence.replace(sentence.size() - end.size(), end.size(),
                         (ja ? "、" : " ") + m_name + std::to_string(m_next++) + end);
    }

    void edit(Document& document, Deletions deletions)
    {
        Paragraph& paragraph = document[*rc::gen::inRange<std::size_t>(0, document.size())];
        if (paragraph.empty()) {
            return;
        }
        const auto at = *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(paragraph.size()));
        const int kind = *rc::gen::inRange(0, deletions == Deletions::Some ? 100 : 85);
        if (kind < 50) {
            rewrite(paragraph[static_cast<std::size_t>(at)]);
        } else if (kind < 85) {
            paragraph.insert(paragraph.begin() + at + 1, sentence());
        } else {
            paragraph.erase(paragraph.begin() + at);
        }
    }

private:
    std::string word() const
    {
        const auto& words = m_language == Language::Japanese ? kJapanese : kEnglish;
        return *rc::gen::elementOf(words);
    }

    Language m_language;
    std::string m_name;
    int m_next = 0;
};

std::string written(const Document& document, Language language, const std::string& paragraphBreak)
{
    std::string text;
    for (const Paragraph& paragraph : document) {
        std::string line;
        for (const std::string& sentence : paragraph) {
            line += (language == Language::English && !line.empty() ? " " : "") + sentence;
        }
        text += (text.empty() || line.empty() ? "" : paragraphBreak) + line;
    }
    return text;
}

} // namespace

std::ostream& operator<<(std::ostream& out, const Versions& versions)
{
    return out << "base:\n"
               << versions.base << "\nmine:\n"
               << versions.mine << "\ntheirs:\n"
               << versions.theirs;
}

rc::Gen<Versions> documents(Language language, int edits, Deletions deletions)
{
    return rc::gen::exec([=] {
        Author first(language, "B"), me(language, "M"), they(language, "T");
        Document document(*rc::gen::inRange<std::size_t>(1, 6));
        for (Paragraph& paragraph : document) {
            paragraph.resize(*rc::gen::inRange<std::size_t>(1, 6));
            std::generate(paragraph.begin(), paragraph.end(), [&] { return first.sentence(); });
        }
        Document mine = document, theirs = document;
        for (int i = *rc::gen::inRange(0, edits + 1); i > 0; --i) {
            me.edit(mine, deletions);
        }
        for (int i = *rc::gen::inRange(0, edits + 1); i > 0; --i) {
            they.edit(theirs, deletions);
        }
        const std::string paragraphBreak = *rc::gen::elementOf(std::vector<std::string>{"\n", "\n\n"});
        return Versions{written(document, language, paragraphBreak), written(mine, language, paragraphBreak),
                        written(theirs, language, paragraphBreak)};
    });
}

rc::Gen<std::string> hostileText()
{
    const auto part = rc::gen::oneOf(rc::gen::elementOf(std::vector<std::string>{"A. ",
                                                                                 "B. ",
                                                                                 "C.",
                                                                                 "A.",
                                                                                 "障害。",
                                                                                 "復旧。",
                                                                                 "「はい。」",
                                                                                 "\n",
                                                                                 "\n\n",
                                                                                 "\r\n",
                                                                                 " ",
                                                                                 "　",
                                                                                 "```\n",
                                                                                 "~~~\n",
                                                                                 "```",
                                                                                 "| a | b |\n",
                                                                                 "- x",
                                                                                 "1. y\n",
                                                                                 "・z\n",
                                                                                 "# H\n",
                                                                                 "が。",
                                                                                 "\u304b\u3099。",
                                                                                 "\xff",
                                                                                 "\xe3\x81",
                                                                                 std::string(1, '\0'),
                                                                                 "\u2028"}),
                                     rc::gen::container<std::string>(1, rc::gen::arbitrary<char>()));
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(part),
                        [](const std::vector<std::string>& parts) {
                            std::string text;
                            for (const std::string& p : parts) {
                                text += p;
                            }
                            return text;
                        });
}

std::vector<std::string> sentencesOf(const std::string& text)
{
    std::vector<std::string> sentences;
    for (const Sentence& sentence : parseSentences(text).sentences) {
        sentences.emplace_back(sentence.text);
    }
    return sentences;
}

} // namespace matoi::merge::testing
