#pragma once

#include <rapidcheck.h>

#include <iosfwd>
#include <string>
#include <vector>

namespace matoi::merge::testing {

/// A text and what two people made of it while they could not see each other.
struct Versions
{
    std::string base, mine, theirs;
};

/// RapidCheck prints a counterexample with this.
std::ostream& operator<<(std::ostream& out, const Versions& versions);

enum class Deletions
{
    Some,
    None
};

enum class Language
{
    Japanese,
    English
};

/// Post-mortem prose: paragraphs of sentences, all different, as in a text box. Each author makes up to
/// `edits` edits: half rewrite a word inside a sentence, a third insert a sentence behind one, the rest
/// delete one.
rc::Gen<Versions> documents(Language language, int edits, Deletions deletions = Deletions::Some);

/// Any bytes, with a taste for what the splitter looks at: fences, bars, bullets, blanks, broken UTF-8. Few
/// different parts, so that the same sentence comes again and again.
rc::Gen<std::string> hostileText();

/// Sentences alone, without the white space.
std::vector<std::string> sentencesOf(const std::string& text);

} // namespace matoi::merge::testing
