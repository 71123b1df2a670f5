#include "backend/api/access.h"

#include "backend/http/headers.h"
#include "backend/services/permissions.h"
#include "backend/services/sightedstore.h"
#include "backend/store/records.h"

#include <array>

namespace matoi::api {

using domain::ErrorCode;
using domain::fail;
using domain::Result;

namespace {

std::optional<std::string> decodeBase64(std::string_view text)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    std::string out;
    unsigned held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const std::size_t digit = alphabet.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        held = ((held << 6U) | static_cast<unsigned>(digit)) & 0xffffU;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((held >> bits) & 0xffU);
        }
    }
    return out;
}

std::string via(const http::Request& request)
{
    const auto agent = request.headers.get("User-Agent");
    return agent && agent->substr(0, 6) == "matoi/" ? "console" : "api";
}

Call callOf(store::Store& store, const http::Request& request, auth::Token token, auth::Actor actor)
{
    auto sighted = std::make_shared<services::SightedStore>(store, actor);
    return {request, std::move(token), std::move(actor), std::move(sighted)};
}

} // namespace

std::string secretOf(const http::Request& request, bool basicToo)
{
    const auto header = request.headers.get("Authorization");
    if (!header || request.headers.count("Authorization") > 1)
        return {};
    const std::size_t space = header->find(' ');
    if (space == std::string_view::npos)
        return {};
    const std::string_view scheme = header->substr(0, space);
    const std::string_view credential = header->substr(space + 1);
    if (http::equalsIgnoringCase(scheme, "Bearer"))
        return std::string(credential);
    if (!basicToo || !http::equalsIgnoringCase(scheme, "Basic"))
        return {};
    const auto pair = decodeBase64(credential);
    const std::size_t colon = pair ? pair->find(':') : std::string::npos;
    return colon == std::string::npos ? std::string() : pair->substr(colon + 1);
}

Result<Call> admit(store::Store& store, const Endpoint& endpoint, const http::Request& request)
{
    if (endpoint.guard == Guard::Public)
        return callOf(store, request, {}, {});
    const std::string secret = secretOf(request, endpoint.guard == Guard::Ingest);
    if (secret.empty())
        return fail(ErrorCode::Unauthenticated, "Authorization", "send a token: Authorization: Bearer mt_…");
    auto token =
        store::read(store, [&](store::ReadTransaction& tx) { return auth::authenticate(tx, secret); });
    if (!token)
        return tl::make_unexpected(token.error());
    const bool ingest = token->kind == auth::TokenKind::Ingest;
    if (endpoint.guard == Guard::Ingest && !ingest)
        return fail(ErrorCode::NotAllowed, {},
                    "this needs an ingest token; make one with: matoid token create --ingest");
    if (endpoint.guard == Guard::Person && ingest)
        return fail(ErrorCode::NotAllowed, {}, "an ingest token can deliver messages and nothing else");
    const Call call = callOf(store, request, *token, auth::actorOf(*token, ingest ? "ingest" : via(request)));
    if (endpoint.guard == Guard::Person)
        if (auto allowed = services::requireRole(call.actor, endpoint.role, endpoint.summary.c_str());
            !allowed)
            return tl::make_unexpected(allowed.error());
    return call;
}

} // namespace matoi::api
