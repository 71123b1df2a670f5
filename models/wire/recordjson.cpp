#include "models/wire/recordjson.h"

#include <boost/json.hpp>

namespace matoi::wire {

namespace json = boost::json;
using domain::ErrorCode;

json::object toJson(const RecordEnvelope& envelope)
{
    const domain::RecordMeta& meta = envelope.meta;
    if (envelope.gone)
        return {{"kind", domain::name(envelope.kind)},
                {"id", envelope.id.toString()},
                {"gone", true},
                {"change", meta.change}};
    return {{"kind", domain::name(envelope.kind)},
            {"id", envelope.id.toString()},
            {"rev", meta.rev},
            {"change", meta.change},
            {"deleted", meta.deleted},
            {"createdAt", domain::formatTime(meta.createdAt)},
            {"createdBy", meta.createdBy},
            {"updatedAt", domain::formatTime(meta.updatedAt)},
            {"updatedBy", meta.updatedBy},
            {"value", envelope.value}};
}

namespace {

const json::value* member(const json::object& object, std::string_view name)
{
    return object.if_contains(name);
}

std::string textOf(const json::object& object, std::string_view name)
{
    const json::value* value = member(object, name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t numberOf(const json::object& object, std::string_view name)
{
    const json::value* value = member(object, name);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

bool isTrue(const json::object& object, std::string_view name)
{
    const json::value* value = member(object, name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

} // namespace

domain::Result<RecordEnvelope> envelopeFromJson(const json::value& value)
{
    const json::object* object = value.if_object();
    if (object == nullptr)
        return domain::fail(ErrorCode::MalformedInput, {}, "expected a record object");
    RecordEnvelope envelope;
    const auto kind = domain::kindNamed(textOf(*object, "kind"));
    if (!kind)
        return domain::fail(ErrorCode::InvalidValue, "kind",
                            "is not a kind of record that this version knows");
    envelope.kind = *kind;
    const auto id = domain::Uuid::parse(textOf(*object, "id"));
    if (!id)
        return domain::fail(ErrorCode::InvalidValue, "id", "expected an id (UUID)");
    envelope.id = *id;
    envelope.meta.rev = numberOf(*object, "rev");
    envelope.meta.change = numberOf(*object, "change");
    envelope.gone = isTrue(*object, "gone");
    if (envelope.gone)
        return envelope;
    envelope.meta.deleted = isTrue(*object, "deleted");
    envelope.meta.createdAt = domain::parseTime(textOf(*object, "createdAt")).value_or(domain::Time{});
    envelope.meta.createdBy = textOf(*object, "createdBy");
    envelope.meta.updatedAt = domain::parseTime(textOf(*object, "updatedAt")).value_or(domain::Time{});
    envelope.meta.updatedBy = textOf(*object, "updatedBy");
    const json::value* body = member(*object, "value");
    if (body == nullptr || !body->is_object())
        return domain::fail(ErrorCode::MissingField, "value", "expected an object");
    envelope.value = body->get_object();
    return envelope;
}

std::optional<domain::Uuid> parentInJson(domain::Kind kind, const json::object& value)
{
    return domain::Uuid::parse(
        textOf(value, kind == domain::Kind::ContactChannel ? "contactId" : "incidentId"));
}

std::vector<domain::Uuid> incidentsIn(domain::Kind kind, domain::Uuid id, const json::object& value)
{
    std::vector<domain::Uuid> incidents;
    if (kind == domain::Kind::Incident)
        incidents.push_back(id);
    else if (kind != domain::Kind::ContactChannel)
        if (const auto parent = parentInJson(kind, value))
            incidents.push_back(*parent);
    if (kind == domain::Kind::RelatedItem)
        if (const auto other = domain::Uuid::parse(textOf(value, "otherId")))
            incidents.push_back(*other);
    return incidents;
}

std::vector<domain::Uuid> incidentsIn(const RecordEnvelope& envelope)
{
    return incidentsIn(envelope.kind, envelope.id, envelope.value);
}

} // namespace matoi::wire
