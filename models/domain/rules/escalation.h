#pragma once

#include "models/domain/engagement.h"
#include "models/domain/record.h"

#include <functional>
#include <optional>
#include <vector>

namespace matoi::domain::rules {

/// Where the rule looks contacts and channels up: a store, the console's cache, or a plan being edited.
struct ContactDirectory
{
    std::function<std::optional<Record<Contact>>(Id<Contact>)> contact;
    std::function<std::vector<Record<ContactChannel>>(Id<Contact>)> channelsOf;
};

/// Who would be paged, on which channel, how many seconds after the start.
struct EscalationPreview
{
    std::vector<EngagementStage> stages;
    std::vector<EngagementStep> steps; ///< by offset, then by their order in the plan
    /// Seconds until "nobody answered".
    int endSeconds = 0;
};

/// The one place where a plan becomes pages: the engine, the start dialog and the editor's simulation call
/// it.
///
/// A personal contact's stages run one after the other (stage k begins after the durations before it), each
/// naming channels; one without stages uses all its active channels at once, and waits five minutes. An
/// escalation plan's stages name contacts; each contact's own stages run from the beginning of that stage,
/// and go on while later stages begin. The stages of the result are those of the engaged contact. A channel
/// that is not active gives a step with `active` false. A contact without any channel, and a stage whose
/// channel is gone, give a step without a channel, so that somebody sees it. Escalation plans inside
/// escalation plans are followed up to 5 deep; a cycle ends there.
EscalationPreview escalationSteps(Id<Contact> contact, const ContactDirectory& directory);

} // namespace matoi::domain::rules
