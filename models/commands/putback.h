#pragma once

#include "models/commands/edithistory.h"
#include "models/domain/ports/repository.h"

#include <string>

namespace matoi::commands {

/// Puts into `now` what it had before the edit: only the fields that the edit changed, and only when nobody
/// has changed one of them since. False, and nothing is touched, when somebody has.
template <class T, class... Members>
bool putBack(T& now, const T& before, const T& after, Members T::*... members)
{
    const auto isMine = [&](auto member) {
        return before.*member == after.*member || now.*member == after.*member;
    };
    if (!(isMine(members) && ...))
        return false;
    const auto restore = [&](auto member) {
        if (before.*member != after.*member)
            now.*member = before.*member;
    };
    (restore(members), ...);
    return true;
}

/// An undo that would take away what somebody else has written since.
inline domain::Result<void> changedSince()
{
    return domain::fail(domain::ErrorCode::StaleRevision, {}, "somebody else has changed it since");
}

/// The way back of a change of these fields.
template <class T, class... Members>
EditHistory::Undo puttingBack(domain::Repository<T>& records, const domain::Record<T>& base, T after,
                              std::string gone, Members T::*... members)
{
    return [&records, id = base.id, before = base.value, after = std::move(after), gone = std::move(gone),
            members...]() -> domain::Result<void> {
        const auto now = records.find(id);
        if (!now)
            return domain::fail(domain::ErrorCode::NotFound, {}, gone);
        T back = now->value;
        if (!putBack(back, before, after, members...))
            return changedSince();
        return records.change(*now, std::move(back));
    };
}

/// The way back of a creation: it is taken away, unless somebody has made more of it since.
template <class T, class... Members>
EditHistory::Undo takingAway(domain::Repository<T>& records, domain::Id<T> id, T made,
                             Members T::*... members)
{
    return [&records, id, made = std::move(made), members...]() -> domain::Result<void> {
        const auto now = records.find(id);
        if (!now)
            return {};
        if (!((now->value.*members == made.*members) && ...))
            return changedSince();
        return records.remove(*now);
    };
}

/// The way back of an edit of long text. From what was written back to what was there, so that what others
/// have written in between is merged and stays.
template <class T>
EditHistory::Undo rewriting(domain::Repository<T>& records, domain::Id<T> id, T before, T after,
                            std::string gone)
{
    return [&records, id, before = std::move(before), after = std::move(after),
            gone = std::move(gone)]() -> domain::Result<void> {
        const auto now = records.find(id);
        if (!now)
            return domain::fail(domain::ErrorCode::NotFound, {}, gone);
        return records.change({id, after, now->meta}, before);
    };
}

} // namespace matoi::commands
