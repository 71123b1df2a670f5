#include "backend/services/idempotency.h"
#include "tests/backend/services/world.h"

namespace matoi::test {
namespace {

using services::Idempotency;

TEST(Idempotency, TheSameRequestGetsTheFirstAnswerForADay)
{
    World world;
    const Idempotency request("token", "key-1", "POST /x {}");
    world.write([&](auto& tx) {
        EXPECT_FALSE(request.recall(tx).value());
        request.remember(tx, {201, "\"1\"", "/x/1", "{}"});
    });
    world.store.now += std::chrono::hours(23);
    world.write([&](auto& tx) {
        const auto answer = request.recall(tx).value();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 201U);
        EXPECT_EQ(answer->location, "/x/1");
    });
    world.store.now += std::chrono::hours(2);
    world.write([&](auto& tx) { EXPECT_FALSE(request.recall(tx).value()); });
}

TEST(Idempotency, AKeyForAnotherRequestIsRefusedAndAnotherClientsKeyIsItsOwn)
{
    World world;
    world.write([&](auto& tx) {
        Idempotency("token", "key-1", "POST /x {}").remember(tx, {});
        const auto misused = Idempotency("token", "key-1", "POST /y {}").recall(tx);
        ASSERT_FALSE(misused);
        EXPECT_EQ(misused.error().field, "Idempotency-Key");
        EXPECT_FALSE(Idempotency("other", "key-1", "POST /y {}").recall(tx).value());
    });
}

TEST(Idempotency, KeysArePrintable)
{
    EXPECT_TRUE(Idempotency::isKey("3f0c-1"));
    EXPECT_FALSE(Idempotency::isKey(""));
    EXPECT_FALSE(Idempotency::isKey("a b"));
    EXPECT_FALSE(Idempotency::isKey(std::string(201, 'a')));
}

} // namespace
} // namespace matoi::test
