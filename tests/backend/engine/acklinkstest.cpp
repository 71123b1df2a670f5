#include "backend/engine/acklinks.h"

#include "tests/backend/engine/enginefixture.h"

namespace matoi::engine {
namespace {

using namespace domain;

class AckLinksTest : public EngineTest
{
protected:
    std::string create()
    {
        return store::write(
            m_store, [&](store::WriteTransaction& tx) { return createAckLink(tx, m_page, m_engagement); });
    }
    std::optional<AckLink> find(const std::string& token)
    {
        return store::read(m_store, [&](store::ReadTransaction& tx) { return findAckLink(tx, token); });
    }
    Id<Page> m_page = Id<Page>::generate();
    Id<Engagement> m_engagement = Id<Engagement>::generate();
};

TEST_F(AckLinksTest, LeadToTheirPageUntilTheyExpire)
{
    const std::string token = create();
    ASSERT_TRUE(find(token));
    EXPECT_EQ(find(token)->page, m_page);
    EXPECT_EQ(find(token)->engagement, m_engagement);
    m_store.advance(ackLinkLife + std::chrono::seconds(1));
    EXPECT_FALSE(find(token));
}

TEST_F(AckLinksTest, CannotBeGuessedOrCutShort)
{
    const std::string token = create();
    EXPECT_GE(token.size(), 43U);
    EXPECT_NE(token, create());
    EXPECT_FALSE(find(token.substr(1)));
    EXPECT_FALSE(find(""));
}

} // namespace
} // namespace matoi::engine
