#include "backend/services/permissions.h"

#include "backend/auth/role.h"

#include <array>
#include <optional>
#include <string>

namespace matoi::services {
namespace {

using auth::Role;
using domain::ErrorCode;
using domain::Kind;

struct Row
{
    Kind kind;
    std::optional<Role> create; ///< nullopt: nobody but the service
    std::optional<Role> change;
    std::optional<Role> remove;
};

constexpr std::array<Row, domain::allKinds.size()> table = {{
    {Kind::Incident, Role::Responder, Role::Responder, Role::Admin},
    {Kind::Summary, Role::Responder, Role::Responder, Role::Commander},
    {Kind::TimelineEvent, Role::Responder, Role::Responder, Role::Responder},
    {Kind::RoleAssignment, Role::Responder, Role::Responder, Role::Responder},
    {Kind::Task, Role::Responder, Role::Responder, Role::Responder},
    {Kind::StatusUpdate, Role::Responder, std::nullopt, std::nullopt},
    {Kind::Contact, Role::Commander, Role::Commander, Role::Commander},
    {Kind::ContactChannel, Role::Commander, Role::Commander, Role::Commander},
    {Kind::ResponsePlan, Role::Commander, Role::Commander, Role::Commander},
    {Kind::MetricDefinition, Role::Commander, Role::Commander, Role::Commander},
    {Kind::Engagement, std::nullopt, std::nullopt, std::nullopt},
    {Kind::Page, std::nullopt, std::nullopt, std::nullopt},
    {Kind::QuestionSet, Role::Commander, Role::Commander, Role::Commander},
    {Kind::Analysis, Role::Responder, Role::Responder, Role::Commander},
    {Kind::Answer, Role::Responder, Role::Responder, Role::Responder},
    {Kind::ActionItem, Role::Responder, Role::Responder, Role::Responder},
    {Kind::DeadLetter, std::nullopt, std::nullopt, Role::Commander},
    {Kind::Handover, std::nullopt, std::nullopt, std::nullopt},
    {Kind::Decision, Role::Responder, Role::Responder, Role::Responder},
    {Kind::Report, Role::Responder, std::nullopt, std::nullopt},
    {Kind::CallOut, Role::Responder, std::nullopt, std::nullopt},
    {Kind::RelatedItem, Role::Responder, Role::Responder, Role::Responder},
    {Kind::MetricSnapshot, Role::Responder, Role::Responder, Role::Responder},
}};

const char* word(Act act)
{
    switch (act) {
    case Act::Create: return "creating";
    case Act::Change: return "changing";
    case Act::Remove: return "removing";
    }
    return "";
}

std::optional<Role> needed(Kind kind, Act act)
{
    for (const Row& row : table) {
        if (row.kind != kind)
            continue;
        return act == Act::Create ? row.create : act == Act::Change ? row.change : row.remove;
    }
    return std::nullopt;
}

} // namespace

domain::Result<void> checkPermission(Kind kind, Act act, const auth::Actor& by)
{
    const auto role = needed(kind, act);
    const std::string what = std::string(word(act)) + " a record of kind " + std::string(domain::name(kind));
    if (!role)
        return domain::fail(ErrorCode::Illegal, {}, what + " is the service's alone");
    return requireRole(by, *role, what.c_str());
}

domain::Result<void> requireRole(const auth::Actor& by, Role role, const char* what)
{
    if (by.role >= role)
        return {};
    return domain::fail(ErrorCode::NotAllowed, {},
                        std::string(what) + " needs the role " + std::string(auth::name(role)) +
                            "; this token has " + std::string(auth::name(by.role)));
}

} // namespace matoi::services
