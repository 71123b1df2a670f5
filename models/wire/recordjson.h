#pragma once

#include "models/domain/audit.h"
#include "models/domain/records.h"
#include "models/wire/json.h"

#include <string>
#include <vector>

namespace matoi::wire {

/// What to do with a member that is not described.
enum class Unknown
{
    Reject, ///< the service, on what clients send: a typing error must not be swallowed
    Ignore, ///< the console, on what a newer service sends
};

/// Defined for every record type (and the structs inside them), in the *json.cpp files of this folder.
/// An absent optional is written as null; a double that is not finite too.
template <class T> boost::json::object toJson(const T& value);

/// Errors carry the path of the field ("stages[2].durationSeconds") and say what was expected.
template <class T>
domain::Result<T> fromJson(const boost::json::value& value, Unknown unknown = Unknown::Reject);

/// JSON Schema of the value.
template <class T> boost::json::object schema();

/// The members that only the service may set.
template <class T> std::vector<std::string> serviceFields();

#define MATOI_DECLARE_RECORD_JSON(T)                                                                         \
    template <> boost::json::object toJson(const T& value);                                                  \
    template <> domain::Result<T> fromJson(const boost::json::value& value, Unknown unknown);                \
    template <> boost::json::object schema<T>();                                                             \
    template <> std::vector<std::string> serviceFields<T>();
MATOI_DECLARE_RECORD_JSON(domain::Incident)
MATOI_DECLARE_RECORD_JSON(domain::Summary)
MATOI_DECLARE_RECORD_JSON(domain::TimelineEvent)
MATOI_DECLARE_RECORD_JSON(domain::RoleAssignment)
MATOI_DECLARE_RECORD_JSON(domain::Task)
MATOI_DECLARE_RECORD_JSON(domain::StatusUpdate)
MATOI_DECLARE_RECORD_JSON(domain::Contact)
MATOI_DECLARE_RECORD_JSON(domain::ContactChannel)
MATOI_DECLARE_RECORD_JSON(domain::ResponsePlan)
MATOI_DECLARE_RECORD_JSON(domain::MetricDefinition)
MATOI_DECLARE_RECORD_JSON(domain::Engagement)
MATOI_DECLARE_RECORD_JSON(domain::Page)
MATOI_DECLARE_RECORD_JSON(domain::QuestionSet)
MATOI_DECLARE_RECORD_JSON(domain::Analysis)
MATOI_DECLARE_RECORD_JSON(domain::Answer)
MATOI_DECLARE_RECORD_JSON(domain::ActionItem)
MATOI_DECLARE_RECORD_JSON(domain::DeadLetter)
MATOI_DECLARE_RECORD_JSON(domain::HandoverOffer)
MATOI_DECLARE_RECORD_JSON(domain::Handover)
MATOI_DECLARE_RECORD_JSON(domain::Decision)
MATOI_DECLARE_RECORD_JSON(domain::Report)
MATOI_DECLARE_RECORD_JSON(domain::CallOut)
MATOI_DECLARE_RECORD_JSON(domain::RelatedItem)
MATOI_DECLARE_RECORD_JSON(domain::MetricSnapshot)
MATOI_DECLARE_RECORD_JSON(domain::MetricData)
MATOI_DECLARE_RECORD_JSON(domain::AuditPage)
#undef MATOI_DECLARE_RECORD_JSON

/// A record as it goes over the wire and into stores, its value still as JSON:
/// {"kind":"incident","id":"…","rev":3,"change":8812,"deleted":false,"createdAt":"…","createdBy":"…",
///  "updatedAt":"…","updatedBy":"…","value":{…}}
struct RecordEnvelope
{
    domain::Kind kind = domain::Kind::Incident;
    domain::Uuid id;
    domain::RecordMeta meta;
    boost::json::object value;
    /// Whoever reads may not see it, or not any more. Nothing else of it is there but kind, id and
    /// meta.change: {"kind":"incident","id":"…","gone":true,"change":8812}.
    bool gone = false;
};

boost::json::object toJson(const RecordEnvelope& envelope);
domain::Result<RecordEnvelope> envelopeFromJson(const boost::json::value& value);

/// The parent of a value of `kind` (see domain::parentOf), read from its JSON.
std::optional<domain::Uuid> parentInJson(domain::Kind kind, const boost::json::object& value);

/// The incidents of which a record tells: itself, the one that it belongs to, and the one that it points to.
/// Whoever may not see one of them does not see the record.
std::vector<domain::Uuid> incidentsIn(const RecordEnvelope& envelope);
std::vector<domain::Uuid> incidentsIn(domain::Kind kind, domain::Uuid id, const boost::json::object& value);

template <class T> domain::Result<domain::Record<T>> recordFrom(const RecordEnvelope& envelope)
{
    auto value = fromJson<T>(envelope.value, Unknown::Ignore);
    if (!value)
        return tl::make_unexpected(value.error());
    return domain::Record<T>{domain::Id<T>(envelope.id), std::move(*value), envelope.meta};
}

template <class T> RecordEnvelope envelopeFrom(const domain::Record<T>& record)
{
    return {T::kind, record.id.uuid(), record.meta, toJson(record.value)};
}

} // namespace matoi::wire
