#include "tests/fuzz/mutation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

using matoi::fuzz::Bytes;
using matoi::fuzz::Mutator;

namespace {

Bytes bytes(std::string_view text)
{
    return {text.begin(), text.end()};
}

const std::vector<Bytes> corpus = {bytes(R"({"count": 17, "name": "checkout"})"),
                                   bytes("POST /x HTTP/1.1\r\n\r\n")};

TEST(Mutation, IsTheSameForTheSameSeedAndRunWhateverRanBefore)
{
    Mutator first(corpus, 7, 4096);
    Mutator second(corpus, 7, 4096);
    for (std::uint64_t run = 0; run < 100; ++run)
        first.make(run);
    EXPECT_EQ(first.make(1234), second.make(1234));
}

TEST(Mutation, RarelyRepeatsAnInput)
{
    Mutator mutator(corpus, 1, 4096);
    std::set<Bytes> seen;
    for (std::uint64_t run = 0; run < 1000; ++run)
        seen.insert(mutator.make(run));
    // Some mutations undo each other or find nothing to change.
    EXPECT_GT(seen.size(), 900U);
}

TEST(Mutation, NeverGrowsPastTheLimit)
{
    Mutator mutator(corpus, 1, 40);
    for (std::uint64_t run = 0; run < 2000; ++run)
        EXPECT_LE(mutator.make(run).size(), 40U);
}

TEST(Mutation, WorksWithoutACorpus)
{
    const std::vector<Bytes> nothing;
    Mutator mutator(nothing, 1, 4096);
    bool filled = false;
    for (std::uint64_t run = 0; run < 1000; ++run)
        filled = filled || !mutator.make(run).empty();
    EXPECT_TRUE(filled);
}

} // namespace
