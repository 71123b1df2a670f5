#pragma once

#include "models/domain/incident.h"

namespace matoi::domain {

enum class RelatedKind
{
    Link,
    Dashboard,
    Ticket,
    Chat,
    Change,
    Alarm,
    Incident
};

enum class AlarmState
{
    Firing,
    Recovered
};

/// Class C: what an incident has to do with, outside of it or in another incident. Alarms are the service's:
/// it writes them from what the detector says, and nobody else.
struct RelatedItem
{
    static constexpr Kind kind = Kind::RelatedItem;

    Id<Incident> incidentId;
    RelatedKind relatedKind = RelatedKind::Link;
    std::string title;
    std::string url;  ///< http or https; empty when there is none
    std::string note; ///< a line about it: who has the ticket, what the alarm watches
    /// Of kind Incident: the other one. The record's id is relatedIncidentIdOf() then.
    std::optional<Id<Incident>> otherId;
    /// A suggested incident that somebody said "not this" to. Kept, so that nobody is shown it again.
    bool refused = false;

    std::string source;                   ///< of an alarm: the detector
    bool startedIt = false;               ///< it was in the message that opened the incident
    std::optional<AlarmState> alarmState; ///< of an alarm
    std::optional<Time> firedAt;
    std::optional<Time> recoveredAt;

    bool operator==(const RelatedItem&) const = default;
};

/// One record for each pair, so that two people who link or refuse the same write the same record.
inline Id<RelatedItem> relatedIncidentIdOf(Id<Incident> incident, Id<Incident> other)
{
    return Id<RelatedItem>(Uuid::named("related:" + incident.toString() + ":" + other.toString()));
}

/// `alarm`: what the detector calls it.
inline Id<RelatedItem> relatedAlarmIdOf(Id<Incident> incident, const std::string& alarm)
{
    return Id<RelatedItem>(Uuid::named("alarm:" + incident.toString() + ":" + alarm));
}

} // namespace matoi::domain
