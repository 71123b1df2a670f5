#include "backend/api/changefeed.h"
#include "backend/auth/tokens.h"
#include "backend/store/records.h"
#include "tests/support/memorystore.h"

#include <gtest/gtest.h>

#include <thread>

namespace matoi::test {
namespace {

template <class F> bool eventually(F&& condition)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::yield();
    }
    return true;
}

TEST(ChangeFeed, EndsTheStreamOfARevokedTokenAndNoOther)
{
    MemoryStore store;
    const auto makeToken = [&](const char* name) {
        return store::write(store, [&](store::WriteTransaction& tx) {
            return auth::createToken(tx, name, auth::Role::Viewer, auth::TokenKind::Person, std::nullopt, "t")
                ->token.id;
        });
    };
    api::ChangeFeed feed(store, std::chrono::milliseconds(1));
    const auto follow = [&](const std::string& id) {
        return feed.follow(0, auth::serviceActor(),
                           [id](store::ReadTransaction& tx) { return auth::isKnown(tx, id); });
    };
    const std::string gone = makeToken("gone");
    const auto revoked = follow(gone);
    const auto other = follow(makeToken("other"));
    store.write([&](store::WriteTransaction& tx) { ASSERT_TRUE(auth::revokeToken(tx, gone, "t")); });
    EXPECT_TRUE(eventually([&] { return !revoked->isOpen(); })) << "nobody has to write anything for it";
    EXPECT_TRUE(other->isOpen());
}

} // namespace
} // namespace matoi::test
