#include "models/wire/recordjson.h"

#include <boost/json.hpp>

namespace matoi::wire {

namespace json = boost::json;
using domain::ErrorCode;

json::object toJson(const RecordEnvelope& envelope)
{
    const domain::RecordMeta& meta = envelope.meta;
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
    const json::value* deleted = member(*object, "deleted");
    envelope.meta.deleted = deleted != nullptr && deleted->is_bool() && deleted->get_bool();
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

} // namespace matoi::wire
