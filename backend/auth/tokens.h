#pragma once

#include "backend/auth/role.h"
#include "backend/store/store.h"
#include "models/domain/error.h"

#include <vector>

/// Who may call. A token is "mt_" and 32 random bytes in base64url; it is shown once, when it is made, and
/// the store keeps its SHA-256 only (keys space "token").
namespace matoi::auth {

enum class TokenKind
{
    Person, ///< the API, with a role
    Ingest, ///< POST /ingest/… and nothing else
};

struct Token
{
    std::string id; ///< the first 16 digits of the hash: names the token in lists, logs and `token revoke`
    std::string name;
    Role role = Role::Viewer;
    TokenKind kind = TokenKind::Person;
    std::optional<domain::Id<domain::Contact>> contactId;
    domain::Time createdAt{};
};

struct NewToken
{
    std::string secret; ///< the only time that it is known
    Token token;
};

/// InvalidValue for a name that is empty or longer than 200 bytes.
domain::Result<NewToken> createToken(store::WriteTransaction& tx, const std::string& name, Role role,
                                     TokenKind kind, std::optional<domain::Id<domain::Contact>> contactId,
                                     const std::string& by);

/// Unauthenticated unless it is the secret of a token that is there.
domain::Result<Token> authenticate(store::ReadTransaction& tx, std::string_view secret);

/// Whether the token with that id is there: it was not revoked.
bool isKnown(store::ReadTransaction& tx, const std::string& id);

/// In order of creation.
std::vector<Token> listTokens(store::ReadTransaction& tx);

/// By id. NotFound otherwise.
domain::Result<void> revokeToken(store::WriteTransaction& tx, const std::string& id, const std::string& by);

/// The actor behind a token; `via` is how the request came.
Actor actorOf(const Token& token, std::string via);

} // namespace matoi::auth
