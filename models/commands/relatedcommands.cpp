#include "models/commands/relatedcommands.h"

#include "models/commands/putback.h"
#include "models/domain/rules/weblink.h"

#include <algorithm>

namespace matoi::commands {

using namespace domain;

namespace {

std::string trimmed(const std::string& text)
{
    const std::size_t from = text.find_first_not_of(" \t\r\n");
    if (from == std::string::npos)
        return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

EditHistory::Undo takeAway(Repository<RelatedItem>& items, Id<RelatedItem> id, RelatedItem made)
{
    return takingAway(items, id, std::move(made), &RelatedItem::relatedKind, &RelatedItem::title,
                      &RelatedItem::url, &RelatedItem::note, &RelatedItem::refused);
}

EditHistory::Undo changeBack(Repository<RelatedItem>& items, const Record<RelatedItem>& base,
                             RelatedItem after)
{
    return puttingBack(items, base, std::move(after), "the link is gone", &RelatedItem::relatedKind,
                       &RelatedItem::title, &RelatedItem::url, &RelatedItem::note, &RelatedItem::refused);
}

} // namespace

Result<RelatedItem> RelatedCommands::valueOf(Id<Incident> incident, const LinkText& link) const
{
    RelatedItem item;
    item.incidentId = incident;
    item.relatedKind = link.kind;
    item.title = trimmed(link.title);
    item.url = trimmed(link.url);
    item.note = trimmed(link.note);
    if (!item.url.empty() && !rules::isHttpUrl(item.url))
        return fail(ErrorCode::InvalidValue, "url",
                    "expected an address that begins with https:// or http://");
    if (item.title.empty() && !item.url.empty())
        item.title = rules::guessLink(item.url).title;
    if (item.title.empty())
        return fail(ErrorCode::MissingField, "title", "give a title or an address");
    return item;
}

Result<void> RelatedCommands::link(Id<Incident> incident, const LinkText& link)
{
    auto item = valueOf(incident, link);
    if (!item)
        return tl::make_unexpected(item.error());
    const auto all = m_repositories.relatedItems.of(incident.uuid());
    const bool there = !item->url.empty() && std::any_of(all.begin(), all.end(), [&](const auto& other) {
        return other.value.url == item->url;
    });
    if (there)
        return fail(ErrorCode::AlreadyExists, "url", "this address is linked already");
    const auto id = Id<RelatedItem>::generate();
    if (auto created = m_repositories.relatedItems.create(id, *item); !created)
        return created;
    m_history.add(Deed::LinkAdded, takeAway(m_repositories.relatedItems, id, std::move(*item)));
    return {};
}

Result<void> RelatedCommands::change(const Record<RelatedItem>& item, const LinkText& link)
{
    auto value = valueOf(item.value.incidentId, link);
    if (!value)
        return tl::make_unexpected(value.error());
    if (*value == item.value)
        return {};
    if (auto changed = m_repositories.relatedItems.change(item, *value); !changed)
        return changed;
    m_history.add(Deed::LinkChanged, changeBack(m_repositories.relatedItems, item, std::move(*value)));
    return {};
}

Result<void> RelatedCommands::setIncident(Id<Incident> incident, Id<Incident> other, bool refused, Deed deed)
{
    auto& items = m_repositories.relatedItems;
    const auto id = relatedIncidentIdOf(incident, other);
    const auto before = items.find(id);
    if (before && before->value.refused == refused)
        return {};
    RelatedItem item;
    item.incidentId = incident;
    item.relatedKind = RelatedKind::Incident;
    item.otherId = other;
    item.refused = refused;
    if (const auto named = m_repositories.incidents.find(other))
        item.title = named->value.title;
    if (auto done = before ? items.change(*before, item) : items.create(id, item); !done)
        return done;
    m_history.add(deed, before ? changeBack(items, *before, item) : takeAway(items, id, item));
    return {};
}

Result<void> RelatedCommands::linkIncident(Id<Incident> incident, Id<Incident> other)
{
    return setIncident(incident, other, false, Deed::LinkAdded);
}

Result<void> RelatedCommands::refuse(Id<Incident> incident, Id<Incident> other)
{
    return setIncident(incident, other, true, Deed::SuggestionRefused);
}

Result<void> RelatedCommands::remove(const Record<RelatedItem>& item)
{
    if (item.value.relatedKind == RelatedKind::Alarm)
        return fail(ErrorCode::NotAllowed, {}, "an alarm stays: it is what the detector said");
    if (auto removed = m_repositories.relatedItems.remove(item); !removed)
        return removed;
    m_history.add(Deed::LinkRemoved, [&items = m_repositories.relatedItems, before = item] {
        return items.create(before.id, before.value); // a removed record comes back under its id
    });
    return {};
}

} // namespace matoi::commands
