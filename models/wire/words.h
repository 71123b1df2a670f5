#pragma once

#include "models/domain/records.h"
#include "models/wire/describe.h"

#include <array>
#include <string_view>
#include <utility>

/// The words of every enum on the wire and in stores. A word, once shipped, stays.
namespace matoi::wire {

using namespace std::string_view_literals;

#define MATOI_WORDS(E, ...)                                                                                  \
    template <> struct Words<domain::E>                                                                      \
    {                                                                                                        \
        using enum domain::E;                                                                                \
        static constexpr std::array words = {__VA_ARGS__};                                                   \
    };

MATOI_WORDS(IncidentStatus, std::pair{Open, "open"sv}, std::pair{Acknowledged, "acknowledged"sv},
            std::pair{Mitigating, "mitigating"sv}, std::pair{Mitigated, "mitigated"sv},
            std::pair{Resolved, "resolved"sv})
MATOI_WORDS(IncidentRole, std::pair{Commander, "commander"sv}, std::pair{Operations, "operations"sv},
            std::pair{Communications, "communications"sv}, std::pair{Liaison, "liaison"sv},
            std::pair{Scribe, "scribe"sv})
MATOI_WORDS(RelatedKind, std::pair{Link, "link"sv}, std::pair{Dashboard, "dashboard"sv},
            std::pair{Ticket, "ticket"sv}, std::pair{Chat, "chat"sv}, std::pair{Change, "change"sv},
            std::pair{Alarm, "alarm"sv}, std::pair{Incident, "incident"sv})
MATOI_WORDS(AlarmState, std::pair{Firing, "firing"sv}, std::pair{Recovered, "recovered"sv})
MATOI_WORDS(TaskState, std::pair{Open, "open"sv}, std::pair{Done, "done"sv},
            std::pair{NotNeeded, "not-needed"sv})
MATOI_WORDS(HandoverState, std::pair{Offered, "offered"sv}, std::pair{Accepted, "accepted"sv},
            std::pair{Declined, "declined"sv}, std::pair{Expired, "expired"sv},
            std::pair{Withdrawn, "withdrawn"sv})
MATOI_WORDS(EventKind, std::pair{Automatic, "automatic"sv}, std::pair{Observation, "observation"sv},
            std::pair{Action, "action"sv}, std::pair{Decision, "decision"sv},
            std::pair{Communication, "communication"sv}, std::pair{Note, "note"sv})
MATOI_WORDS(ContactKind, std::pair{Personal, "personal"sv}, std::pair{Escalation, "escalation"sv})
MATOI_WORDS(ChannelKind, std::pair{Email, "email"sv}, std::pair{Webhook, "webhook"sv},
            std::pair{Desktop, "desktop"sv}, std::pair{Test, "test"sv})
MATOI_WORDS(MetricSource, std::pair{Prometheus, "prometheus"sv}, std::pair{Drill, "drill"sv})
MATOI_WORDS(ThresholdSide, std::pair{Above, "above"sv}, std::pair{Below, "below"sv})
MATOI_WORDS(EngagementState, std::pair{Running, "running"sv}, std::pair{Acknowledged, "acknowledged"sv},
            std::pair{Stopped, "stopped"sv}, std::pair{Exhausted, "exhausted"sv})
MATOI_WORDS(PageState, std::pair{Pending, "pending"sv}, std::pair{Sending, "sending"sv},
            std::pair{Sent, "sent"sv}, std::pair{Delivered, "delivered"sv}, std::pair{Read, "read"sv},
            std::pair{Error, "error"sv}, std::pair{Stopped, "stopped"sv})
MATOI_WORDS(QuestionCategory, std::pair{Detection, "detection"sv}, std::pair{Diagnosis, "diagnosis"sv},
            std::pair{Mitigation, "mitigation"sv}, std::pair{Prevention, "prevention"sv})
MATOI_WORDS(AnalysisState, std::pair{Draft, "draft"sv}, std::pair{Published, "published"sv})
MATOI_WORDS(ActionPriority, std::pair{Must, "must"sv}, std::pair{Should, "should"sv},
            std::pair{Could, "could"sv})
MATOI_WORDS(ActionKind, std::pair{Detect, "detect"sv}, std::pair{Prevent, "prevent"sv},
            std::pair{Mitigate, "mitigate"sv}, std::pair{Process, "process"sv})
MATOI_WORDS(ActionState, std::pair{Open, "open"sv}, std::pair{Done, "done"sv},
            std::pair{Dropped, "dropped"sv})
#undef MATOI_WORDS

/// The word of an enum value, for logs, automatic events and keys.
template <class E> constexpr std::string_view word(E value)
{
    for (const auto& [candidate, text] : Words<E>::words)
        if (candidate == value)
            return text;
    return {};
}

} // namespace matoi::wire
