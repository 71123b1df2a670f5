#include "backend/api/handoverendpoints.h"

#include "backend/api/parse.h"
#include "backend/api/problems.h"
#include "backend/api/writing.h"
#include "backend/services/handoverservice.h"
#include "backend/services/validation.h"

#include <boost/json.hpp>

namespace matoi::api {

using namespace domain;
using services::HandoverService;

namespace {

Result<HandoverOffer> offerOf(const http::Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return tl::make_unexpected(body.error());
    if (const auto clean = services::checkNoNul(*body); !clean)
        return tl::make_unexpected(clean.error());
    return wire::fromJson<HandoverOffer>(boost::json::value(*body), wire::Unknown::Reject);
}

http::Response offer(const Call& call)
{
    const auto incident = uuidOf(call.request, "id");
    if (!incident)
        return problemOf(incident.error(), call.request.id);
    const auto wanted = offerOf(call.request);
    if (!wanted)
        return problemOf(wanted.error(), call.request.id);
    return answerWrite(call, [&](store::WriteTransaction& tx) {
        return writtenOf(201, HandoverService::offer(tx, Id<Incident>(*incident), *wanted, call.actor));
    });
}

/// The one text of an answer.
Result<std::string> wordsOf(const http::Request& request, const char* member)
{
    const auto body = bodyOf(request);
    if (!body)
        return tl::make_unexpected(body.error());
    if (const auto known = onlyMembers(*body, {member}); !known)
        return tl::make_unexpected(known.error());
    if (const auto clean = services::checkNoNul(*body); !clean)
        return tl::make_unexpected(clean.error());
    const auto text = textMember(*body, member);
    if (!text)
        return tl::make_unexpected(text.error());
    if (!*text || services::isBlank(**text))
        return fail(ErrorCode::MissingField, member, "is required");
    if ((*text)->size() > 2000)
        return fail(ErrorCode::TooLarge, member, "at most 2000 bytes");
    return **text;
}

using Answering = HandoverService::Answer (*)(store::WriteTransaction&, Id<Handover>, const std::string&,
                                              const auth::Actor&);

http::Response answer(const Call& call, const char* member, Answering act)
{
    const auto id = uuidOf(call.request, "id");
    if (!id)
        return problemOf(id.error(), call.request.id);
    const auto words = wordsOf(call.request, member);
    if (!words)
        return problemOf(words.error(), call.request.id);
    return answerWrite(call, [&](store::WriteTransaction& tx) {
        return writtenOf(200, act(tx, Id<Handover>(*id), *words, call.actor));
    });
}

http::Response withdraw(const Call& call)
{
    const auto id = uuidOf(call.request, "id");
    if (!id)
        return problemOf(id.error(), call.request.id);
    return answerWrite(call, [&](store::WriteTransaction& tx) {
        return writtenOf(200, HandoverService::withdraw(tx, Id<Handover>(*id), call.actor));
    });
}

} // namespace

Endpoints handoverEndpoints()
{
    Endpoints out;
    out.push_back(actionEndpoint("/api/v1/incidents/{id}/handovers", "offer a role to a successor",
                                 "HandoverOffer", "HandoverRecord",
                                 [](const Call& call) { return offer(call); }));
    out.back().success = 201;
    out.push_back(
        actionEndpoint("/api/v1/handovers/{id}/accept", "accept a role", "HandoverAnswer", "HandoverRecord",
                       [](const Call& call) { return answer(call, "answer", &HandoverService::accept); }));
    out.push_back(actionEndpoint(
        "/api/v1/handovers/{id}/decline", "decline a role", "HandoverRefusal", "HandoverRecord",
        [](const Call& call) { return answer(call, "reason", &HandoverService::decline); }));
    out.push_back(actionEndpoint("/api/v1/handovers/{id}/withdraw", "withdraw the offer of a role", "",
                                 "HandoverRecord", [](const Call& call) { return withdraw(call); }));
    return out;
}

} // namespace matoi::api
