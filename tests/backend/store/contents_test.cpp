#include "models/domain/attachment.h"
#include "tests/backend/store/storefixture.h"

#include <gmock/gmock.h>

#include <chrono>

namespace matoi::store::test {
namespace {

using testing::IsEmpty;

class Contents : public StoreTest
{
protected:
    bool put(const std::string& bytes)
    {
        bool added = false;
        m_store->write(
            [&](WriteTransaction& tx) { added = tx.putContent(domain::contentHash(bytes), bytes); });
        return added;
    }
    std::optional<std::string> get(const std::string& sha256)
    {
        return read(*m_store, [&](ReadTransaction& tx) { return tx.content(sha256); });
    }
};
MATOI_OVER_BOTH_STORES(Contents);

TEST_P(Contents, AreKeptOnceUnderTheirHashAndComeBackByteForByte)
{
    std::string bytes;
    for (int i = 0; i < 1000; ++i)
        bytes += static_cast<char>(i);
    const std::string sha256 = domain::contentHash(bytes);
    EXPECT_FALSE(get(sha256));
    EXPECT_TRUE(put(bytes));
    EXPECT_FALSE(put(bytes));
    reopen();
    EXPECT_EQ(get(sha256), bytes);
    EXPECT_EQ(read(*m_store, [&](ReadTransaction& tx) { return tx.contentSize(sha256); }), 1000);
    EXPECT_THAT(m_store->check(), IsEmpty());
}

TEST_P(Contents, MayBeAsShortAsAnIdOrAsLongAsTheLimit)
{
    // Sixteen bytes are what an id has: the database must not take them for one.
    const std::string asId = "0123456789abcdef";
    const std::string large(domain::maxAttachmentBytes, '\x07');
    EXPECT_TRUE(put(asId));
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(put(large));
    const auto took = std::chrono::steady_clock::now() - begin;
    RecordProperty("largest_ms",
                   std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
    EXPECT_EQ(get(domain::contentHash(asId)), asId);
    EXPECT_EQ(get(domain::contentHash(large)), large);
}

TEST_P(Contents, OfAFailedTransactionAreNotKept)
{
    const std::string sha256 = domain::contentHash("x");
    EXPECT_THROW(m_store->write([&](WriteTransaction& tx) {
        tx.putContent(sha256, "x");
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_FALSE(get(sha256));
    EXPECT_THROW(m_store->write([&](WriteTransaction& tx) { tx.putContent("no hash", "x"); }),
                 std::invalid_argument);
}

/// A store of the schema before content was kept.
TEST_P(Contents, HaveAPlaceInAStoreOfTheFirstSchema)
{
    const auto id = putIncident(*m_store, "slow");
    m_store.reset();
    m_place->damage(GetParam() == Backend::Sqlite
                        ? "DROP TABLE contents; DROP TABLE audit_incidents; PRAGMA user_version = 1"
                        : "DROP TABLE contents; DROP TABLE audit_incidents; "
                          "DELETE FROM schema_version WHERE number > 1");
    m_store = m_place->open();
    EXPECT_TRUE(put("bytes"));
    EXPECT_THAT(titles(read(*m_store, [](ReadTransaction& tx) { return tx.list({}); })),
                testing::ElementsAre("slow"));
    EXPECT_TRUE(read(*m_store, [&](ReadTransaction& tx) { return find(tx, id).has_value(); }));
    EXPECT_THAT(m_store->check(), IsEmpty());
}

} // namespace
} // namespace matoi::store::test
