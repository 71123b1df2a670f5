#include "backend/store/sqlrecord.h"

#include "backend/store/sightkeeping.h"

namespace matoi::store {

boost::json::object valueOf(Kind kind, Uuid id, std::string_view text)
{
    auto value = wire::parseObject(text);
    if (!value)
        throw StoreError(std::string(name(kind)) + " " + id.toString() +
                         " is damaged: " + value.error().detail);
    return std::move(*value);
}

StoredRecord recordOf(const SqlRow& row)
{
    const auto kind = domain::kindNamed(row.text(0));
    if (!kind)
        throw StoreError("a record of the kind \"" + row.text(0) + "\", which this version does not know");
    StoredRecord record;
    record.kind = *kind;
    record.id = row.uuid(1);
    record.meta.rev = row.integer(2);
    record.meta.change = row.integer(3);
    record.meta.deleted = row.integer(4) != 0;
    record.meta.createdAt = row.time(5);
    record.meta.createdBy = row.text(6);
    record.meta.updatedAt = row.time(7);
    record.meta.updatedBy = row.text(8);
    record.value = valueOf(*kind, record.id, row.text(9));
    return record;
}

AuditEntry auditEntryOf(const SqlRow& row)
{
    return {row.integer(0), row.time(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)};
}

std::optional<Uuid> incidentOfSubject(SqlSession& session, std::string_view subject)
{
    const auto record = recordNamed(subject);
    if (!record || record->first == Kind::ContactChannel)
        return std::nullopt;
    const auto& [kind, id] = *record;
    if (kind == Kind::Incident)
        return id;
    const auto found =
        session.query("SELECT parent FROM records WHERE kind = $1 AND id = $2", {name(kind), id});
    return found.empty() ? std::nullopt : found.front().maybeUuid(0);
}

} // namespace matoi::store
