#include "models/domain/kind.h"

namespace matoi::domain {
namespace {

struct Names
{
    Kind kind;
    std::string_view name;
    std::string_view collection;
};

constexpr std::array<Names, allKinds.size()> table = {{
    {Kind::Incident, "incident", "incidents"},
    {Kind::Summary, "summary", "summaries"},
    {Kind::TimelineEvent, "timeline-event", "timeline-events"},
    {Kind::RoleAssignment, "role-assignment", "role-assignments"},
    {Kind::Task, "task", "tasks"},
    {Kind::StatusUpdate, "status-update", "status-updates"},
    {Kind::Contact, "contact", "contacts"},
    {Kind::ContactChannel, "contact-channel", "contact-channels"},
    {Kind::ResponsePlan, "response-plan", "response-plans"},
    {Kind::MetricDefinition, "metric-definition", "metric-definitions"},
    {Kind::Engagement, "engagement", "engagements"},
    {Kind::Page, "page", "pages"},
    {Kind::QuestionSet, "question-set", "question-sets"},
    {Kind::Analysis, "analysis", "analyses"},
    {Kind::Answer, "answer", "answers"},
    {Kind::ActionItem, "action-item", "action-items"},
    {Kind::DeadLetter, "dead-letter", "dead-letters"},
    {Kind::Handover, "handover", "handovers"},
    {Kind::Decision, "decision", "decisions"},
    {Kind::Report, "report", "reports"},
    {Kind::CallOut, "call-out", "call-outs"},
    {Kind::RelatedItem, "related-item", "related-items"},
    {Kind::MetricSnapshot, "metric-snapshot", "metric-snapshots"},
}};

} // namespace

std::string_view name(Kind kind)
{
    for (const Names& row : table)
        if (row.kind == kind)
            return row.name;
    return {};
}

std::string_view collection(Kind kind)
{
    for (const Names& row : table)
        if (row.kind == kind)
            return row.collection;
    return {};
}

std::optional<Kind> kindNamed(std::string_view name)
{
    for (const Names& row : table)
        if (row.name == name)
            return row.kind;
    return std::nullopt;
}

std::optional<Kind> kindOfCollection(std::string_view collection)
{
    for (const Names& row : table)
        if (row.collection == collection)
            return row.kind;
    return std::nullopt;
}

} // namespace matoi::domain
