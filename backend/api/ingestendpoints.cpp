#include "backend/api/ingestendpoints.h"

#include "backend/api/parse.h"
#include "backend/api/problems.h"
#include "backend/store/records.h"

#include <boost/json.hpp>

namespace matoi::api {

using domain::ErrorCode;
using ingest::Outcome;
namespace json = boost::json;

namespace {

json::object bodyOf(const Outcome& outcome)
{
    json::object body{
        {"outcome", ingest::name(outcome.kind)}, {"incidentId", nullptr}, {"deadLetterId", nullptr}};
    if (outcome.incident)
        body["incidentId"] = outcome.incident->toString();
    if (outcome.deadLetter)
        body["deadLetterId"] = outcome.deadLetter->toString();
    if (outcome.error)
        body["reason"] = outcome.error->detail;
    return body;
}

http::Response alertmanager(ingest::IngestService& ingest, const Call& call)
{
    const std::string plan(call.request.query.get("plan").value_or(""));
    const Outcome outcome = ingest.alertmanager(call.request.body, plan, call.actor);
    if (!outcome.error || outcome.error->code == ErrorCode::NotFound)
        return http::json(202, bodyOf(outcome));
    domain::Error error = *outcome.error;
    if (error.code != ErrorCode::TooLarge)
        error.code = ErrorCode::MalformedInput; // one status for all that this sender will never do better
    error.detail += "; kept as dead letter " + outcome.deadLetter->toString();
    return problemOf(error, call.request.id);
}

bool sees(const Call& call, const domain::Uuid& incident)
{
    return store::read(*call.store, [&](store::ReadTransaction& tx) {
        return tx.find(domain::Kind::Incident, incident).has_value();
    });
}

http::Response replay(ingest::IngestService& ingest, const Call& call)
{
    const auto id = uuidOf(call.request, "id");
    if (!id)
        return problemOf(id.error(), call.request.id);
    std::string plan;
    if (!call.request.body.empty()) {
        const auto body = api::bodyOf(call.request);
        if (!body)
            return problemOf(body.error(), call.request.id);
        if (const auto known = onlyMembers(*body, {"plan"}); !known)
            return problemOf(known.error(), call.request.id);
        const auto name = textMember(*body, "plan");
        if (!name)
            return problemOf(name.error(), call.request.id);
        plan = name->value_or("");
    }
    auto outcome = ingest.replay(domain::Id<domain::DeadLetter>(*id), plan, call.actor);
    if (outcome) {
        // It may have joined an incident that is not theirs to see.
        if (outcome->incident && !sees(call, outcome->incident->uuid()))
            outcome->incident.reset();
        return http::json(200, bodyOf(*outcome));
    }
    domain::Error error = outcome.error();
    if (error.code == ErrorCode::NotFound && !error.field.empty())
        error.code = ErrorCode::Illegal; // the letter is there; what is missing is a plan for it
    return problemOf(error, call.request.id);
}

} // namespace

Endpoints ingestEndpoints(ingest::IngestService& ingest)
{
    Endpoint deliver;
    deliver.method = "POST";
    deliver.pattern = "/ingest/alertmanager";
    deliver.summary = "deliver a message of Alertmanager (webhook version 4)";
    deliver.tag = "ingest";
    deliver.guard = Guard::Ingest;
    // Above the limit of a message: one that is too large is kept as a dead letter, not lost at the door.
    deliver.maxBody = 2 * ingest::IngestService::maxMessage;
    deliver.parameters = {{"plan", "query", "string", "Name of a response plan, instead of its matchLabels"}};
    deliver.requestSchema = "AlertmanagerMessage";
    deliver.success = 202;
    deliver.responseSchema = "IngestResult";
    deliver.handle = [&ingest](const Call& call) { return alertmanager(ingest, call); };

    Endpoint again;
    again.method = "POST";
    again.pattern = "/api/v1/dead-letters/{id}/replay";
    again.summary = "replay a dead letter";
    again.tag = "dead-letters";
    again.role = auth::Role::Commander;
    again.requestSchema = "Replay";
    again.responseSchema = "IngestResult";
    again.handle = [&ingest](const Call& call) { return replay(ingest, call); };
    return {std::move(deliver), std::move(again)};
}

} // namespace matoi::api
