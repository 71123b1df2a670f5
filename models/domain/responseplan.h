#pragma once

#include "models/domain/contact.h"
#include "models/domain/incident.h"
#include "models/domain/metric.h"

#include <map>

namespace matoi::domain {

struct QuestionSet;

/// Whom status updates are written for, and what they begin with. Values of the incident stand in braces:
/// {title} {impact} {status} {service} {since} {elapsed} {commander} {next} {conditions} {actions} {needs}.
struct UpdateAudience
{
    std::string name; ///< "Customers"; a StatusUpdate names its audience by it
    std::string text;

    bool operator==(const UpdateAudience&) const = default;
};

/// Class C per version (`rev` is the version). Templates: {label} takes a value of the trigger; see
/// rules/template.h.
struct ResponsePlan
{
    static constexpr Kind kind = Kind::ResponsePlan;

    std::string name;  ///< unique: checkout-critical
    std::string title; ///< template
    Impact impact = Impact::Medium;
    std::string summary;   ///< template, Markdown
    std::string dedupeKey; ///< template; empty: the detector's own group
    std::string service;
    std::vector<std::string> tags;
    std::string chatChannel;
    std::vector<Id<Contact>> engagements;
    std::vector<Id<MetricDefinition>> metrics;
    std::vector<std::string> checklist;
    std::optional<int> updateIntervalMinutes;
    std::vector<UpdateAudience> audiences; ///< empty: those that every console knows
    std::optional<Id<QuestionSet>> questionSetId;
    bool resolveOnRecovery = false;
    /// Alerts whose labels hold all of these open an incident by this plan; the plan with most labels wins.
    std::map<std::string, std::string> matchLabels;
    bool drill = false;
    bool restricted = false; ///< its incidents are, from the first moment on

    bool operator==(const ResponsePlan&) const = default;
};

} // namespace matoi::domain
