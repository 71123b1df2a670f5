#include "backend/store/sightkeeping.h"
#include "models/domain/attachment.h"
#include "tests/backend/store/storefixture.h"

#include <gmock/gmock.h>

namespace matoi::store::test {
namespace {

using domain::Contact;
using domain::Engagement;
using domain::Id;
using domain::Incident;
using domain::RoleAssignment;
using testing::ElementsAre;
using testing::IsEmpty;

class SightKeeping : public StoreTest
{
protected:
    domain::Record<Incident> save(const Incident& value)
    {
        return write(*m_store, [&](WriteTransaction& tx) { return put(tx, id, value, "mei"); });
    }
    domain::Record<Incident> now()
    {
        return *read(*m_store, [&](ReadTransaction& tx) { return find(tx, id); });
    }
    std::optional<std::string> key()
    {
        return read(*m_store, [&](ReadTransaction& tx) { return tx.key(sightSpace, id.toString()); });
    }
    void giveRole(std::optional<Id<Contact>> contact)
    {
        RoleAssignment role;
        role.incidentId = id;
        role.person = "Daniel";
        role.contactId = contact;
        write(*m_store,
              [&](WriteTransaction& tx) { put(tx, roleAssignmentIdOf(id, role.role), role, "mei"); });
    }

    const Id<Incident> id = Id<Incident>::generate();
    const Id<Contact> mei = Id<Contact>(Uuid::named("mei"));
    const Id<Contact> daniel = Id<Contact>(Uuid::named("daniel"));
};
MATOI_OVER_BOTH_STORES(SightKeeping);

TEST_P(SightKeeping, NothingIsKeptOfAnIncidentThatEverybodySees)
{
    Incident value = incident("slow");
    value.visibleTo = {mei};
    save(value);
    giveRole(daniel);
    EXPECT_THAT(now().value.seenBy, IsEmpty());
    EXPECT_EQ(now().value.sightChange, 0);
    EXPECT_EQ(now().meta.rev, 1);
    EXPECT_FALSE(key());
}

TEST_P(SightKeeping, ARestrictedIncidentSaysWhoSeesItWhateverIsWrittenIntoIt)
{
    Incident value = incident("slow");
    value.restricted = true;
    value.visibleTo = {mei};
    value.seenBy = {daniel};
    value.sightChange = 77;
    const auto saved = save(value);
    EXPECT_THAT(saved.value.seenBy, ElementsAre(mei));
    EXPECT_EQ(saved.value.sightChange, saved.meta.change);
    EXPECT_EQ(key(), mei.toString());
    value.title = "slower";
    EXPECT_EQ(save(value).value.sightChange, saved.meta.change) << "the same people see it";
}

TEST_P(SightKeeping, ARoleAndAnEngagementAreAChangeOfTheIncident)
{
    Incident value = incident("slow");
    value.restricted = true;
    save(value);
    EXPECT_EQ(key(), "");
    giveRole(daniel);
    EXPECT_THAT(now().value.seenBy, ElementsAre(daniel));
    EXPECT_EQ(now().meta.rev, 2);
    EXPECT_EQ(now().value.sightChange, now().meta.change);
    giveRole(std::nullopt);
    EXPECT_THAT(now().value.seenBy, IsEmpty());
    Engagement engagement;
    engagement.incidentId = id;
    engagement.contactId = mei;
    engagement.steps.resize(1);
    engagement.steps[0].contactId = daniel;
    write(*m_store, [&](WriteTransaction& tx) { put(tx, Id<Engagement>::generate(), engagement, "mei"); });
    EXPECT_THAT(now().value.seenBy, testing::UnorderedElementsAre(mei, daniel));
    EXPECT_EQ(contactsInSight(*key()).size(), 2U);
    EXPECT_THAT(m_store->check(), IsEmpty());
}

TEST_P(SightKeeping, OpenedAgainItRemembersThatItWasRestricted)
{
    Incident value = incident("slow");
    value.restricted = true;
    save(value);
    value.restricted = false;
    const auto opened = save(value);
    EXPECT_FALSE(key());
    EXPECT_EQ(opened.value.sightChange, opened.meta.change);
    value.sightChange = 0;
    EXPECT_EQ(save(value).value.sightChange, opened.value.sightChange);
}

TEST_P(SightKeeping, ARemovedIncidentStaysHidden)
{
    Incident value = incident("slow");
    value.restricted = true;
    save(value);
    write(*m_store, [&](WriteTransaction& tx) { tx.remove(Kind::Incident, id.uuid(), "mei"); });
    giveRole(daniel);
    EXPECT_EQ(key(), daniel.toString());
    EXPECT_TRUE(read(*m_store, [&](ReadTransaction& tx) {
                    return tx.find(Kind::Incident, id.uuid());
                })->meta.deleted);
}

/// What is, and what once was, named in a store of the schema before that was kept.
TEST_P(SightKeeping, WhatNamesAFileIsFoundInAStoreOfAnEarlierSchema)
{
    const std::string sha256 = domain::contentHash("a log");
    const Id<domain::TimelineEvent> naming = Id<domain::TimelineEvent>::generate();
    write(*m_store, [&](WriteTransaction& tx) {
        put(tx, id, incident("slow"), "mei");
        tx.putContent(sha256, "a log");
        auto note = event(id, "look");
        note.attachments = {{"log.txt", "text/plain", 5, sha256, 0, 0}};
        put(tx, naming, note, "mei");
        put(tx, naming, event(id, "it is gone"), "mei");
    });
    const auto names = [&] {
        return read(*m_store, [&](ReadTransaction& tx) { return tx.keys(contentNamesSpace(sha256)); });
    };
    const auto kept = names();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].first, "timeline-event/" + naming.toString());
    m_store.reset();
    m_place->damage(std::string("DELETE FROM keys WHERE space LIKE 'content:%'; ") +
                    (GetParam() == Backend::Sqlite ? "PRAGMA user_version = 3"
                                                   : "DELETE FROM schema_version WHERE number > 3"));
    m_store = m_place->open();
    EXPECT_EQ(names(), kept);
}

} // namespace
} // namespace matoi::store::test
