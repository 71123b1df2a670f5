#include "backend/services/deskperson.h"

#include "backend/services/recordrules.h"
#include "backend/services/recordservice.h"

#include <algorithm>

namespace matoi::services {

using namespace domain;
using ContactId = Id<Contact>;

namespace {

constexpr int mostAliases = 100;

template <class T> Result<Id<T>> make(store::WriteTransaction& tx, const T& value, const auth::Actor& by)
{
    NewRecord record;
    record.kind = T::kind;
    record.value = wire::toJson(value);
    const auto stored = RecordService::create(tx, record, by);
    if (!stored)
        return tl::make_unexpected(stored.error());
    return Id<T>(stored->id);
}

bool isPerson(const Contact& contact)
{
    return contact.contactKind == ContactKind::Personal && !contact.drill;
}

Result<ContactId> contactFor(store::WriteTransaction& tx, const DeskPerson& person, const auth::Actor& by)
{
    for (int i = 1; i <= mostAliases; ++i) {
        Contact contact;
        contact.alias = i == 1 ? person.alias : person.alias + '-' + std::to_string(i);
        const auto held = tx.key(recordrules::contactAliasSpace, contact.alias);
        const auto id = held ? ContactId::parse(*held) : std::nullopt;
        const auto holder = id ? store::find(tx, *id) : std::nullopt;
        if (holder && isPerson(holder->value))
            return holder->id;
        if (holder)
            continue;
        contact.name = person.name;
        contact.language = person.language;
        contact.timeZone = person.timeZone;
        return make(tx, contact, by);
    }
    return fail(ErrorCode::AlreadyExists, "alias", "is used by other contacts");
}

} // namespace

Result<ContactId> ensureDeskPerson(store::WriteTransaction& tx, const DeskPerson& person,
                                   const auth::Actor& by)
{
    const auto contact = contactFor(tx, person, by);
    if (!contact)
        return contact;
    const auto channels = store::list<ContactChannel>(tx, contact->uuid());
    const bool reachable = std::any_of(channels.begin(), channels.end(), [](const auto& channel) {
        return channel.value.channelKind == ChannelKind::Desktop;
    });
    if (reachable)
        return contact;
    ContactChannel desktop;
    desktop.contactId = *contact;
    desktop.channelKind = ChannelKind::Desktop;
    desktop.name = person.language == "ja" ? "デスクトップ" : "Desktop";
    const auto made = make(tx, desktop, by);
    if (!made)
        return tl::make_unexpected(made.error());
    return contact;
}

} // namespace matoi::services
