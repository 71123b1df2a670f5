#include "backend/auth/digest.h"
#include "backend/auth/tokens.h"
#include "tests/support/memorystore.h"

#include <gmock/gmock.h>

namespace matoi::auth {
namespace {

class Tokens : public ::testing::Test
{
protected:
    NewToken create(const std::string& name, Role role = Role::Responder, TokenKind kind = TokenKind::Person)
    {
        std::optional<NewToken> made;
        store.write(
            [&](auto& tx) { made = createToken(tx, name, role, kind, std::nullopt, "test").value(); });
        return *made;
    }
    domain::Result<Token> ask(std::string_view secret)
    {
        std::optional<domain::Result<Token>> answer;
        store.read([&](auto& tx) { answer = authenticate(tx, secret); });
        return *answer;
    }

    test::MemoryStore store;
};

TEST_F(Tokens, TheSecretOpensAndNothingElseDoes)
{
    const NewToken made = create("Sato Misaki");
    EXPECT_EQ(made.secret.size(), 3U + 43U);
    const auto known = ask(made.secret);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->name, "Sato Misaki");
    EXPECT_EQ(known->role, Role::Responder);
    EXPECT_EQ(known->kind, TokenKind::Person);
    for (const std::string& wrong : {std::string(), std::string("mt_"), made.secret + "A",
                                     made.secret.substr(0, made.secret.size() - 1), made.token.id})
        EXPECT_FALSE(ask(wrong)) << wrong;
}

TEST_F(Tokens, TheStoreKeepsNoSecret)
{
    const NewToken made = create("Sato Misaki");
    store.read([&](auto& tx) {
        for (const auto& [id, text] : tx.keys("token")) {
            EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr(made.secret.substr(3))));
            EXPECT_THAT(text, ::testing::HasSubstr(sha256Hex(made.secret)));
        }
    });
    for (const auto& entry : store.auditLog())
        EXPECT_THAT(entry.detail + entry.subject, ::testing::Not(::testing::HasSubstr(made.secret)));
}

TEST_F(Tokens, ARevokedOneIsNotKnownAnyMore)
{
    const NewToken made = create("Sato Misaki");
    store.write([&](auto& tx) { EXPECT_TRUE(revokeToken(tx, made.token.id, "test")); });
    EXPECT_FALSE(ask(made.secret));
    store.write([&](auto& tx) {
        EXPECT_EQ(revokeToken(tx, made.token.id, "test").error().code, domain::ErrorCode::NotFound);
    });
}

TEST_F(Tokens, AreListedInOrderOfCreation)
{
    create("first");
    store.now += std::chrono::seconds(1);
    create("second", Role::Viewer, TokenKind::Ingest);
    store.read([&](auto& tx) {
        const auto tokens = listTokens(tx);
        ASSERT_EQ(tokens.size(), 2U);
        EXPECT_EQ(tokens[0].name, "first");
        EXPECT_EQ(tokens[1].kind, TokenKind::Ingest);
    });
}

TEST_F(Tokens, ANameIsNeeded)
{
    store.write([&](auto& tx) {
        EXPECT_FALSE(createToken(tx, " ", Role::Viewer, TokenKind::Person, std::nullopt, "test"));
    });
}

TEST(Digest, RandomTextIsUrlSafeAndLongEnough)
{
    const std::string text = randomText(32);
    EXPECT_EQ(text.size(), 43U);
    EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_NE(text, randomText(32));
}

TEST(Digest, IsSha256)
{
    EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

} // namespace
} // namespace matoi::auth
