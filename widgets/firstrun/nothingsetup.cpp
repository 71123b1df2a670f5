#include "widgets/firstrun/nothingsetup.h"

#include <algorithm>

namespace matoi::widgets {

bool nothingSetUp(const domain::Repositories& repositories, const domain::Session& session)
{
    if (!repositories.incidents.all().empty() || !repositories.responsePlans.all().empty())
        return false;
    const auto contacts = repositories.contacts.all();
    return std::all_of(contacts.begin(), contacts.end(),
                       [&](const auto& contact) { return contact.id == session.contactId; });
}

} // namespace matoi::widgets
