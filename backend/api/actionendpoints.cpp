#include "backend/api/actionendpoints.h"

#include "backend/api/parse.h"
#include "backend/api/problems.h"
#include "backend/api/writing.h"
#include "backend/services/engagementservice.h"
#include "backend/services/pageservice.h"

#include <boost/json.hpp>

namespace matoi::api {

using namespace domain;
using services::EngagementService;

namespace {

http::Response engage(const Call& call)
{
    const auto incident = uuidOf(call.request, "id");
    if (!incident)
        return problemOf(incident.error(), call.request.id);
    const auto body = bodyOf(call.request);
    if (!body)
        return problemOf(body.error(), call.request.id);
    if (const auto known = onlyMembers(*body, {"contactId", "reason"}); !known)
        return problemOf(known.error(), call.request.id);
    const auto contact = uuidMember(*body, "contactId");
    if (!contact)
        return problemOf(contact.error(), call.request.id);
    if (!*contact)
        return problemOf({ErrorCode::MissingField, "contactId", "is required"}, call.request.id);
    const auto reason = textMember(*body, "reason");
    if (!reason)
        return problemOf(reason.error(), call.request.id);
    const std::string why = reason->value_or("");
    if (why.size() > 1000)
        return problemOf({ErrorCode::TooLarge, "reason", "at most 1000 bytes"}, call.request.id);
    return answerWrite(call, [&](store::WriteTransaction& tx) {
        return writtenOf(201, EngagementService::begin(tx, Id<Incident>(*incident), Id<Contact>(**contact),
                                                       why, call.actor));
    });
}

/// The page that an acknowledgement answers, when the client knows it.
Result<std::optional<Id<Page>>> pageOf(const http::Request& request)
{
    if (request.body.empty())
        return std::optional<Id<Page>>();
    const auto body = bodyOf(request);
    if (!body)
        return tl::make_unexpected(body.error());
    if (const auto known = onlyMembers(*body, {"pageId"}); !known)
        return tl::make_unexpected(known.error());
    const auto page = uuidMember(*body, "pageId");
    if (!page)
        return tl::make_unexpected(page.error());
    return *page ? std::optional(Id<Page>(**page)) : std::nullopt;
}

using Act = Result<Record<Engagement>> (*)(store::WriteTransaction&, Id<Engagement>, const auth::Actor&);

http::Response onEngagement(const Call& call, Act act)
{
    const auto id = uuidOf(call.request, "id");
    if (!id)
        return problemOf(id.error(), call.request.id);
    return answerWrite(call, [&](store::WriteTransaction& tx) {
        return writtenOf(200, act(tx, Id<Engagement>(*id), call.actor));
    });
}

http::Response acknowledge(const Call& call)
{
    const auto id = uuidOf(call.request, "id");
    if (!id)
        return problemOf(id.error(), call.request.id);
    const auto page = pageOf(call.request);
    if (!page)
        return problemOf(page.error(), call.request.id);
    return answerWrite(call, [&](store::WriteTransaction& tx) {
        return writtenOf(200, EngagementService::acknowledge(tx, Id<Engagement>(*id), call.actor, *page));
    });
}

http::Response receipt(const Call& call)
{
    const auto id = uuidOf(call.request, "id");
    if (!id)
        return problemOf(id.error(), call.request.id);
    const auto body = bodyOf(call.request);
    if (!body)
        return problemOf(body.error(), call.request.id);
    if (const auto known = onlyMembers(*body, {"state"}); !known)
        return problemOf(known.error(), call.request.id);
    const auto word = textMember(*body, "state");
    if (!word)
        return problemOf(word.error(), call.request.id);
    const PageState state = *word == "delivered" ? PageState::Delivered
                            : *word == "read"    ? PageState::Read
                                                 : PageState::Pending; // refused by the service
    return answerWrite(call, [&](store::WriteTransaction& tx) {
        return writtenOf(200, services::PageService::receipt(tx, Id<Page>(*id), state, call.actor));
    });
}

} // namespace

Endpoints actionEndpoints()
{
    Endpoints out;
    out.push_back(actionEndpoint("/api/v1/incidents/{id}/engagements", "engage a contact", "NewEngagement",
                                 "EngagementRecord", [](const Call& call) { return engage(call); }));
    out.back().success = 201;
    out.push_back(actionEndpoint("/api/v1/engagements/{id}/acknowledge", "acknowledge an engagement",
                                 "Acknowledgement", "EngagementRecord",
                                 [](const Call& call) { return acknowledge(call); }));
    out.push_back(
        actionEndpoint("/api/v1/engagements/{id}/escalate", "escalate an engagement to its next stage", "",
                       "EngagementRecord",
                       [](const Call& call) { return onEngagement(call, &EngagementService::escalate); }));
    out.push_back(
        actionEndpoint("/api/v1/engagements/{id}/stop", "stop an engagement", "", "EngagementRecord",
                       [](const Call& call) { return onEngagement(call, &EngagementService::stop); }));
    out.push_back(actionEndpoint("/api/v1/pages/{id}/receipts", "tell that a page was shown or opened",
                                 "Receipt", "PageRecord", [](const Call& call) { return receipt(call); }));
    return out;
}

} // namespace matoi::api
