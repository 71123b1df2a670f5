#pragma once

#include "backend/auth/actor.h"
#include "backend/store/records.h"
#include "models/domain/error.h"

#include <optional>

/// What is special about each kind of record, for RecordService alone: overloads of four functions.
///   fixedId   the id that such a record must have, when its place gives it one;
///   check     fills what the service fills and says what is wrong, before it is written;
///   written   what follows from it, in the same transaction: timeline, keys, engagements;
///   removed   what follows from its removal (checkRemoval may refuse it).
namespace matoi::services::recordrules {

struct Edit
{
    store::WriteTransaction& tx;
    const auth::Actor& by;
    domain::Time now{};
};

template <class T> struct Draft
{
    domain::Id<T> id;
    std::optional<domain::Record<T>> before; ///< nullopt: a new record; meta.deleted: it is being restored
    T value;

    bool isNew() const { return !before; }
    /// New, or differs from what is stored.
    template <class M> bool changes(M T::*member) const
    {
        return !before || before->value.*member != value.*member;
    }
};

using Checked = domain::Result<void>;

template <class T> std::optional<domain::Id<T>> fixedId(const T&)
{
    return std::nullopt;
}
template <class T> Checked check(const Edit&, Draft<T>&)
{
    return {};
}
template <class T> void written(const Edit&, const Draft<T>&)
{}
template <class T> Checked checkRemoval(const Edit&, const domain::Record<T>&)
{
    return {};
}
template <class T> void removed(const Edit&, const domain::Record<T>&)
{}

// incidentrules.cpp
std::optional<domain::Id<domain::Summary>> fixedId(const domain::Summary& value);
std::optional<domain::Id<domain::RoleAssignment>> fixedId(const domain::RoleAssignment& value);
Checked check(const Edit& edit, Draft<domain::Incident>& draft);
void written(const Edit& edit, const Draft<domain::Incident>& draft);
void removed(const Edit& edit, const domain::Record<domain::Incident>& record);
Checked check(const Edit& edit, Draft<domain::RoleAssignment>& draft);
void written(const Edit& edit, const Draft<domain::RoleAssignment>& draft);
Checked check(const Edit& edit, Draft<domain::Task>& draft);

// timelinerules.cpp
Checked check(const Edit& edit, Draft<domain::TimelineEvent>& draft);
Checked checkRemoval(const Edit& edit, const domain::Record<domain::TimelineEvent>& record);
Checked check(const Edit& edit, Draft<domain::StatusUpdate>& draft);
void written(const Edit& edit, const Draft<domain::StatusUpdate>& draft);

// cockpitrules.cpp
Checked check(const Edit& edit, Draft<domain::Decision>& draft);
void written(const Edit& edit, const Draft<domain::Decision>& draft);
Checked checkRemoval(const Edit& edit, const domain::Record<domain::Decision>& record);
Checked check(const Edit& edit, Draft<domain::Report>& draft);
void written(const Edit& edit, const Draft<domain::Report>& draft);
Checked check(const Edit& edit, Draft<domain::CallOut>& draft);
void written(const Edit& edit, const Draft<domain::CallOut>& draft);

// relatedrules.cpp
std::optional<domain::Id<domain::RelatedItem>> fixedId(const domain::RelatedItem& value);
Checked check(const Edit& edit, Draft<domain::RelatedItem>& draft);
Checked checkRemoval(const Edit& edit, const domain::Record<domain::RelatedItem>& record);

// contactrules.cpp
Checked check(const Edit& edit, Draft<domain::Contact>& draft);
void written(const Edit& edit, const Draft<domain::Contact>& draft);
Checked checkRemoval(const Edit& edit, const domain::Record<domain::Contact>& record);
void removed(const Edit& edit, const domain::Record<domain::Contact>& record);
Checked check(const Edit& edit, Draft<domain::ContactChannel>& draft);
Checked checkRemoval(const Edit& edit, const domain::Record<domain::ContactChannel>& record);

// planrules.cpp
Checked check(const Edit& edit, Draft<domain::ResponsePlan>& draft);
void written(const Edit& edit, const Draft<domain::ResponsePlan>& draft);
void removed(const Edit& edit, const domain::Record<domain::ResponsePlan>& record);

// metricrules.cpp
Checked check(const Edit& edit, Draft<domain::MetricDefinition>& draft);
Checked check(const Edit& edit, Draft<domain::MetricSnapshot>& draft);
void written(const Edit& edit, const Draft<domain::MetricSnapshot>& draft);
void removed(const Edit& edit, const domain::Record<domain::MetricSnapshot>& record);

// analysisrules.cpp
std::optional<domain::Id<domain::Analysis>> fixedId(const domain::Analysis& value);
std::optional<domain::Id<domain::Answer>> fixedId(const domain::Answer& value);
Checked check(const Edit& edit, Draft<domain::QuestionSet>& draft);
Checked check(const Edit& edit, Draft<domain::Analysis>& draft);
Checked check(const Edit& edit, Draft<domain::Answer>& draft);
Checked check(const Edit& edit, Draft<domain::ActionItem>& draft);

/// NotFound for `field` unless a record with that id is there.
template <class T> Checked mustExist(const Edit& edit, domain::Id<T> id, const std::string& field)
{
    if (store::find(edit.tx, id))
        return {};
    return domain::fail(domain::ErrorCode::InvalidValue, field,
                        "there is no " + std::string(domain::name(T::kind)) + " " + id.toString());
}

/// Illegal when a field that is decided at creation differs.
template <class T, class M> Checked unchanged(const Draft<T>& draft, M T::*member, const char* field)
{
    if (!draft.before || draft.before->value.*member == draft.value.*member)
        return {};
    return domain::fail(domain::ErrorCode::Illegal, field, "cannot be changed after creation");
}

/// The keys that hold names which only one record may have.
inline constexpr const char* contactAliasSpace = "contact-alias";
inline constexpr const char* planNameSpace = "plan-name";
/// The open incident of a dedupe key.
inline constexpr const char* dedupeSpace = "dedupe";

} // namespace matoi::services::recordrules

/// Leaves the function with the first error.
#define MATOI_TRY(expression)                                                                                \
    do {                                                                                                     \
        if (auto matoiTried = (expression); !matoiTried)                                                     \
            return tl::make_unexpected(matoiTried.error());                                                  \
    } while (false)
