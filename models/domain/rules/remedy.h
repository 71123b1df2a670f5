#pragma once

#include "models/domain/analysis.h"
#include "models/domain/cockpit.h"
#include "models/domain/timelineevent.h"

#include <optional>
#include <string>
#include <vector>

namespace matoi::domain::rules {

/// What ended a past incident, and where that is written.
struct Remedy
{
    enum class From
    {
        Analysis, ///< the answer to how it was mitigated
        Decision, ///< the last decision before it was mitigated
        Action,   ///< the last action before it was mitigated
        Recovery  ///< every alert recovered, and nobody had written down that they did something
    };

    From from = From::Action;
    std::string text; ///< one sentence; empty for Recovery

    bool operator==(const Remedy&) const = default;
};

/// What is written with hindsight comes first, then what was decided, then what was done. nullopt when
/// nothing of that is written down. `questions` are the analysis's.
std::optional<Remedy> whatFixed(const Incident& incident, const std::vector<Question>& questions,
                                const std::vector<Answer>& answers, const std::vector<Decision>& decisions,
                                const std::vector<TimelineEvent>& events);

/// The first sentence of a text, its Markdown signs taken off, at most `bytes` (whole characters).
std::string firstSentence(const std::string& text, std::size_t bytes = 240);

} // namespace matoi::domain::rules
