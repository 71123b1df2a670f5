#pragma once

#include "models/domain/timelineevent.h"

#include <optional>
#include <string>

namespace matoi::widgets {

/// What somebody typed into an event and did not save, with the event as it was when they began: without
/// that, saving a day later would put back whatever others changed meanwhile.
struct EventDraft
{
    domain::TimelineEvent base;
    domain::TimelineEvent mine;
};

std::string toText(const EventDraft& draft);
/// What an editor does not show comes from `now`. nullopt: it is none.
std::optional<EventDraft> eventDraftFrom(const std::string& text, const domain::TimelineEvent& now);

} // namespace matoi::widgets
