#pragma once

#include "models/domain/analysis.h"
#include "models/domain/cockpit.h"
#include "models/domain/contact.h"
#include "models/domain/deadletter.h"
#include "models/domain/engagement.h"
#include "models/domain/handover.h"
#include "models/domain/incident.h"
#include "models/domain/metric.h"
#include "models/domain/record.h"
#include "models/domain/relateditem.h"
#include "models/domain/responseplan.h"
#include "models/domain/timelineevent.h"

#include <stdexcept>
#include <type_traits>

namespace matoi::domain {

/// The id under which a record is listed: its incident, or for a channel its contact.
template <class T> std::optional<Uuid> parentOf([[maybe_unused]] const T& value)
{
    if constexpr (requires { value.incidentId; })
        return value.incidentId.uuid();
    else if constexpr (std::is_same_v<T, ContactChannel>)
        return value.contactId.uuid();
    else
        return std::nullopt;
}

/// Calls `f.operator()<T>()` with the struct of `kind`. The one place that maps kinds to types.
template <class F> decltype(auto) withRecordType(Kind kind, F&& f)
{
    switch (kind) {
    case Kind::Incident: return f.template operator()<Incident>();
    case Kind::Summary: return f.template operator()<Summary>();
    case Kind::TimelineEvent: return f.template operator()<TimelineEvent>();
    case Kind::RoleAssignment: return f.template operator()<RoleAssignment>();
    case Kind::Task: return f.template operator()<Task>();
    case Kind::StatusUpdate: return f.template operator()<StatusUpdate>();
    case Kind::Contact: return f.template operator()<Contact>();
    case Kind::ContactChannel: return f.template operator()<ContactChannel>();
    case Kind::ResponsePlan: return f.template operator()<ResponsePlan>();
    case Kind::MetricDefinition: return f.template operator()<MetricDefinition>();
    case Kind::Engagement: return f.template operator()<Engagement>();
    case Kind::Page: return f.template operator()<Page>();
    case Kind::QuestionSet: return f.template operator()<QuestionSet>();
    case Kind::Analysis: return f.template operator()<Analysis>();
    case Kind::Answer: return f.template operator()<Answer>();
    case Kind::ActionItem: return f.template operator()<ActionItem>();
    case Kind::DeadLetter: return f.template operator()<DeadLetter>();
    case Kind::Handover: return f.template operator()<Handover>();
    case Kind::Decision: return f.template operator()<Decision>();
    case Kind::Report: return f.template operator()<Report>();
    case Kind::CallOut: return f.template operator()<CallOut>();
    case Kind::RelatedItem: return f.template operator()<RelatedItem>();
    case Kind::MetricSnapshot: return f.template operator()<MetricSnapshot>();
    }
    throw std::logic_error("a kind without a record type");
}

} // namespace matoi::domain
