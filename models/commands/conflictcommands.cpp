#include "models/commands/conflictcommands.h"

#include "models/domain/ports/repositoryof.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace matoi::commands {

using namespace domain;

namespace {

struct Follower
{
    Kind kind;
    std::string_view leader;
    std::string_view field;
};

/// The commands write these fields together with their leader.
constexpr std::array followers = {
    Follower{Kind::Incident, "status", "acknowledgedAt"},
    Follower{Kind::Incident, "status", "mitigatedAt"},
    Follower{Kind::Incident, "status", "resolvedAt"},
    Follower{Kind::RoleAssignment, "person", "since"},
    Follower{Kind::RoleAssignment, "person", "contactId"},
    Follower{Kind::Task, "state", "doneBy"},
    Follower{Kind::Task, "state", "doneAt"},
    Follower{Kind::Task, "state", "reason"},
};

bool follows(const Conflict& one, const Conflict& leader)
{
    return one.record == leader.record && one.kind == leader.kind &&
           std::any_of(followers.begin(), followers.end(), [&](const Follower& pair) {
               return pair.kind == one.kind && pair.leader == leader.field && pair.field == one.field;
           });
}

} // namespace

ConflictCommands::ConflictCommands(Repositories& repositories, EditHistory& history)
    : m_repositories(repositories)
    , m_history(history)
{}

std::vector<Conflict> ConflictCommands::questions() const
{
    const std::vector<Conflict> open = m_repositories.conflicts.open();
    std::vector<Conflict> asked;
    std::copy_if(open.begin(), open.end(), std::back_inserter(asked), [&](const Conflict& one) {
        return std::none_of(open.begin(), open.end(),
                            [&](const Conflict& other) { return follows(one, other); });
    });
    return asked;
}

const std::string& ConflictCommands::valueOf(const Conflict& conflict, Side side)
{
    return side == Side::Mine ? conflict.mine : conflict.theirs;
}

Result<void> ConflictCommands::settle(const Conflict& seen, Side side)
{
    return write(seen, valueOf(seen, side), side);
}

Result<void> ConflictCommands::settle(const Conflict& seen, const std::string& value)
{
    return write(seen, value, std::nullopt);
}

Result<void> ConflictCommands::write(const Conflict& seen, const std::string& value, std::optional<Side> side)
{
    const std::vector<Conflict> open = m_repositories.conflicts.open();
    const auto now =
        std::find_if(open.begin(), open.end(), [&](const Conflict& one) { return one.id == seen.id; });
    if (now == open.end())
        return fail(ErrorCode::NotFound, {}, "this conflict is settled already");
    if (now->theirs != seen.theirs || now->mine != seen.mine)
        return fail(ErrorCode::StaleRevision, seen.field, "it was changed again meanwhile");
    return withRecordType(seen.kind, [&]<class T>() {
        return writeRecord(repositoryOf<T>(m_repositories), seen, value, side, open);
    });
}

template <class T>
Result<void> ConflictCommands::writeRecord(Repository<T>& records, const Conflict& seen,
                                           const std::string& value, std::optional<Side> side,
                                           const std::vector<Conflict>& open)
{
    const Id<T> id(seen.record);
    const auto before = records.find(id); // as it was shown, which is with this person's value
    if (auto settled = m_repositories.conflicts.resolve(seen.id, value); !settled)
        return settled;
    if (side)
        for (const Conflict& one : open)
            if (follows(one, seen))
                // Settled elsewhere in between, it needs nothing; anything else asks again by itself.
                static_cast<void>(m_repositories.conflicts.resolve(one.id, valueOf(one, *side)));
    const auto after = records.find(id);
    EditHistory::Undo undo;
    if (side != Side::Mine && before && seen.field.empty())
        undo = [&records, id, value = before->value] { return records.create(id, value); };
    else if (side != Side::Mine && before && after)
        // Only what was settled differs between the two, whatever else moves on until then.
        undo = [&records, after = *after, value = before->value] { return records.change(after, value); };
    m_history.add(Deed::ConflictSettled, std::move(undo));
    return {};
}

} // namespace matoi::commands
