#include "models/merge/textmerge.h"
#include "tests/models/merge/documents.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <git2.h>
#include <optional>
#include <stdexcept>

namespace matoi::merge {
namespace {

using testing::documents;
using testing::Language;
using testing::sentencesOf;
using testing::Versions;

/// One token a line, line breaks inside a token hidden, so that git's lines are our tokens.
std::string asLines(const std::string& text)
{
    std::string lines;
    for (std::string token : splitSentences(text)) {
        std::replace(token.begin(), token.end(), '\n', '\x01');
        lines += token + "\n";
    }
    return lines;
}

std::string asText(std::string lines)
{
    lines.erase(std::remove(lines.begin(), lines.end(), '\n'), lines.end());
    std::replace(lines.begin(), lines.end(), '\x01', '\n');
    return lines;
}

class Git
{
public:
    Git() { git_libgit2_init(); }
    ~Git() { git_libgit2_shutdown(); }
    Git(const Git&) = delete;
    Git& operator=(const Git&) = delete;

    /// The merged text, or nothing when git reports a conflict.
    std::optional<std::string> merge(const Versions& v) const
    {
        const std::string base = asLines(v.base), mine = asLines(v.mine), theirs = asLines(v.theirs);
        const git_merge_file_input ancestorInput = input(base), myInput = input(mine),
                                   theirInput = input(theirs);
        git_merge_file_result merged{};
        if (git_merge_file(&merged, &ancestorInput, &myInput, &theirInput, nullptr) != 0) {
            throw std::runtime_error("git_merge_file failed");
        }
        std::optional<std::string> text;
        if (merged.automergeable != 0) {
            text = asText(std::string(merged.ptr, merged.len));
        }
        git_merge_file_result_free(&merged);
        return text;
    }

private:
    static git_merge_file_input input(const std::string& lines)
    {
        git_merge_file_input input{};
        git_merge_file_input_init(&input, GIT_MERGE_FILE_INPUT_VERSION);
        input.ptr = lines.data();
        input.size = lines.size();
        input.path = "text";
        input.mode = 0100644;
        return input;
    }
};

std::vector<std::string> sorted(std::vector<std::string> sentences)
{
    std::sort(sentences.begin(), sentences.end());
    return sentences;
}

void agreesWithGit(const Versions& v)
{
    const Git git;
    const std::optional<std::string> theirAnswer = git.merge(v);
    RC_CLASSIFY(theirAnswer.has_value(), "git is clean");
    const MergeResult ours = mergeText(v.base, v.mine, v.theirs);
    RC_CLASSIFY(ours.conflicts.empty(), "ours is clean");
    if (!theirAnswer) {
        return;
    }
    RC_ASSERT(ours.conflicts.empty());
    if (ours.bothInserted) {
        // Git is clean here only if one author also rewrote the neighbour and so the blank between the two
        // insertions is taken for the unchanged one. Ours is in server order whatever the neighbour did.
        RC_ASSERT(sorted(sentencesOf(ours.text)) == sorted(sentencesOf(*theirAnswer)));
    } else {
        RC_ASSERT(ours.text == *theirAnswer);
    }
}

RC_GTEST_PROP(MergeOracle, WhereGitMergesJapaneseCleanlySoDoWeToTheSameText, ())
{
    agreesWithGit(*documents(Language::Japanese, 3));
}

RC_GTEST_PROP(MergeOracle, WhereGitMergesEnglishCleanlySoDoWeToTheSameText, ())
{
    agreesWithGit(*documents(Language::English, 3));
}

RC_GTEST_PROP(MergeOracle, AgreesWithGitOnTextsThatChangedAlmostEverywhere, ())
{
    agreesWithGit(*rc::gen::oneOf(documents(Language::Japanese, 12), documents(Language::English, 12)));
}

} // namespace
} // namespace matoi::merge
