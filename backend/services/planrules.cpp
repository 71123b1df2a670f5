#include "backend/services/recordrules.h"
#include "backend/services/validation.h"

#include <set>

namespace matoi::services::recordrules {

using namespace domain;

namespace {

template <class T> Checked allExist(const Edit& edit, const std::vector<Id<T>>& ids, const std::string& field)
{
    for (std::size_t i = 0; i < ids.size(); ++i)
        MATOI_TRY(mustExist(edit, ids[i], field + "[" + std::to_string(i) + "]"));
    return {};
}

Checked checkAudiences(const std::vector<UpdateAudience>& audiences)
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < audiences.size(); ++i) {
        const std::string field = "audiences[" + std::to_string(i) + "].name";
        if (isBlank(audiences[i].name))
            return fail(ErrorCode::InvalidValue, field, "an audience needs a name");
        if (!names.insert(audiences[i].name).second)
            return fail(ErrorCode::InvalidValue, field,
                        "is there twice: each audience has a name of its own");
    }
    return {};
}

} // namespace

Checked check(const Edit& edit, Draft<ResponsePlan>& draft)
{
    const ResponsePlan& plan = draft.value;
    if (const auto holder = edit.tx.key(planNameSpace, plan.name); holder && *holder != draft.id.toString())
        return fail(ErrorCode::InvalidValue, "name", "is used by another response plan");
    if (draft.changes(&ResponsePlan::engagements))
        MATOI_TRY(allExist(edit, plan.engagements, "engagements"));
    if (draft.changes(&ResponsePlan::metrics))
        MATOI_TRY(allExist(edit, plan.metrics, "metrics"));
    if (plan.questionSetId && draft.changes(&ResponsePlan::questionSetId))
        MATOI_TRY(mustExist(edit, *plan.questionSetId, "questionSetId"));
    for (std::size_t i = 0; i < plan.checklist.size(); ++i)
        if (isBlank(plan.checklist[i]) || plan.checklist[i].size() > 500)
            return fail(ErrorCode::InvalidValue, "checklist[" + std::to_string(i) + "]",
                        "must be 1 to 500 bytes and not blank");
    MATOI_TRY(checkAudiences(plan.audiences));
    for (const auto& [label, value] : plan.matchLabels)
        if (isBlank(label))
            return fail(ErrorCode::InvalidValue, "matchLabels", "a label needs a name");
    return {};
}

void written(const Edit& edit, const Draft<ResponsePlan>& draft)
{
    if (draft.before && draft.before->value.name != draft.value.name)
        edit.tx.removeKey(planNameSpace, draft.before->value.name);
    edit.tx.setKey(planNameSpace, draft.value.name, draft.id.toString());
}

void removed(const Edit& edit, const Record<ResponsePlan>& record)
{
    edit.tx.removeKey(planNameSpace, record.value.name);
}

} // namespace matoi::services::recordrules
