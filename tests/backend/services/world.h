#pragma once

#include "backend/services/engagementservice.h"
#include "backend/services/incidentservice.h"
#include "backend/services/recordservice.h"
#include "backend/services/transact.h"
#include "tests/support/memorystore.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace matoi::test {

using namespace domain;
using std::chrono::minutes;
using std::chrono::seconds;

inline auth::Actor responder(std::string name = "Sato Misaki")
{
    return {std::move(name), auth::Role::Responder, std::nullopt, "console"};
}
inline auth::Actor commander(std::string name = "Daniel Ortega")
{
    return {std::move(name), auth::Role::Commander, std::nullopt, "console"};
}

/// A store with short ways to write and read in it.
struct World
{
    MemoryStore store;

    template <class F> auto write(F&& work) { return store::write(store, std::forward<F>(work)); }

    template <class T> Id<T> add(const T& value)
    {
        const auto id = Id<T>::generate();
        write([&](auto& tx) { store::put(tx, id, value, "test"); });
        return id;
    }

    template <class T> Record<T> get(Id<T> id)
    {
        return store::read(store, [&](store::ReadTransaction& tx) { return *store::find(tx, id); });
    }

    template <class T> std::vector<Record<T>> all(std::optional<Uuid> parent = std::nullopt)
    {
        return store::read(store, [&](store::ReadTransaction& tx) { return store::list<T>(tx, parent); });
    }

    std::optional<std::string> key(const char* space, const std::string& key)
    {
        return store::read(store, [&](store::ReadTransaction& tx) { return tx.key(space, key); });
    }

    std::vector<store::Due> dues(const char* space)
    {
        return store::read(store,
                           [&](store::ReadTransaction& tx) { return tx.dues(space, Time::max(), 10000); });
    }

    Id<Contact> person(const std::string& name, int channels = 1)
    {
        Contact contact;
        contact.alias = name;
        contact.name = name;
        const auto id = add(contact);
        for (int i = 0; i < channels; ++i)
            channel(id, name + std::to_string(i) + "@example.com");
        return id;
    }

    Id<ContactChannel> channel(Id<Contact> contact, const std::string& address, bool active = true)
    {
        ContactChannel value;
        value.contactId = contact;
        value.address = address;
        value.active = active;
        return add(value);
    }

    Id<Contact> escalation(const std::string& name, const std::vector<std::pair<int, Id<Contact>>>& stages)
    {
        Contact contact;
        contact.contactKind = ContactKind::Escalation;
        contact.alias = name;
        contact.name = name;
        for (const auto& [duration, target] : stages)
            contact.stages.push_back({duration, {PlanTarget{std::nullopt, target}}});
        return add(contact);
    }

    Id<Incident> incident(const std::string& title = "Checkout is slow")
    {
        Incident value;
        value.title = title;
        value.startedAt = store.now;
        services::IncidentStart start;
        start.incident = value;
        return services::transact(
                   store, [&](auto& tx) { return services::IncidentService::start(tx, start, commander()); })
            .value()
            .id;
    }

    Record<Engagement> engage(Id<Incident> incident, Id<Contact> contact)
    {
        return services::transact(store,
                                  [&](auto& tx) {
                                      return services::EngagementService::begin(tx, incident, contact, "test",
                                                                                commander());
                                  })
            .value();
    }

    Result<store::StoredRecord> create(Kind kind, boost::json::object value,
                                       const auth::Actor& by = commander())
    {
        services::NewRecord record;
        record.kind = kind;
        record.value = std::move(value);
        return create(record, by);
    }

    Result<store::StoredRecord> create(const services::NewRecord& record, const auth::Actor& by = commander())
    {
        return services::transact(store,
                                  [&](auto& tx) { return services::RecordService::create(tx, record, by); });
    }

    Result<store::StoredRecord> change(Kind kind, const Uuid& id, Revision base, boost::json::object patch,
                                       const auth::Actor& by = commander())
    {
        return services::transact(
            store, [&](auto& tx) { return services::RecordService::change(tx, kind, id, base, patch, by); });
    }

    /// Changes whatever revision is there.
    template <class T>
    Result<store::StoredRecord> change(Id<T> id, boost::json::object patch,
                                       const auth::Actor& by = commander())
    {
        return change(T::kind, id.uuid(), get(id).meta.rev, std::move(patch), by);
    }

    template <class T> Result<store::StoredRecord> remove(Id<T> id, const auth::Actor& by = commander())
    {
        const Revision rev = get(id).meta.rev;
        return services::transact(store, [&](auto& tx) {
            return services::RecordService::remove(tx, T::kind, id.uuid(), rev, by);
        });
    }

    std::vector<Record<Page>> pages(const Record<Engagement>& engagement)
    {
        return store::read(store, [&](store::ReadTransaction& tx) {
            return services::EngagementService::pagesOf(tx, engagement.value.incidentId, engagement.id);
        });
    }

    /// The types of an incident's automatic events, in order.
    std::vector<std::string> eventTypes(Id<Incident> incident)
    {
        std::vector<std::string> types;
        for (const auto& event : all<TimelineEvent>(incident.uuid()))
            types.push_back(event.value.type);
        return types;
    }

    std::size_t countEvents(Id<Incident> incident, const char* type)
    {
        const auto types = eventTypes(incident);
        return static_cast<std::size_t>(std::count(types.begin(), types.end(), type));
    }
};

} // namespace matoi::test
