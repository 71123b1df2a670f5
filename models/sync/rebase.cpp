#include "models/sync/rebase.h"

#include "models/cache/fields.h"
#include "models/merge/textmerge.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::sync {
namespace {

namespace json = boost::json;
using cache::Action;
using cache::Clash;
using cache::PendingEdit;
using domain::ConflictKind;
using domain::Kind;

std::string textOf(const json::value& value)
{
    return value.is_string() ? std::string(value.get_string()) : std::string();
}

json::array listOf(const json::value& value)
{
    return value.is_array() ? value.get_array() : json::array();
}

bool contains(const json::array& list, const json::value& item)
{
    return std::find(list.begin(), list.end(), item) != list.end();
}

/// Theirs, without what mine took out and with what it added.
json::value unitedList(const json::value& base, const json::value& mine, const json::value& theirs)
{
    const json::array before = listOf(base);
    const json::array wanted = listOf(mine);
    json::array united;
    for (const json::value& item : listOf(theirs))
        if (!contains(before, item) || contains(wanted, item))
            united.push_back(item);
    for (const json::value& item : wanted)
        if (!contains(before, item) && !contains(united, item))
            united.push_back(item);
    return united;
}

/// Walks the edits of one record from the oldest to the newest over a state that grows with them.
class Walk
{
public:
    Walk(Kind kind, const cache::ServerState& server)
        : m_kind(kind)
        , m_exists(server.exists)
    {
        m_result.value = server.value;
        m_result.deleted = server.deleted;
    }

    void step(PendingEdit edit)
    {
        switch (edit.action) {
        case Action::Create: create(std::move(edit)); break;
        case Action::Remove: remove(std::move(edit)); break;
        default: change(std::move(edit)); break;
        }
    }

    cache::Rebased take() { return std::move(m_result); }

private:
    void create(PendingEdit edit)
    {
        if (m_exists && m_result.deleted) {
            // It was taken away and is made again under the id that its place gives it: the service brings it
            // back.
            m_result.deleted = false;
            makeAnew(std::move(edit));
            return;
        }
        if (m_exists && edit.frozen) {
            // Most likely our own, coming back by the feed before the answer. What it is, the answer tells.
            m_result.edits.push_back(std::move(edit));
            return;
        }
        if (m_exists) {
            change(asChange(std::move(edit)));
            return;
        }
        m_exists = true;
        makeAnew(std::move(edit));
    }

    void makeAnew(PendingEdit edit)
    {
        m_result.value = edit.mine;
        if (edit.ask)
            m_result.clashes.push_back(
                {edit.entry, ConflictKind::Field, {}, {}, wire::toText(json::value(edit.mine)), {}});
        m_result.edits.push_back(std::move(edit));
    }

    /// Somebody else made the record with the same id first (a summary, a role): what we wrote into an empty
    /// one is then a change of theirs.
    PendingEdit asChange(PendingEdit edit) const
    {
        const json::object empty = cache::emptyValue(m_kind);
        const json::object written = cache::withoutServiceFields(m_kind, std::move(edit.mine));
        edit.action = Action::Change;
        edit.base.clear();
        edit.mine.clear();
        for (const auto& [field, value] : written) {
            if (value == cache::member(empty, field))
                continue;
            edit.base[field] = cache::member(empty, field);
            edit.mine[field] = value;
        }
        return edit;
    }

    void change(PendingEdit edit)
    {
        if (m_result.deleted || !m_exists) {
            // The service will refuse it; until the person lets go of it, the edit is kept and shown.
            for (const auto& [field, value] : edit.mine)
                m_result.value[field] = value;
            m_result.edits.push_back(std::move(edit));
            return;
        }
        if (edit.frozen) {
            showFrozen(edit);
            m_result.edits.push_back(std::move(edit));
            return;
        }
        PendingEdit left = edit;
        left.base.clear();
        left.mine.clear();
        for (const auto& [field, mine] : edit.mine)
            changeField(edit, field, mine, left);
        if (!left.mine.empty())
            m_result.edits.push_back(std::move(left));
    }

    void changeField(const PendingEdit& edit, std::string_view field, const json::value& mine,
                     PendingEdit& left)
    {
        const json::value theirs = cache::member(m_result.value, field);
        const json::value& base = cache::member(edit.base, field);
        if (theirs == mine)
            return;
        if (theirs == base && !edit.ask) {
            keep(left, field, base, mine);
            return;
        }
        if (cache::isSet(m_kind, field) && !edit.ask) {
            const json::value united = unitedList(base, mine, theirs);
            if (united != theirs)
                keep(left, field, theirs, united);
            return;
        }
        if (!cache::isLongText(m_kind, field)) {
            m_result.clashes.push_back({edit.entry, ConflictKind::Field, std::string(field),
                                        wire::toText(base), wire::toText(mine), wire::toText(theirs)});
            keep(left, field, base, mine);
            return;
        }
        const auto merged = merge::mergeText(textOf(base), textOf(mine), textOf(theirs));
        if (!merged.conflicts.empty() || edit.ask) {
            m_result.clashes.push_back({edit.entry, ConflictKind::Text, std::string(field), textOf(base),
                                        textOf(mine), textOf(theirs)});
            keep(left, field, base, mine);
        } else if (merged.text != textOf(theirs)) {
            keep(left, field, theirs, json::value(merged.text));
        }
    }

    void keep(PendingEdit& left, std::string_view field, const json::value& base, const json::value& mine)
    {
        left.base[field] = base;
        left.mine[field] = mine;
        m_result.value[field] = mine;
    }

    void showFrozen(const PendingEdit& edit)
    {
        for (const auto& [field, mine] : edit.mine) {
            const json::value theirs = cache::member(m_result.value, field);
            const json::value& base = cache::member(edit.base, field);
            if (theirs != base && theirs != mine && cache::isLongText(m_kind, field))
                m_result.value[field] = merge::mergeText(textOf(base), textOf(mine), textOf(theirs)).text;
            else
                m_result.value[field] = mine;
        }
    }

    void remove(PendingEdit edit)
    {
        if (m_result.deleted && !edit.frozen)
            return;
        const bool moved = !edit.frozen && m_exists && differsFrom(edit.base);
        m_result.deleted = true;
        if (moved || edit.ask)
            m_result.clashes.push_back({edit.entry, ConflictKind::Field, std::string(cache::deletedField),
                                        "false", "true", "false"});
        m_result.edits.push_back(std::move(edit));
    }

    bool differsFrom(const json::object& seen) const
    {
        return !cache::differing(cache::withoutServiceFields(m_kind, m_result.value),
                                 cache::withoutServiceFields(m_kind, seen))
                    .empty();
    }

    const Kind m_kind;
    bool m_exists;
    cache::Rebased m_result;
};

} // namespace

cache::Rebased rebase(Kind kind, const cache::ServerState& server, std::vector<PendingEdit> edits)
{
    Walk walk(kind, server);
    for (PendingEdit& edit : edits)
        walk.step(std::move(edit));
    return walk.take();
}

} // namespace matoi::sync
