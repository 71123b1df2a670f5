#pragma once

#include "models/domain/analysis.h"

namespace matoi::services {

/// The question set that every new store has, and that an analysis without another one uses.
inline domain::Id<domain::QuestionSet> defaultQuestionSetId()
{
    return domain::Id<domain::QuestionSet>(domain::Uuid::named("question-set:default"));
}

domain::QuestionSet defaultQuestionSet();

} // namespace matoi::services
