#include "backend/services/questionset.h"
#include "backend/services/recordrules.h"
#include "backend/services/validation.h"

#include <algorithm>
#include <set>

namespace matoi::services::recordrules {

using namespace domain;

namespace {

Checked checkQuestions(const std::vector<Question>& questions)
{
    std::set<std::string> keys;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const std::string path = "questions[" + std::to_string(i) + "]";
        if (!keys.insert(questions[i].key).second)
            return fail(ErrorCode::InvalidValue, path + ".key", "is used twice in this set");
        if (isBlank(questions[i].textEn) && isBlank(questions[i].textJa))
            return fail(ErrorCode::InvalidValue, path + ".textEn",
                        "a question needs a text in at least one language");
    }
    return {};
}

/// The set that the analysis names, else the plan's, else the default one.
std::optional<Record<QuestionSet>> questionSetFor(const Edit& edit, const Analysis& analysis,
                                                  const Incident& incident)
{
    if (analysis.questionSetId)
        return store::find(edit.tx, *analysis.questionSetId);
    if (incident.planId)
        if (const auto plan = store::find(edit.tx, *incident.planId); plan && plan->value.questionSetId)
            if (auto set = store::find(edit.tx, *plan->value.questionSetId))
                return set;
    return store::find(edit.tx, defaultQuestionSetId());
}

Checked begin(const Edit& edit, Analysis& analysis)
{
    const auto incident = store::find(edit.tx, analysis.incidentId);
    if (!incident)
        return {}; // the parent is checked for every kind
    if (incident->value.status != IncidentStatus::Resolved)
        return fail(ErrorCode::Illegal, "incidentId", "an analysis begins when the incident is resolved");
    if (analysis.questionSetId)
        MATOI_TRY(mustExist(edit, *analysis.questionSetId, "questionSetId"));
    if (!analysis.questions.empty())
        return {};
    if (const auto set = questionSetFor(edit, analysis, incident->value)) {
        analysis.questionSetId = set->id;
        analysis.questions = set->value.questions;
    }
    return {};
}

} // namespace

std::optional<Id<Analysis>> fixedId(const Analysis& value)
{
    return analysisIdOf(value.incidentId);
}

std::optional<Id<Answer>> fixedId(const Answer& value)
{
    return answerIdOf(value.analysisId, value.questionKey);
}

Checked check(const Edit&, Draft<QuestionSet>& draft)
{
    return checkQuestions(draft.value.questions);
}

Checked check(const Edit& edit, Draft<Analysis>& draft)
{
    if (draft.isNew())
        MATOI_TRY(begin(edit, draft.value));
    MATOI_TRY(unchanged(draft, &Analysis::questionSetId, "questionSetId"));
    MATOI_TRY(unchanged(draft, &Analysis::questions, "questions"));
    return checkQuestions(draft.value.questions);
}

Checked check(const Edit& edit, Draft<Answer>& draft)
{
    MATOI_TRY(unchanged(draft, &Answer::analysisId, "analysisId"));
    MATOI_TRY(unchanged(draft, &Answer::questionKey, "questionKey"));
    if (!draft.isNew())
        return {};
    const auto analysis = store::find(edit.tx, draft.value.analysisId);
    if (!analysis || analysis->value.incidentId != draft.value.incidentId)
        return fail(ErrorCode::InvalidValue, "analysisId", "is not an analysis of this incident");
    const auto& questions = analysis->value.questions;
    if (std::none_of(questions.begin(), questions.end(),
                     [&](const Question& question) { return question.key == draft.value.questionKey; }))
        return fail(ErrorCode::InvalidValue, "questionKey", "is not a question of this analysis");
    return {};
}

Checked check(const Edit&, Draft<ActionItem>& draft)
{
    if (!draft.value.due.empty() && !isDate(draft.value.due))
        return fail(ErrorCode::InvalidValue, "due", "expected a day, like 2026-11-30");
    return {};
}

} // namespace matoi::services::recordrules
