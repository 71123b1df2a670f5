#pragma once

#include "models/domain/ports/repository.h"

#include <type_traits>

namespace matoi::domain {

/// The repository of a kind, for code that is the same for all kinds (with withRecordType()).
template <class T> Repository<T>& repositoryOf(Repositories& all)
{
    if constexpr (std::is_same_v<T, Incident>)
        return all.incidents;
    else if constexpr (std::is_same_v<T, Summary>)
        return all.summaries;
    else if constexpr (std::is_same_v<T, TimelineEvent>)
        return all.timelineEvents;
    else if constexpr (std::is_same_v<T, RoleAssignment>)
        return all.roleAssignments;
    else if constexpr (std::is_same_v<T, Task>)
        return all.tasks;
    else if constexpr (std::is_same_v<T, StatusUpdate>)
        return all.statusUpdates;
    else if constexpr (std::is_same_v<T, Contact>)
        return all.contacts;
    else if constexpr (std::is_same_v<T, ContactChannel>)
        return all.contactChannels;
    else if constexpr (std::is_same_v<T, ResponsePlan>)
        return all.responsePlans;
    else if constexpr (std::is_same_v<T, MetricDefinition>)
        return all.metricDefinitions;
    else if constexpr (std::is_same_v<T, Engagement>)
        return all.engagements;
    else if constexpr (std::is_same_v<T, Page>)
        return all.pages;
    else if constexpr (std::is_same_v<T, QuestionSet>)
        return all.questionSets;
    else if constexpr (std::is_same_v<T, Analysis>)
        return all.analyses;
    else if constexpr (std::is_same_v<T, Answer>)
        return all.answers;
    else if constexpr (std::is_same_v<T, ActionItem>)
        return all.actionItems;
    else if constexpr (std::is_same_v<T, DeadLetter>)
        return all.deadLetters;
    else if constexpr (std::is_same_v<T, Handover>)
        return all.handovers;
    else if constexpr (std::is_same_v<T, Decision>)
        return all.decisions;
    else if constexpr (std::is_same_v<T, Report>)
        return all.reports;
    else if constexpr (std::is_same_v<T, CallOut>)
        return all.callOuts;
    else if constexpr (std::is_same_v<T, RelatedItem>)
        return all.relatedItems;
    else
        return all.metricSnapshots;
}

} // namespace matoi::domain
