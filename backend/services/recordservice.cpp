#include "backend/services/recordservice.h"

#include "backend/services/incidentservice.h"
#include "backend/services/permissions.h"
#include "backend/services/recordrules.h"
#include "backend/services/validation.h"
#include "models/wire/contentnames.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::services {

using namespace domain;
using recordrules::Checked;
using recordrules::Draft;
using recordrules::Edit;
using store::StoredRecord;
namespace json = boost::json;

namespace {

using Stored = RecordService::Stored;
constexpr std::size_t maxAuditDetail = 4096;

std::string subject(Kind kind, const Uuid& id)
{
    return std::string(name(kind)) + "/" + id.toString();
}

/// What only the service may set must be as it is.
template <class T> Checked checkServiceFields(const T& before, const T& after)
{
    const json::object was = wire::toJson(before);
    const json::object is = wire::toJson(after);
    for (const std::string& field : wire::serviceFields<T>())
        if (was.at(field) != is.at(field))
            return fail(ErrorCode::NotAllowed, field, "is set by the service; leave it out");
    return {};
}

template <class T> Checked checkParent(const Edit& edit, const Draft<T>& draft)
{
    const auto parent = parentOf(draft.value);
    if (!parent)
        return {};
    const char* field = T::kind == Kind::ContactChannel ? "contactId" : "incidentId";
    if (draft.before && parentOf(draft.before->value) != parent)
        return fail(ErrorCode::Illegal, field, "cannot be changed after creation");
    const Kind kind = T::kind == Kind::ContactChannel ? Kind::Contact : Kind::Incident;
    const auto found = edit.tx.find(kind, *parent);
    if (!found || found->meta.deleted)
        return fail(ErrorCode::InvalidValue, field,
                    "there is no " + std::string(name(kind)) + " " + parent->toString());
    return {};
}

/// A person keeps their own contact and channels, whatever their role.
template <class T> bool isOwn([[maybe_unused]] const Draft<T>& draft, [[maybe_unused]] const auth::Actor& by)
{
    if constexpr (std::is_same_v<T, Contact>)
        return draft.before && by.contactId == draft.id && draft.value.alias == draft.before->value.alias;
    else if constexpr (std::is_same_v<T, ContactChannel>)
        return by.contactId == draft.value.contactId;
    else
        return false;
}

template <class T> Checked checkMay(const Draft<T>& draft, Act act, const auth::Actor& by)
{
    return isOwn(draft, by) && by.role >= auth::Role::Responder ? Checked()
                                                                : checkPermission(T::kind, act, by);
}

/// Content comes before whatever names it, so that nobody ever waits for bytes that may not come. What a
/// record named already may stay.
Checked checkContents(const Edit& edit, const json::object& before, const json::object& after)
{
    const std::vector<wire::ContentName> had = wire::contentNamesIn(before);
    for (const wire::ContentName& named : wire::contentNamesIn(after)) {
        const bool known = std::any_of(had.begin(), had.end(), [&](const wire::ContentName& other) {
            return other.sha256 == named.sha256 && other.size == named.size;
        });
        if (known)
            continue;
        const auto size = edit.tx.contentSize(named.sha256);
        if (!size)
            return fail(ErrorCode::InvalidValue, named.field,
                        "there is no such content; put it to /api/v1/attachments/" + named.sha256 + " first");
        if (*size != named.size)
            return fail(ErrorCode::InvalidValue, named.field,
                        "this content has " + std::to_string(*size) + " bytes");
    }
    return {};
}

template <class T> Stored write(const Edit& edit, Draft<T>& draft)
{
    MATOI_TRY(checkParent(edit, draft));
    MATOI_TRY(recordrules::check(edit, draft));
    if (draft.before && !draft.before->meta.deleted && draft.before->value == draft.value)
        return wire::envelopeFrom(*draft.before);
    const json::object value = wire::toJson(draft.value);
    const json::object before = draft.before ? wire::toJson(draft.before->value) : json::object();
    MATOI_TRY(checkContents(edit, before, value));
    const StoredRecord stored = edit.tx.put(T::kind, draft.id.uuid(), value, edit.by.name);
    recordrules::written(edit, draft);
    edit.tx.audit(edit.by.name, draft.isNew() ? "create" : "change", subject(T::kind, draft.id.uuid()),
                  cutText(wire::toText(wire::mergePatch(before, value)), maxAuditDetail));
    // What followed may have written the record once more (an incident whose engagements stopped).
    return *edit.tx.find(T::kind, draft.id.uuid());
}

bool isBlankText([[maybe_unused]] const StoredRecord& stored)
{
    const json::value* text = stored.value.if_contains("text");
    return text != nullptr && text->is_string() && isBlank(text->get_string());
}

template <class T> Stored createRecord(const Edit& edit, const NewRecord& record)
{
    auto value = wire::fromJson<T>(record.value, wire::Unknown::Reject);
    if (!value)
        return tl::make_unexpected(value.error());
    MATOI_TRY(checkServiceFields(T{}, *value));
    Draft<T> draft;
    draft.value = std::move(*value);
    const std::optional<Id<T>> fixed = recordrules::fixedId(draft.value);
    if (fixed && record.id && *record.id != fixed->uuid())
        return fail(ErrorCode::InvalidValue, "id", "must be " + fixed->toString() + " for this record");
    draft.id = fixed ? *fixed : record.id ? Id<T>(*record.id) : Id<T>::generate();
    MATOI_TRY(checkMay(draft, Act::Create, edit.by));

    const auto existing = edit.tx.find(T::kind, draft.id.uuid());
    if (!existing)
        return write(edit, draft);
    auto before = store::typed<T>(*existing);
    const bool firstText = T::kind == Kind::Summary && isBlankText(*existing);
    if (!before.meta.deleted && !firstText && before.value != draft.value)
        return fail(ErrorCode::AlreadyExists, "id",
                    "there is another record with this id, at revision " + std::to_string(before.meta.rev));
    draft.before = std::move(before);
    return write(edit, draft);
}

Result<StoredRecord> current(store::WriteTransaction& tx, Kind kind, const Uuid& id, Revision base)
{
    auto stored = tx.find(kind, id);
    if (!stored)
        return fail(ErrorCode::NotFound, {}, "there is no " + subject(kind, id));
    if (stored->meta.rev != base)
        return fail(ErrorCode::StaleRevision, {},
                    "the record is at revision " + std::to_string(stored->meta.rev) +
                        "; apply the change to that one and send it again");
    return std::move(*stored);
}

template <class T>
Stored changeRecord(const Edit& edit, const StoredRecord& stored, const json::object& patch)
{
    json::object merged = stored.value;
    wire::applyMergePatch(merged, patch);
    auto value = wire::fromJson<T>(merged, wire::Unknown::Reject);
    if (!value)
        return tl::make_unexpected(value.error());
    Draft<T> draft{Id<T>(stored.id), store::typed<T>(stored), std::move(*value)};
    MATOI_TRY(checkMay(draft, Act::Change, edit.by));
    MATOI_TRY(checkServiceFields(draft.before->value, draft.value));
    return write(edit, draft);
}

template <class T> Stored removeRecord(const Edit& edit, const StoredRecord& stored)
{
    const Record<T> record = store::typed<T>(stored);
    MATOI_TRY(checkMay(Draft<T>{record.id, record, record.value}, Act::Remove, edit.by));
    if (record.meta.deleted)
        return stored;
    MATOI_TRY(recordrules::checkRemoval(edit, record));
    StoredRecord gone = edit.tx.remove(T::kind, stored.id, edit.by.name);
    recordrules::removed(edit, record);
    edit.tx.audit(edit.by.name, "remove", subject(T::kind, stored.id), {});
    return gone;
}

} // namespace

Stored RecordService::create(store::WriteTransaction& tx, const NewRecord& record, const auth::Actor& by)
{
    if (record.id && record.id->isNil())
        return fail(ErrorCode::InvalidValue, "id", "expected an id (UUID)");
    MATOI_TRY(checkNoNul(record.value));
    if (record.kind == Kind::Incident)
        return IncidentService::create(tx, record, by);
    const Edit edit{tx, by, tx.now()};
    return withRecordType(record.kind, [&]<class T>() { return createRecord<T>(edit, record); });
}

Stored RecordService::change(store::WriteTransaction& tx, Kind kind, Uuid id, Revision base,
                             const json::object& patch, const auth::Actor& by)
{
    MATOI_TRY(checkNoNul(patch));
    const auto stored = current(tx, kind, id, base);
    if (!stored)
        return stored;
    const Edit edit{tx, by, tx.now()};
    return withRecordType(kind, [&]<class T>() { return changeRecord<T>(edit, *stored, patch); });
}

Stored RecordService::remove(store::WriteTransaction& tx, Kind kind, Uuid id, Revision base,
                             const auth::Actor& by)
{
    const auto stored = current(tx, kind, id, base);
    if (!stored)
        return stored;
    const Edit edit{tx, by, tx.now()};
    return withRecordType(kind, [&]<class T>() { return removeRecord<T>(edit, *stored); });
}

} // namespace matoi::services
