#include "backend/api/acklink.h"

#include "backend/channels/ackpage.h"
#include "backend/engine/acklinks.h"
#include "backend/engine/pagebuilder.h"
#include "backend/services/engagementservice.h"

namespace matoi::api {

using namespace domain;
using channels::AckPageState;
using services::EngagementService;

namespace {

struct Shown
{
    AckPageState state = AckPageState::Unknown;
    channels::PageContent content;
    std::string by;
};

http::Response html(unsigned status, std::string body)
{
    http::Response response;
    response.status = status;
    response.headers.set("Content-Type", "text/html; charset=utf-8");
    // The page has no script and no file beside it; nobody may frame it under another button.
    response.headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
    response.headers.set("Referrer-Policy", "no-referrer");
    response.body = std::move(body);
    return response;
}

http::Response render(const Shown& shown)
{
    if (shown.state == AckPageState::Unknown)
        return html(404, channels::renderUnknownAckPage());
    return html(200, channels::renderAckPage(shown.state, shown.content, shown.by));
}

struct Link
{
    engine::AckLink link;
    Record<Page> page;
    Record<Engagement> engagement;
};

std::optional<Link> linkOf(store::ReadTransaction& tx, const std::string& token)
{
    const auto link = engine::findAckLink(tx, token);
    if (!link)
        return std::nullopt;
    auto page = store::find(tx, link->page);
    auto engagement = store::find(tx, link->engagement);
    if (!page || !engagement)
        return std::nullopt;
    return Link{*link, std::move(*page), std::move(*engagement)};
}

AckPageState stateOf(const Link& link)
{
    switch (link.engagement.value.state) {
    case EngagementState::Running: return AckPageState::Open;
    case EngagementState::Acknowledged:
        return link.engagement.value.endedBy == link.page.value.contactName ? AckPageState::Acknowledged
                                                                            : AckPageState::TakenByOther;
    // A late answer is an answer: nobody else is coming.
    case EngagementState::Exhausted: return AckPageState::Open;
    case EngagementState::Stopped: return AckPageState::Over;
    }
    return AckPageState::Over;
}

AckPageState stateOf(EngagementService::Refusal refusal)
{
    switch (refusal) {
    case EngagementService::Refusal::NextPaged: return AckPageState::Refused;
    case EngagementService::Refusal::WentOn: return AckPageState::RefusedLate;
    case EngagementService::Refusal::Noted: return AckPageState::RefusedLast;
    }
    return AckPageState::RefusedLast;
}

Shown shownOf(store::ReadTransaction& tx, const Link& link)
{
    Shown shown{stateOf(link), engine::buildPageContent(tx, link.page, link.engagement),
                link.engagement.value.endedBy};
    shown.content.validUntil = link.link.validUntil;
    return shown;
}

auth::Actor personOf(const Link& link)
{
    return {link.page.value.contactName, auth::Role::Responder, link.page.value.contactId, "email-link"};
}

Shown answer(store::WriteTransaction& tx, const std::string& token, bool refuse)
{
    auto link = linkOf(tx, token);
    if (!link)
        return {};
    if (stateOf(*link) != AckPageState::Open)
        return shownOf(tx, *link);
    const auth::Actor person = personOf(*link);
    if (!refuse) {
        if (auto done = EngagementService::acknowledge(tx, link->engagement.id, person, link->page.id))
            link->engagement = std::move(*done);
        return shownOf(tx, *link);
    }
    const auto refusal = EngagementService::refuse(tx, link->page, person);
    Shown shown = shownOf(tx, *link);
    shown.state = stateOf(refusal);
    return shown;
}

http::Response show(store::Store& store, const std::string& token)
{
    return render(store::read(store, [&](store::ReadTransaction& tx) {
        const auto link = linkOf(tx, token);
        return link ? shownOf(tx, *link) : Shown{};
    }));
}

http::Response post(store::Store& store, const http::Request& request)
{
    const bool acknowledge = request.body == "action=acknowledge";
    const bool refuse = request.body == "action=refuse";
    if (!acknowledge && !refuse)
        return show(store, request.capture("token"));
    return render(store::write(
        store, [&](store::WriteTransaction& tx) { return answer(tx, request.capture("token"), refuse); }));
}

Endpoint page(std::string method, std::string summary, std::function<http::Response(const Call&)> handle)
{
    Endpoint made;
    made.method = std::move(method);
    made.pattern = "/a/{token}";
    made.summary = std::move(summary);
    made.handle = std::move(handle);
    made.guard = Guard::Public;
    made.maxBody = 4096;
    made.tag = "acknowledge by link";
    made.responseType = "text/html";
    return made;
}

} // namespace

Endpoints ackLinkEndpoints(store::Store& store)
{
    Endpoints out;
    out.push_back(page("GET", "show the page of an acknowledge link",
                       [&store](const Call& call) { return show(store, call.request.capture("token")); }));
    out.push_back(page("POST", "acknowledge or refuse by link",
                       [&store](const Call& call) { return post(store, call.request); }));
    out.back().requestType = "application/x-www-form-urlencoded";
    return out;
}

} // namespace matoi::api
