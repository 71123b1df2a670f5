#include "backend/auth/tokens.h"
#include "backend/main/commands.h"
#include "backend/main/service.h"
#include "backend/services/deskperson.h"
#include "backend/services/transact.h"
#include "backend/store/records.h"

#include <algorithm>

namespace matoi::service {
namespace {

using domain::ErrorCode;
using domain::Result;

/// Who the audit log names: whoever can write to the data folder is its administrator.
constexpr const char* commandLine = "matoid token";

int complain(std::ostream& err, const domain::Error& error)
{
    err << "matoid: " << (error.field.empty() ? "" : error.field + ": ") << error.detail << '\n';
    return 1;
}

Result<std::optional<domain::Id<domain::Contact>>> contactOf(store::WriteTransaction& tx,
                                                             const NewTokenOptions& options)
{
    using ContactId = domain::Id<domain::Contact>;
    const std::string& alias = options.contactAlias;
    if (alias.empty())
        return std::optional<ContactId>();
    if (options.createContact) {
        const auth::Actor by{commandLine, auth::Role::Admin, std::nullopt, "cli"};
        const auto made =
            services::ensureDeskPerson(tx, {alias, options.name, options.language, options.timeZone}, by);
        if (!made)
            return tl::make_unexpected(made.error());
        return std::optional<ContactId>(*made);
    }
    const auto held = tx.key("contact-alias", alias);
    const auto id = held ? ContactId::parse(*held) : std::nullopt;
    if (!id)
        return domain::fail(ErrorCode::NotFound, "--contact", "there is no contact with the alias " + alias);
    return id;
}

/// Runs a command over the store; what it cannot do becomes one line.
template <class F> int withStore(const Settings& settings, std::ostream& err, F&& command)
{
    try {
        const auto store = openStore(settings, true);
        return command(*store);
    } catch (const store::StoreError& error) {
        err << "matoid: " << error.what() << '\n';
        return 1;
    }
}

} // namespace

int createToken(const Settings& settings, const NewTokenOptions& options, std::ostream& out,
                std::ostream& err)
{
    const auto role = auth::roleNamed(options.role);
    if (!role)
        return complain(
            err, {ErrorCode::InvalidValue, "--role", "expected one of: viewer, responder, commander, admin"});
    return withStore(settings, err, [&](store::Store& store) {
        const auto made =
            services::transact(store, [&](store::WriteTransaction& tx) -> Result<auth::NewToken> {
                const auto contact = contactOf(tx, options);
                if (!contact)
                    return tl::make_unexpected(contact.error());
                return auth::createToken(tx, options.name, options.ingest ? auth::Role::Viewer : *role,
                                         options.ingest ? auth::TokenKind::Ingest : auth::TokenKind::Person,
                                         *contact, commandLine);
            });
        if (!made)
            return complain(err, made.error());
        out << made->secret << std::endl;
        err << "Token " << made->token.id << " for " << made->token.name
            << ". It is shown this once: the store keeps its hash only.\n";
        return 0;
    });
}

int listTokens(const Settings& settings, std::ostream& out, std::ostream& err)
{
    return withStore(settings, err, [&](store::Store& store) {
        const auto tokens =
            store::read(store, [](store::ReadTransaction& tx) { return auth::listTokens(tx); });
        for (const auth::Token& token : tokens)
            out << token.id << "  "
                << (token.kind == auth::TokenKind::Ingest ? std::string_view("ingest")
                                                          : auth::name(token.role))
                << "  " << domain::formatTime(token.createdAt) << "  " << token.name << '\n';
        return 0;
    });
}

int revokeToken(const Settings& settings, const std::string& id, std::ostream& out, std::ostream& err)
{
    return withStore(settings, err, [&](store::Store& store) {
        const auto done = services::transact(store, [&](store::WriteTransaction& tx) -> Result<int> {
            const auto revoked = auth::revokeToken(tx, id, commandLine);
            if (!revoked)
                return tl::make_unexpected(revoked.error());
            return 0;
        });
        if (!done)
            return complain(err, done.error());
        out << "Revoked " << id << ".\n";
        return 0;
    });
}

} // namespace matoi::service
