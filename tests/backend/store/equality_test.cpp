#include "tests/backend/store/storefixture.h"

#include <boost/json.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdlib>

namespace matoi::store::test {
namespace {

using namespace std::chrono_literals;

/// One step of a random story. Small numbers choose among few ids and keys, so that steps meet.
struct Step
{
    int what;
    int which;
    int amount;
    std::string text;
};

std::ostream& operator<<(std::ostream& out, const Step& step)
{
    return out << "(" << step.what << " " << step.which << " " << step.amount << " " << step.text << ")";
}

rc::Gen<std::string> words()
{
    return rc::gen::element<std::string>("", "a", "B", "障害 🚒", "it's \"quoted\"\n", "a/b", "é");
}

/// Of full size always: rapidcheck draws from a part of a range while its size is small.
rc::Gen<Step> steps()
{
    return rc::gen::resize(rc::kNominalSize,
                           rc::gen::construct<Step>(rc::gen::inRange(0, 20), rc::gen::inRange(0, 4),
                                                    rc::gen::inRange(0, 120), words()));
}

/// Short, so that most of them are not undone by a step that throws.
rc::Gen<std::vector<Step>> transactions()
{
    return rc::gen::resize(6, rc::gen::container<std::vector<Step>>(steps()));
}

const std::vector<std::string> spaces = {"page", "engagement"};

Uuid idOf(int which)
{
    return Uuid::named("equality:" + std::to_string(which));
}

Kind kindOf(int which)
{
    return which % 2 ? Kind::Incident : Kind::TimelineEvent;
}

/// Times are relative to the transaction's, for two stores never have the same clock; and in days, for what
/// two clocks tell apart by milliseconds must not decide anything.
void perform(WriteTransaction& tx, const Step& step)
{
    const std::string& space = spaces[static_cast<std::size_t>(step.which) % spaces.size()];
    const auto in = std::chrono::days(step.amount);
    const std::string key = std::to_string(step.which);
    switch (step.what) {
    case 0: tx.remove(kindOf(step.which), idOf(step.which), "remover"); break;
    case 1: tx.setKey(space, step.text, key); break;
    case 2:
    case 3: tx.setKey(space, key, step.text, tx.now() + in); break;
    case 4: tx.removeKey(space, step.text); break;
    case 5: tx.nextNumber(key, step.amount); break;
    case 6:
    case 7:
    case 8: tx.setDue(space, idOf(step.which), tx.now() + in); break;
    case 9: tx.removeDue(space, idOf(step.which)); break;
    case 10:
    case 11: tx.claimDues(space, 12h, step.which); break;
    case 12: tx.audit(step.text, "did", key, step.text); break;
    case 13: throw std::runtime_error("a change of mind");
    default:
        tx.put(kindOf(step.which), idOf(step.which),
               {{"text", step.text}, {"n", step.amount}, {"incidentId", idOf(step.amount % 3).toString()}},
               step.text);
    }
}

/// Several steps are one transaction; which of them failed as a whole is part of what can be seen.
std::string run(Store& store, const std::vector<Step>& transaction)
{
    try {
        write(store, [&](WriteTransaction& tx) {
            for (const Step& step : transaction)
                perform(tx, step);
        });
        return "done";
    } catch (const std::exception& error) {
        return error.what();
    }
}

boost::json::object seen(const StoredRecord& record)
{
    return {{"kind", name(record.kind)},      {"id", record.id.toString()},
            {"rev", record.meta.rev},         {"change", record.meta.change},
            {"deleted", record.meta.deleted}, {"by", record.meta.createdBy + "," + record.meta.updatedBy},
            {"value", record.value}};
}

/// All that can be seen, but the times.
std::string seen(ReadTransaction& tx)
{
    boost::json::array out;
    for (const StoredRecord& record : tx.changesSince(0, 100))
        out.push_back(seen(record));
    for (int which = 0; which < 4; ++which) {
        for (const bool all : {false, true})
            for (const StoredRecord& record : tx.list({.kind = kindOf(which),
                                              .parent = idOf(which % 3),
                                              .includeDeleted = all,
                                              .after = which,
                                              .limit = 2}))
                out.push_back(seen(record));
        for (const HistoryEntry& entry : tx.history(kindOf(which), idOf(which)))
            out.push_back({entry.rev, entry.value, entry.by, entry.deleted});
    }
    for (const std::string& space : spaces) {
        for (const auto& [key, value] : tx.keys(space))
            out.push_back({space, key, value, tx.key(space, key).value_or("?")});
        for (const Due& due : tx.dues(space, tx.now() + 12h, 3))
            out.push_back({space, due.id.toString()});
        out.push_back(tx.nextDue(space).has_value());
    }
    for (const auto& [key, value] : tx.keys("counter"))
        out.push_back({key, value});
    for (const AuditEntry& entry : tx.auditEntries(0, 100))
        out.push_back({entry.n, entry.by, entry.action, entry.subject, entry.detail});
    out.push_back(tx.lastChange());
    return boost::json::serialize(out);
}

std::string seen(Store& store)
{
    return read(store, [](ReadTransaction& tx) { return seen(tx); });
}

std::vector<std::string> sorted(std::vector<std::string> findings)
{
    std::sort(findings.begin(), findings.end());
    return findings;
}

TEST(BothStores, ShowTheSameAfterTheSameStory)
{
    // Each story opens two databases; RC_PARAMS from outside asks for more.
    ::setenv("RC_PARAMS", "max_success=20 max_size=25", 0);
    EXPECT_TRUE(rc::check("the same story gives the same state", [] {
        const auto story = *rc::gen::container<std::vector<std::vector<Step>>>(transactions());
        const auto jumps = *rc::gen::container<std::vector<int>>(story.size(), rc::gen::inRange(0, 30));
        ShiftedTime shift;
        const auto sqlite = sqlitePlace();
        const auto postgres = postgresPlace();
        const auto one = sqlite->open({.shift = &shift});
        const auto other = postgres->open({.shift = &shift});
        for (std::size_t i = 0; i < story.size(); ++i) {
            shift.advance(std::chrono::days(jumps[i]) + 1min);
            RC_ASSERT(run(*one, story[i]) == run(*other, story[i]));
            RC_ASSERT(seen(*one) == seen(*other));
        }
        // In which order a store finds what is wrong is its own affair.
        RC_ASSERT(sorted(one->check()) == sorted(other->check()));
    }));
}

} // namespace
} // namespace matoi::store::test
