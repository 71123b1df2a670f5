#include "widgets/firstrun/nothingsetup.h"

#include "models/domain/ports/recentincidents.h"

#include <algorithm>

namespace matoi::widgets {

bool nothingSetUp(const domain::Repositories& repositories, const domain::Session& session)
{
    // From what is read fast to all incidents there ever were: a start waits for this.
    if (!domain::openIncidents(repositories.incidents).empty() || !repositories.responsePlans.all().empty())
        return false;
    const auto contacts = repositories.contacts.all();
    return std::all_of(contacts.begin(), contacts.end(),
                       [&](const auto& contact) { return contact.id == session.contactId; }) &&
           repositories.incidents.all().empty();
}

} // namespace matoi::widgets
