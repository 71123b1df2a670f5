#include "backend/store/sightkeeping.h"

#include "backend/store/records.h"
#include "models/domain/rules/sight.h"
#include "models/wire/contentnames.h"

#include <boost/json.hpp>

#include <set>

namespace matoi::store {

namespace json = boost::json;
using domain::Contact;
using domain::Id;
using domain::Incident;

namespace {

bool isRestricted(const json::object& value)
{
    const json::value* restricted = value.if_contains("restricted");
    return restricted != nullptr && restricted->is_bool() && restricted->get_bool();
}

json::array texts(const std::vector<Id<Contact>>& contacts)
{
    json::array out;
    for (const Id<Contact>& contact : contacts)
        out.emplace_back(contact.toString());
    return out;
}

std::string joined(const std::vector<Id<Contact>>& contacts)
{
    std::string text;
    for (const Id<Contact>& contact : contacts)
        text += (text.empty() ? "" : " ") + contact.toString();
    return text;
}

json::value member(const json::object& value, std::string_view name)
{
    const json::value* found = value.if_contains(name);
    return found == nullptr ? json::value() : *found;
}

std::vector<Id<Contact>> seenByNow(ReadTransaction& tx, Uuid id, const json::object& value)
{
    const auto incident = wire::fromJson<Incident>(value, wire::Unknown::Ignore);
    if (!incident)
        throw std::invalid_argument("an incident that is restricted, but damaged: " + incident.error().field);
    return domain::rules::seenBy(domain::rules::seersOf(*incident, list<domain::RoleAssignment>(tx, id),
                                                        list<domain::Engagement>(tx, id)));
}

/// A role or an engagement of a restricted incident was written: others may see the incident now.
void touch(WriteTransaction& tx, Uuid id, const std::string& by)
{
    const auto incident = tx.find(Kind::Incident, id);
    if (!incident || !isRestricted(incident->value))
        return;
    const std::vector<Id<Contact>> seers = seenByNow(tx, id, incident->value);
    if (incident->meta.deleted)
        tx.setKey(sightSpace, id.toString(), joined(seers)); // it stays removed
    else if (texts(seers) != member(incident->value, "seenBy"))
        tx.put(Kind::Incident, id, incident->value, by);
}

} // namespace

std::string contentNamesSpace(std::string_view sha256)
{
    return "content:" + std::string(sha256);
}

std::string subjectOf(Kind kind, const Uuid& id)
{
    return std::string(name(kind)) + '/' + id.toString();
}

std::optional<std::pair<Kind, Uuid>> recordNamed(std::string_view subject)
{
    const std::size_t slash = subject.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    const auto kind = domain::kindNamed(subject.substr(0, slash));
    const auto id = Uuid::parse(subject.substr(slash + 1));
    return kind && id ? std::optional(std::pair(*kind, *id)) : std::nullopt;
}

void completeSight(ReadTransaction& tx, Uuid incident, json::object& value,
                   const std::optional<StoredRecord>& old)
{
    const bool was = old && isRestricted(old->value);
    const bool is = isRestricted(value);
    const json::value lastChange = old ? member(old->value, "sightChange") : json::value();
    if (!was && !is) {
        // A value that was read before somebody restricted it and opened it again must not undo the number.
        if (lastChange.is_number())
            value["sightChange"] = lastChange;
        return;
    }
    const json::array seers = is ? texts(seenByNow(tx, incident, value)) : json::array();
    const bool same = was == is && member(old->value, "seenBy") == json::value(seers);
    value["seenBy"] = seers;
    // The number that the write to come will have.
    value["sightChange"] = same ? lastChange : json::value(tx.lastChange() + 1);
}

void keepSight(WriteTransaction& tx, const StoredRecord& written, const std::string& by)
{
    if (written.kind == Kind::RoleAssignment || written.kind == Kind::Engagement) {
        const auto incident = wire::parentInJson(written.kind, written.value);
        if (incident && tx.key(sightSpace, incident->toString()))
            touch(tx, *incident, by);
        return;
    }
    if (written.kind != Kind::Incident)
        return;
    const std::string id = written.id.toString();
    if (!isRestricted(written.value)) {
        if (written.meta.rev > 1 && tx.key(sightSpace, id))
            tx.removeKey(sightSpace, id);
        return;
    }
    tx.setKey(sightSpace, id, joined(seenByNow(tx, written.id, written.value)));
}

void keepContentNames(WriteTransaction& tx, const StoredRecord& written)
{
    std::set<std::string> named;
    for (const wire::ContentName& content : wire::contentNamesIn(written.value))
        named.insert(content.sha256);
    for (const std::string& sha256 : named)
        tx.setKey(contentNamesSpace(sha256), subjectOf(written.kind, written.id), {});
}

std::vector<Uuid> contactsInSight(std::string_view text)
{
    std::vector<Uuid> contacts;
    while (!text.empty()) {
        const std::size_t blank = std::min(text.find(' '), text.size());
        if (const auto id = Uuid::parse(text.substr(0, blank)))
            contacts.push_back(*id);
        text.remove_prefix(std::min(blank + 1, text.size()));
    }
    return contacts;
}

} // namespace matoi::store
