#include "backend/ingest/ingestservice.h"

#include "backend/ingest/alertincidents.h"
#include "backend/services/transact.h"
#include "backend/services/validation.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

namespace matoi::ingest {

using namespace domain;

namespace {

constexpr std::size_t keptBody = 262144; // as models/wire/deadletterjson.cpp holds it
constexpr const char* source = "alertmanager";

Result<AlertGroup> parse(const std::string& body)
{
    if (body.size() > IngestService::maxMessage)
        return fail(ErrorCode::TooLarge, {},
                    "the message has " + std::to_string(body.size()) + " bytes; at most " +
                        std::to_string(IngestService::maxMessage) + " are read");
    const auto object = wire::parseObject(body);
    if (!object)
        return tl::make_unexpected(object.error());
    return alertGroupFrom(*object);
}

/// Only the store's own failure is worth another try. Whatever else a message brings about, it would bring
/// about every time: it is kept for a person to look at.
template <class Work> Result<Outcome> guarded(Work&& work)
{
    try {
        return work();
    } catch (const store::StoreError&) {
        throw;
    } catch (const std::exception& error) {
        return fail(ErrorCode::MalformedInput, {}, std::string("it cannot be used: ") + error.what());
    }
}

Result<Outcome> process(store::Store& store, const std::string& body, const std::string& plan,
                        const auth::Actor& by)
{
    const auto group = parse(body);
    if (!group)
        return tl::make_unexpected(group.error());
    return guarded([&] {
        return services::transact(
            store, [&](store::WriteTransaction& tx) { return applyAlerts(tx, *group, plan, body, by); });
    });
}

std::string reasonOf(const Error& error)
{
    return services::cutText(error.field.empty() ? error.detail : error.field + ": " + error.detail, 4000);
}

} // namespace

const char* name(Outcome::Kind kind)
{
    switch (kind) {
    case Outcome::Kind::Opened: return "opened";
    case Outcome::Kind::Joined: return "joined";
    case Outcome::Kind::Unchanged: return "unchanged";
    case Outcome::Kind::Recovered: return "recovered";
    case Outcome::Kind::Ignored: return "ignored";
    case Outcome::Kind::DeadLetter: return "dead-letter";
    }
    return "";
}

IngestService::IngestService(store::Store& store)
    : m_store(store)
{}

Outcome IngestService::alertmanager(const std::string& body, const std::string& plan, const auth::Actor& by)
{
    auto outcome = process(m_store, body, plan, by);
    return outcome ? *outcome : keep(body, outcome.error(), by);
}

Outcome IngestService::keep(const std::string& body, const Error& error, const auth::Actor& by)
{
    const auto id = Id<DeadLetter>::generate();
    const std::string text = services::cutText(services::repairText(body), keptBody);
    store::write(m_store, [&](store::WriteTransaction& tx) {
        DeadLetter letter;
        letter.source = source;
        letter.receivedAt = tx.now();
        letter.reason = reasonOf(error);
        letter.field = services::cutText(error.field, 1000);
        letter.body = text;
        store::put(tx, id, letter, by.name);
    });
    return {Outcome::Kind::DeadLetter, std::nullopt, id, error};
}

Result<Outcome> IngestService::replay(Id<DeadLetter> id, const std::string& plan, const auth::Actor& by)
{
    const auto letter = store::read(m_store, [&](store::ReadTransaction& tx) { return store::find(tx, id); });
    if (!letter)
        return fail(ErrorCode::NotFound, {}, "there is no dead letter " + id.toString());
    auto group = parse(letter->value.body);
    if (!group)
        return tl::make_unexpected(group.error());
    const auto apply = [&](store::WriteTransaction& tx) -> Result<Outcome> {
        auto applied = applyAlerts(tx, *group, plan, letter->value.body, by);
        if (!applied)
            return applied;
        if (store::find(tx, id)) {
            tx.remove(Kind::DeadLetter, id.uuid(), by.name);
            tx.audit(by.name, "replay", "dead-letter/" + id.toString(), name(applied->kind));
        }
        return applied;
    };
    auto outcome = guarded([&] { return services::transact(m_store, apply); });
    if (!outcome)
        store::write(m_store, [&](store::WriteTransaction& tx) {
            auto kept = store::find(tx, id);
            if (!kept)
                return;
            kept->value.reason = reasonOf(outcome.error());
            kept->value.field = services::cutText(outcome.error().field, 1000);
            store::put(tx, id, kept->value, by.name);
        });
    return outcome;
}

} // namespace matoi::ingest
