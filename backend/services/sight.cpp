#include "backend/services/sight.h"

#include "backend/store/sightkeeping.h"
#include "models/wire/recordjson.h"

#include <algorithm>
#include <iterator>

namespace matoi::services {

using domain::Kind;
using domain::Uuid;

Sight::Sight(store::ReadTransaction& tx)
{
    for (const auto& [incident, contacts] : tx.keys(store::sightSpace)) {
        const auto id = Uuid::parse(incident);
        if (!id)
            throw store::StoreError("a restricted incident is written down as \"" + incident + "\"");
        const auto seers = store::contactsInSight(contacts);
        m_restricted.emplace(*id, std::set<Uuid>(seers.begin(), seers.end()));
    }
}

bool Sight::hidesAnything(const auth::Actor& by) const
{
    return by.role != auth::Role::Admin && !m_restricted.empty();
}

bool Sight::hidesIncident(const auth::Actor& by, const Uuid& incident) const
{
    if (by.role == auth::Role::Admin)
        return false;
    const auto found = m_restricted.find(incident);
    return found != m_restricted.end() && !(by.contactId && found->second.contains(by.contactId->uuid()));
}

bool Sight::hides(const auth::Actor& by, const store::StoredRecord& record) const
{
    if (!hidesAnything(by))
        return false;
    for (const Uuid& incident : wire::incidentsIn(record))
        if (hidesIncident(by, incident))
            return true;
    return false;
}

std::optional<store::StoredRecord> goneFrom(const store::StoredRecord& hidden)
{
    if (hidden.kind != Kind::Incident)
        return std::nullopt;
    store::StoredRecord gone{.kind = hidden.kind, .id = hidden.id, .meta = {}, .value = {}};
    gone.meta.change = hidden.meta.change;
    gone.gone = true;
    return gone;
}

std::vector<store::StoredRecord> changesOf(store::ReadTransaction& tx, const Uuid& incident,
                                           store::ChangeNumber since, int limit)
{
    std::vector<store::StoredRecord> found;
    if (auto own = tx.find(Kind::Incident, incident); own && own->meta.change > since)
        found.push_back(std::move(*own));
    for (const Kind kind : domain::allKinds) {
        auto part = tx.list({kind, incident, true, since, limit});
        std::move(part.begin(), part.end(), std::back_inserter(found));
    }
    // Others' items that point here are found by looking through them: this is asked when somebody else may
    // see a restricted incident.
    store::ListQuery items{Kind::RelatedItem, std::nullopt, true, since, 1000};
    for (bool more = true; more;) {
        auto page = tx.list(items);
        more = static_cast<int>(page.size()) == items.limit;
        for (store::StoredRecord& item : page) {
            items.after = item.meta.change;
            const auto told = wire::incidentsIn(item);
            if (told.front() != incident && told.back() == incident)
                found.push_back(std::move(item));
        }
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.meta.change < b.meta.change; });
    if (found.size() > static_cast<std::size_t>(limit))
        found.resize(static_cast<std::size_t>(limit));
    return found;
}

} // namespace matoi::services
