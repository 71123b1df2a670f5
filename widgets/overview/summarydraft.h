#pragma once

#include "models/domain/ports/repository.h"

#include <optional>

namespace matoi::widgets {

/// A summary that was being written when its editor was closed or the console ended. It remembers the text
/// that the writing began on, so that saving it later still merges with what others wrote meanwhile, instead
/// of undoing that.
struct SummaryDraft
{
    std::string text;
    /// nullopt: there was no summary yet.
    std::optional<domain::Record<domain::Summary>> base;
};

std::optional<SummaryDraft> readSummaryDraft(const domain::Drafts& drafts,
                                             domain::Id<domain::Incident> incident);
void keepSummaryDraft(domain::Drafts& drafts, domain::Id<domain::Incident> incident,
                      const SummaryDraft& draft);
void dropSummaryDraft(domain::Drafts& drafts, domain::Id<domain::Incident> incident);

} // namespace matoi::widgets
