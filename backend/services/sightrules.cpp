#include "backend/services/sightrules.h"

#include "backend/services/permissions.h"
#include "models/domain/rules/sight.h"

#include <algorithm>

namespace matoi::services::sightrules {

using namespace domain;
using recordrules::Checked;
using recordrules::Draft;
using recordrules::Edit;

namespace {

bool contains(const std::vector<Id<Contact>>& contacts, Id<Contact> contact)
{
    return std::find(contacts.begin(), contacts.end(), contact) != contacts.end();
}

bool wouldSee(store::ReadTransaction& tx, Id<Incident> id, const Incident& incident, const auth::Actor& by)
{
    if (!incident.restricted || by.role == auth::Role::Admin)
        return true;
    const auto seers = rules::seersOf(incident, store::list<RoleAssignment>(tx, id.uuid()),
                                      store::list<Engagement>(tx, id.uuid()));
    return by.contactId && contains(rules::seenBy(seers), *by.contactId);
}

Error lockedOut(const auth::Actor& by)
{
    if (!by.contactId)
        return {ErrorCode::NotAllowed, "restricted",
                "this token has no contact: you would not see the incident any more. Ask for a token that is "
                "linked to your contact"};
    return {ErrorCode::NotAllowed, "visibleTo",
            "you would not see the incident any more. Somebody else who sees it can take you off the list"};
}

Checked checkNamed(const Edit& edit, Draft<Incident>& draft)
{
    std::vector<Id<Contact>> named;
    const std::vector<Id<Contact>> before =
        draft.before ? draft.before->value.visibleTo : std::vector<Id<Contact>>();
    for (std::size_t i = 0; i < draft.value.visibleTo.size(); ++i) {
        const Id<Contact> contact = draft.value.visibleTo[i];
        if (contains(named, contact))
            continue;
        if (!contains(before, contact))
            MATOI_TRY(recordrules::mustExist(edit, contact, "visibleTo[" + std::to_string(i) + "]"));
        named.push_back(contact);
    }
    draft.value.visibleTo = std::move(named);
    return {};
}

} // namespace

void nameWhoRestricts(Incident& incident, const auth::Actor& by)
{
    if (incident.restricted && by.contactId && !contains(incident.visibleTo, *by.contactId))
        incident.visibleTo.push_back(*by.contactId);
}

Checked check(const Edit& edit, Draft<Incident>& draft)
{
    if (draft.isNew()) {
        nameWhoRestricts(draft.value, edit.by);
        return checkNamed(edit, draft);
    }
    const bool turned = draft.changes(&Incident::restricted);
    if (!turned && !draft.changes(&Incident::visibleTo))
        return {};
    MATOI_TRY(requireRole(edit.by, auth::Role::Commander, "changing who sees an incident"));
    if (turned)
        nameWhoRestricts(draft.value, edit.by);
    MATOI_TRY(checkNamed(edit, draft));
    if (!wouldSee(edit.tx, draft.id, draft.value, edit.by))
        return tl::make_unexpected(lockedOut(edit.by));
    return {};
}

Checked checkOpener(store::ReadTransaction& tx, const Record<Incident>& opened, const auth::Actor& by)
{
    if (!wouldSee(tx, opened.id, opened.value, by))
        return tl::make_unexpected(lockedOut(by));
    return {};
}

} // namespace matoi::services::sightrules
