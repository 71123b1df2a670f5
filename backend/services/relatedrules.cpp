#include "backend/services/recordrules.h"
#include "backend/services/validation.h"

namespace matoi::services::recordrules {

using namespace domain;

namespace {

Checked checkOther(const Edit& edit, const RelatedItem& item)
{
    if (!item.otherId)
        return fail(ErrorCode::MissingField, "otherId", "name the other incident");
    if (*item.otherId == item.incidentId)
        return fail(ErrorCode::InvalidValue, "otherId", "an incident is not related to itself");
    return mustExist(edit, *item.otherId, "otherId");
}

Checked checkLink(const RelatedItem& item)
{
    if (item.otherId)
        return fail(ErrorCode::InvalidValue, "otherId", "is for items of kind incident only");
    if (item.refused)
        return fail(ErrorCode::InvalidValue, "refused", "is for items of kind incident only");
    if (!item.url.empty() && !isHttpUrl(item.url))
        return fail(ErrorCode::InvalidValue, "url",
                    "expected an address that begins with https:// or http://");
    if (isBlank(item.title) && item.url.empty())
        return fail(ErrorCode::MissingField, "title", "give a title or an address");
    return {};
}

} // namespace

std::optional<Id<RelatedItem>> fixedId(const RelatedItem& value)
{
    if (value.relatedKind != RelatedKind::Incident || !value.otherId)
        return std::nullopt;
    return relatedIncidentIdOf(value.incidentId, *value.otherId);
}

Checked check(const Edit& edit, Draft<RelatedItem>& draft)
{
    const bool wasAlarm = draft.before && draft.before->value.relatedKind == RelatedKind::Alarm;
    if (wasAlarm || draft.value.relatedKind == RelatedKind::Alarm)
        return fail(ErrorCode::NotAllowed, "relatedKind", "alarms are written by the service alone");
    const bool incident = draft.value.relatedKind == RelatedKind::Incident;
    if (draft.before && incident != (draft.before->value.relatedKind == RelatedKind::Incident))
        return fail(ErrorCode::Illegal, "relatedKind", "cannot be changed after creation");
    MATOI_TRY(unchanged(draft, &RelatedItem::otherId, "otherId"));
    return incident ? checkOther(edit, draft.value) : checkLink(draft.value);
}

Checked checkRemoval(const Edit&, const Record<RelatedItem>& record)
{
    if (record.value.relatedKind == RelatedKind::Alarm)
        return fail(ErrorCode::NotAllowed, {}, "an alarm stays: it is what the detector said");
    return {};
}

} // namespace matoi::services::recordrules
