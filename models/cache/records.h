#pragma once

#include "models/cache/recordrepository.h"

#include <array>

namespace matoi::cache {

/// One repository for each kind.
struct Records
{
    Records(const RepositoryBase::Read& r, const RepositoryBase::Submit& s)
        : incidents(r, s)
        , summaries(r, s)
        , timelineEvents(r, s)
        , roleAssignments(r, s)
        , tasks(r, s)
        , statusUpdates(r, s)
        , contacts(r, s)
        , contactChannels(r, s)
        , responsePlans(r, s)
        , metricDefinitions(r, s)
        , engagements(r, s)
        , pages(r, s)
        , questionSets(r, s)
        , analyses(r, s)
        , answers(r, s)
        , actionItems(r, s)
        , deadLetters(r, s)
        , handovers(r, s)
        , decisions(r, s)
        , reports(r, s)
        , callOuts(r, s)
        , relatedItems(r, s)
        , metricSnapshots(r, s)
    {}
    Records(const Records&) = delete;
    Records& operator=(const Records&) = delete;

    IncidentRepository incidents;
    RecordRepository<domain::Summary> summaries;
    RecordRepository<domain::TimelineEvent> timelineEvents;
    RecordRepository<domain::RoleAssignment> roleAssignments;
    RecordRepository<domain::Task> tasks;
    RecordRepository<domain::StatusUpdate> statusUpdates;
    RecordRepository<domain::Contact> contacts;
    RecordRepository<domain::ContactChannel> contactChannels;
    RecordRepository<domain::ResponsePlan> responsePlans;
    RecordRepository<domain::MetricDefinition> metricDefinitions;
    RecordRepository<domain::Engagement> engagements;
    RecordRepository<domain::Page> pages;
    RecordRepository<domain::QuestionSet> questionSets;
    RecordRepository<domain::Analysis> analyses;
    RecordRepository<domain::Answer> answers;
    RecordRepository<domain::ActionItem> actionItems;
    RecordRepository<domain::DeadLetter> deadLetters;
    RecordRepository<domain::Handover> handovers;
    RecordRepository<domain::Decision> decisions;
    RecordRepository<domain::Report> reports;
    RecordRepository<domain::CallOut> callOuts;
    RecordRepository<domain::RelatedItem> relatedItems;
    RecordRepository<domain::MetricSnapshot> metricSnapshots;

    RepositoryBase& of(domain::Kind kind) { return *m_byKind[static_cast<std::size_t>(kind)]; }

private:
    /// In the order of domain::Kind.
    std::array<RepositoryBase*, domain::allKinds.size()> m_byKind{
        &incidents,    &summaries,       &timelineEvents, &roleAssignments,   &tasks,          &statusUpdates,
        &contacts,     &contactChannels, &responsePlans,  &metricDefinitions, &engagements,    &pages,
        &questionSets, &analyses,        &answers,        &actionItems,       &deadLetters,    &handovers,
        &decisions,    &reports,         &callOuts,       &relatedItems,      &metricSnapshots};
};

} // namespace matoi::cache
