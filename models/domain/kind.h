#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace matoi::domain {

/// Every kind of record. Each is one struct in this folder, one codec in models/wire, one path in the API.
enum class Kind
{
    Incident,
    Summary,
    TimelineEvent,
    RoleAssignment,
    Task,
    StatusUpdate,
    Contact,
    ContactChannel,
    ResponsePlan,
    MetricDefinition,
    Engagement,
    Page,
    QuestionSet,
    Analysis,
    Answer,
    ActionItem,
    DeadLetter,
    Handover,
    Decision,
    Report,
    CallOut,
    RelatedItem,
    MetricSnapshot,
};

inline constexpr std::array allKinds = {
    Kind::Incident,     Kind::Summary,     Kind::TimelineEvent,  Kind::RoleAssignment, Kind::Task,
    Kind::StatusUpdate, Kind::Contact,     Kind::ContactChannel, Kind::ResponsePlan,   Kind::MetricDefinition,
    Kind::Engagement,   Kind::Page,        Kind::QuestionSet,    Kind::Analysis,       Kind::Answer,
    Kind::ActionItem,   Kind::DeadLetter,  Kind::Handover,       Kind::Decision,       Kind::Report,
    Kind::CallOut,      Kind::RelatedItem, Kind::MetricSnapshot,
};

/// The name in stores and on the wire ("timeline-event"), and as a path ("timeline-events").
std::string_view name(Kind kind);
std::string_view collection(Kind kind);
std::optional<Kind> kindNamed(std::string_view name);
std::optional<Kind> kindOfCollection(std::string_view collection);

} // namespace matoi::domain
