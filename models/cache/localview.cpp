#include "models/cache/localview.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::cache {

using domain::Kind;
using domain::Uuid;

namespace {

Shown shownFrom(RecordRow row)
{
    return {{row.seq, row.ver, 0}, row.id, row.parent, std::move(row.meta), std::move(row.value)};
}

bool looksTheSame(const std::optional<Shown>& one, const std::optional<Shown>& other)
{
    if (!one || !other)
        return !one && !other;
    return one->meta.deleted == other->meta.deleted && one->meta.unsent == other->meta.unsent &&
           one->value == other->value;
}

} // namespace

std::optional<Shown> LocalView::stored(Kind kind, Uuid id) const
{
    auto row = RecordTable(m_reader).find(kind, id);
    return row ? std::optional(shownFrom(std::move(*row))) : std::nullopt;
}

std::optional<Shown> LocalView::withPending(const Key& key, std::optional<Shown> shown) const
{
    const auto pending = m_pending.find(key);
    if (pending != m_pending.end())
        for (const Pending& edit : pending->second)
            apply(shown, edit);
    return shown;
}

std::optional<Shown> LocalView::find(Kind kind, Uuid id) const
{
    const auto held = m_held.find({kind, id});
    if (held != m_held.end())
        return held->second.shown;
    return withPending({kind, id}, stored(kind, id));
}

/// Applied to a row that has the edit in it already, it changes nothing: the last edits come last again.
void LocalView::apply(std::optional<Shown>& shown, const Pending& pending)
{
    const LocalEdit& edit = pending.edit;
    if (!shown) {
        if (edit.action != Action::Create)
            return;
        shown.emplace();
        shown->id = edit.record;
        shown->value = edit.mine;
        shown->parent = wire::parentInJson(edit.kind, edit.mine);
        shown->meta.createdAt = shown->meta.updatedAt = edit.at;
        shown->meta.createdBy = shown->meta.updatedBy = edit.by;
    } else if (edit.action == Action::Remove) {
        shown->meta.deleted = true;
    } else if (edit.action == Action::Change) {
        for (const auto& [field, value] : edit.mine)
            shown->value[field] = value;
    }
    shown->stamp.edit = pending.number;
    shown->meta.unsent = std::max(shown->meta.unsent, 1);
}

std::vector<Uuid> LocalView::special(Kind kind) const
{
    std::vector<Uuid> special;
    const auto note = [&](const auto& map) {
        for (auto at = map.lower_bound({kind, Uuid()}); at != map.end() && at->first.first == kind; ++at)
            if (std::find(special.begin(), special.end(), at->first.second) == special.end())
                special.push_back(at->first.second);
    };
    note(m_pending);
    note(m_held);
    return special;
}

void LocalView::walk(Kind kind, std::optional<Uuid> parent, const Rows& rows,
                     const std::function<void(const Visited&)>& visit) const
{
    // What is not just as in the file comes last unless it was listed by the file.
    std::vector<Uuid> special = this->special(kind);
    const auto visitSpecial = [&](Uuid id) {
        const auto shown = find(kind, id);
        if (shown && !shown->meta.deleted && (!parent || shown->parent == parent))
            visit({shown->stamp, id, [&] { return *shown; }});
    };

    rows([&](const RecordTable::Listed& listed, const auto& load) {
        const auto isSpecial = std::find(special.begin(), special.end(), listed.id);
        if (isSpecial == special.end()) {
            visit({{listed.seq, listed.ver, 0}, listed.id, [&] { return shownFrom(load()); }});
            return;
        }
        visitSpecial(listed.id);
        special.erase(isSpecial);
    });
    for (const Uuid& id : special)
        visitSpecial(id);
}

void LocalView::list(Kind kind, std::optional<Uuid> parent,
                     const std::function<void(const Visited&)>& visit) const
{
    walk(
        kind, parent, [&](const RecordTable::Visit& row) { RecordTable(m_reader).list(kind, parent, row); },
        visit);
}

void LocalView::listOpenOrResolvedSince(domain::Time since,
                                        const std::function<void(const Visited&)>& visit) const
{
    walk(
        Kind::Incident, std::nullopt,
        [&](const RecordTable::Visit& row) { RecordTable(m_reader).listOpenOrResolvedSince(since, row); },
        visit);
}

std::uint64_t LocalView::add(const LocalEdit& edit)
{
    const Key key{edit.kind, edit.record};
    Pending pending{++m_lastNumber, edit, std::nullopt};
    const auto held = m_held.find(key);
    if (held != m_held.end())
        apply(held->second.shown, pending);
    std::vector<Pending>& edits = m_pending[key];
    edits.push_back(std::move(pending));
    edits.back().seen = find(edit.kind, edit.record);
    return m_lastNumber;
}

bool LocalView::committed(Kind kind, Uuid id, std::uint64_t number)
{
    const auto pending = m_pending.find({kind, id});
    if (pending == m_pending.end())
        return false;
    std::vector<Pending>& edits = pending->second;
    const auto done =
        std::find_if(edits.begin(), edits.end(), [&](const Pending& edit) { return edit.number == number; });
    if (done == edits.end())
        return false;
    const std::optional<Shown> seen = std::move(done->seen);
    const bool isLast = std::next(done) == edits.end();
    edits.erase(done);
    if (edits.empty())
        m_pending.erase(pending);
    if (isHeld(kind, id)) // shown when it is let go
        return false;
    return isLast && !looksTheSame(seen, find(kind, id));
}

void LocalView::hold(Kind kind, Uuid id)
{
    const auto shown = find(kind, id);
    Held& held = m_held[{kind, id}];
    if (held.count++ == 0)
        held.shown = shown;
}

bool LocalView::release(Kind kind, Uuid id)
{
    const auto held = m_held.find({kind, id});
    if (held == m_held.end() || --held->second.count > 0)
        return false;
    const bool moved = held->second.moved;
    m_held.erase(held);
    return moved;
}

bool LocalView::isHeld(Kind kind, Uuid id)
{
    const auto held = m_held.find({kind, id});
    if (held == m_held.end())
        return false;
    held->second.moved = true;
    return true;
}

} // namespace matoi::cache
