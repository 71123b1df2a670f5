#include "models/commands/teamcommands.h"

#include "models/commands/putback.h"
#include "models/domain/rules/phonenumber.h"

namespace matoi::commands {

using namespace domain;

namespace {

bool isBlank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

/// Changes one field of one record, with the way back.
template <class T, class Value>
Result<void> setField(Repository<T>& repository, EditHistory& history, Deed deed, Id<T> id, Value T::*member,
                      Value value, const char* gone)
{
    const auto base = repository.find(id);
    if (!base)
        return fail(ErrorCode::NotFound, {}, gone);
    if (base->value.*member == value)
        return {};
    T changed = base->value;
    changed.*member = std::move(value);
    if (auto done = repository.change(*base, changed); !done)
        return done;
    history.add(deed, puttingBack(repository, *base, std::move(changed), gone, member));
    return {};
}

} // namespace

TeamCommands::TeamCommands(Repositories& repositories, EditHistory& history)
    : m_repositories(repositories)
    , m_history(history)
{}

Result<void> TeamCommands::setPhone(Id<Contact> contact, const std::string& phone)
{
    if (!phone.empty() && !rules::isPhoneNumber(phone))
        return fail(ErrorCode::InvalidValue, "phone", "a number has 3 to 20 digits, like +81 90 1234 5678");
    return setField(m_repositories.contacts, m_history, Deed::PhoneChanged, contact, &Contact::phone, phone,
                    "the contact is not on this computer");
}

Result<void> TeamCommands::setAudiences(Id<ResponsePlan> plan, const std::vector<UpdateAudience>& audiences)
{
    for (std::size_t i = 0; i < audiences.size(); ++i) {
        if (isBlank(audiences[i].name))
            return fail(ErrorCode::MissingField, "audiences", "an audience needs a name");
        for (std::size_t j = 0; j < i; ++j)
            if (audiences[i].name == audiences[j].name)
                return fail(ErrorCode::InvalidValue, "audiences", "two audiences have the same name");
    }
    return setField(m_repositories.responsePlans, m_history, Deed::AudiencesChanged, plan,
                    &ResponsePlan::audiences, audiences, "the response plan is not on this computer");
}

} // namespace matoi::commands
