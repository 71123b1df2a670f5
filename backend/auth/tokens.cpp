#include "backend/auth/tokens.h"

#include "backend/auth/digest.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::auth {
namespace {

using domain::ErrorCode;
using domain::Result;
namespace json = boost::json;

constexpr std::string_view space = "token";
constexpr std::string_view prefix = "mt_";
constexpr std::size_t idDigits = 16;

std::string textOf(const json::object& object, std::string_view name)
{
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string stored(const Token& token, const std::string& hash)
{
    json::object object{{"hash", hash},
                        {"name", token.name},
                        {"role", name(token.role)},
                        {"kind", token.kind == TokenKind::Ingest ? "ingest" : "person"},
                        {"createdAt", domain::formatTime(token.createdAt)}};
    if (token.contactId)
        object["contactId"] = token.contactId->toString();
    return wire::toText(object);
}

struct StoredToken
{
    Token token;
    std::string hash;
};

StoredToken parse(const std::string& id, const std::string& text)
{
    const auto object = wire::parseObject(text);
    if (!object)
        throw store::StoreError("token " + id + " is damaged: " + object.error().detail);
    Token token;
    token.id = id;
    token.name = textOf(*object, "name");
    token.role = roleNamed(textOf(*object, "role")).value_or(Role::Viewer);
    token.kind = textOf(*object, "kind") == "ingest" ? TokenKind::Ingest : TokenKind::Person;
    token.contactId = domain::Id<domain::Contact>::parse(textOf(*object, "contactId"));
    token.createdAt = domain::parseTime(textOf(*object, "createdAt")).value_or(domain::Time{});
    return {std::move(token), textOf(*object, "hash")};
}

} // namespace

Result<NewToken> createToken(store::WriteTransaction& tx, const std::string& name, Role role, TokenKind kind,
                             std::optional<domain::Id<domain::Contact>> contactId, const std::string& by)
{
    if (name.find_first_not_of(" \t\r\n") == std::string::npos || name.size() > 200)
        return domain::fail(ErrorCode::InvalidValue, "name", "must be 1 to 200 bytes and not blank");
    NewToken made;
    made.secret = std::string(prefix) + randomText(32);
    // A slow hash such as argon2 defends secrets that people choose, by making each guess dear. This one has
    // 256 random bits: nobody guesses it, at any price, and every request would pay for the hash.
    const std::string hash = sha256Hex(made.secret);
    made.token = {hash.substr(0, idDigits), name, role, kind, contactId, tx.now()};
    tx.setKey(space, made.token.id, stored(made.token, hash));
    tx.audit(by, "create token", "token/" + made.token.id,
             name + " (" + std::string(auth::name(role)) + (kind == TokenKind::Ingest ? ", ingest)" : ")"));
    return made;
}

Result<Token> authenticate(store::ReadTransaction& tx, std::string_view secret)
{
    const auto refused = [] {
        return domain::fail(ErrorCode::Unauthenticated, {},
                            "the token is not known; make one with: matoid token create");
    };
    if (secret.substr(0, prefix.size()) != prefix)
        return refused();
    const std::string hash = sha256Hex(secret);
    const std::string id = hash.substr(0, idDigits);
    const auto found = tx.key(space, id);
    if (!found)
        return refused();
    StoredToken known = parse(id, *found);
    if (!equalInConstantTime(known.hash, hash))
        return refused();
    return std::move(known.token);
}

bool isKnown(store::ReadTransaction& tx, const std::string& id)
{
    return tx.key(space, id).has_value();
}

std::vector<Token> listTokens(store::ReadTransaction& tx)
{
    std::vector<Token> tokens;
    for (const auto& [id, text] : tx.keys(space))
        tokens.push_back(parse(id, text).token);
    std::stable_sort(tokens.begin(), tokens.end(),
                     [](const Token& a, const Token& b) { return a.createdAt < b.createdAt; });
    return tokens;
}

Result<void> revokeToken(store::WriteTransaction& tx, const std::string& id, const std::string& by)
{
    if (!tx.key(space, id))
        return domain::fail(ErrorCode::NotFound, "id", "there is no token " + id);
    tx.removeKey(space, id);
    tx.audit(by, "revoke token", "token/" + id, {});
    return {};
}

Actor actorOf(const Token& token, std::string via)
{
    return {token.name, token.role, token.contactId, std::move(via)};
}

} // namespace matoi::auth
