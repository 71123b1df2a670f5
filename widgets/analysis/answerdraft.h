#pragma once

#include "models/domain/ports/repository.h"

#include <optional>

namespace matoi::widgets {

/// An answer that was being written when the console ended. It remembers the text that the writing began on,
/// so that saving it later still merges with what others wrote meanwhile, instead of undoing that.
struct AnswerDraft
{
    std::string text;
    /// nullopt: there was no answer yet.
    std::optional<domain::Record<domain::Answer>> base;
};

/// `answer` is the one that it belongs to, its text aside. Of a draft that an earlier version kept, which has
/// no base, the present answer is the base.
std::optional<AnswerDraft> readAnswerDraft(const domain::Repositories& repositories,
                                           const domain::Answer& answer);
void keepAnswerDraft(domain::Drafts& drafts, const domain::Answer& answer, const AnswerDraft& draft);
void dropAnswerDraft(domain::Drafts& drafts, const domain::Answer& answer);

} // namespace matoi::widgets
