#include "models/cache/fields.h"
#include "models/cache/schema.h"
#include "models/domain/records.h"
#include "models/merge/textmerge.h"
#include "models/sync/rebase.h"
#include "tests/support/modelservice.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace {

using namespace matoi;
using namespace std::chrono_literals;
using boost::json::object;
using cache::Action;
using cache::Journal;
using domain::Kind;
using domain::Uuid;

/// A console, its network, and what its person has done.
struct Console
{
    explicit Console(std::string person)
        : name(std::move(person))
    {
        sqlite::migrate(file, cache::migrations());
    }

    std::string name;
    sqlite::Connection file{":memory:"};
    std::set<std::string> sentences;                            ///< every one has to be found again
    std::map<std::pair<Uuid, std::string>, std::string> fields; ///< the last value of each field
    std::map<std::string, domain::Time> effects;                ///< reason → when it was asked for
};

std::string firstSentence(const std::string& text)
{
    for (const std::string& token : merge::splitSentences(text))
        if (token.find_first_not_of(" \n") != std::string::npos)
            return token;
    return {};
}

enum class Network
{
    Good,
    RequestLost,
    AnswerLost,
    Doubled
};

class World
{
public:
    std::vector<std::unique_ptr<Console>> consoles;
    test::ModelService service;
    domain::Time now = *domain::parseTime("2026-11-18T05:02:14Z");
    std::vector<Uuid> tasks;
    Uuid summary = Uuid::named("summary");
    int counter = 0;

    World()
    {
        for (const char* name : {"Misaki", "Daniel"})
            consoles.push_back(std::make_unique<Console>(name));
    }

    template <class F> auto in(Console& console, F&& work)
    {
        sqlite::Transaction transaction(console.file);
        Journal journal(console.file, m_rule, now);
        if constexpr (std::is_void_v<decltype(work(journal))>) {
            work(journal);
            transaction.commit();
        } else {
            auto result = work(journal);
            transaction.commit();
            return result;
        }
    }

    std::optional<cache::RecordRow> row(Console& console, Kind kind, Uuid id)
    {
        return cache::RecordTable(console.file).find(kind, id);
    }

    void edit(Console& console, Action action, Kind kind, Uuid id, object base, object mine)
    {
        in(console, [&](Journal& j) {
            j.edit({action, kind, id, std::move(base), std::move(mine), console.name, now});
        });
    }

    void createTask(Console& console)
    {
        domain::Task task;
        task.title = "t" + std::to_string(++counter);
        task.incidentId = domain::Id<domain::Incident>(Uuid::named("incident"));
        tasks.push_back(Uuid::generate());
        edit(console, Action::Create, Kind::Task, tasks.back(), {}, wire::toJson(task));
    }

    void editTask(Console& console, std::size_t which, const std::string& field)
    {
        if (tasks.empty())
            return;
        const Uuid id = tasks[which % tasks.size()];
        const auto there = row(console, Kind::Task, id);
        if (!there || there->meta.deleted)
            return;
        const std::string value = console.name + std::to_string(++counter);
        edit(console, Action::Change, Kind::Task, id, {{field, cache::member(there->value, field)}},
             {{field, value}});
        console.fields[{id, field}] = value;
    }

    void removeTask(Console& console, std::size_t which)
    {
        if (tasks.empty())
            return;
        const Uuid id = tasks[which % tasks.size()];
        const auto there = row(console, Kind::Task, id);
        if (!there || there->meta.deleted)
            return;
        edit(console, Action::Remove, Kind::Task, id, {}, {});
        for (const char* field : {"title", "assignee"})
            console.fields.erase({id, field});
    }

    /// A sentence of one's own, at the start, in the place of the first one, or at the end.
    void write(Console& console, int place)
    {
        const std::string sentence = console.name + " wrote number " + std::to_string(++counter) + ".";
        console.sentences.insert(sentence);
        const auto there = row(console, Kind::Summary, summary);
        if (!there) {
            domain::Summary value;
            value.incidentId = domain::Id<domain::Incident>(Uuid::named("incident"));
            value.text = sentence;
            edit(console, Action::Create, Kind::Summary, summary, {}, wire::toJson(value));
            return;
        }
        const std::string before = cache::textMember(there->value, "text");
        std::string after = before + " " + sentence;
        if (place == 0)
            after = sentence + " " + before;
        else if (place == 1) {
            const std::string first = firstSentence(before);
            console.sentences.erase(first); // replaced by its own author, or in the history
            after = sentence + before.substr(first.size());
        }
        edit(console, Action::Change, Kind::Summary, summary, {{"text", before}}, {{"text", after}});
    }

    void page(Console& console)
    {
        const std::string reason = console.name + std::to_string(++counter);
        console.effects[reason] = now;
        in(console, [&](Journal& j) {
            j.effect({Action::Page, Kind::Incident, Uuid::named("incident"), {{"reason", reason}}});
        });
    }

    bool push(Console& console, Network network)
    {
        const auto sent = in(console, [](Journal& j) { return j.takeNext(); });
        if (!sent)
            return false;
        const cache::Outcome nothingHeard = cache::Failed{{domain::ErrorCode::Unavailable, {}, {}}, now};
        cache::Outcome outcome = nothingHeard;
        if (network != Network::RequestLost)
            outcome = service.handle(*sent, now, console.name);
        if (network == Network::Doubled)
            outcome = service.handle(*sent, now, console.name);
        if (network == Network::AnswerLost)
            outcome = nothingHeard;
        in(console, [&](Journal& j) { j.settle(sent->entry, outcome); });
        return true;
    }

    void pull(Console& console, std::size_t limit)
    {
        in(console, [&](Journal& j) { j.applyPage(service.page(j.position().next, limit)); });
    }

    /// Everybody is online until nothing moves any more.
    void settle()
    {
        now += 10min;
        for (int quiet = 0; quiet < 3;) {
            ++quiet;
            for (const auto& console : consoles) {
                pull(*console, 1000);
                while (push(*console, Network::Good))
                    quiet = 0;
                now += 3s;
            }
        }
        for (const auto& console : consoles)
            pull(*console, 1000);
    }

private:
    const cache::RebaseRule m_rule = sync::rebase;
};

std::string described(Console& console)
{
    std::string text = console.name + " has in the outbox:\n";
    for (const auto& entry : cache::OutboxTable(console.file).all())
        text += std::to_string(entry.id) + ' ' + std::string(cache::word(entry.action)) + ' ' +
                std::string(domain::name(entry.kind)) + ' ' + entry.record.toString() +
                (entry.inDoubt ? " in doubt" : "") + " base " + wire::toText(boost::json::value(entry.base)) +
                " mine " + wire::toText(boost::json::value(entry.mine)) + '\n';
    for (const auto& conflict : cache::ConflictTable(console.file).open())
        text += "asked: " + conflict.field + " base " + conflict.base + " mine " + conflict.mine +
                " theirs " + conflict.theirs + '\n';
    return text;
}

/// Where nothing waits for a person, every copy is the service's record.
void everybodyAgrees(World& world)
{
    for (const auto& console : world.consoles) {
        for (const auto& [key, record] : world.service.records) {
            const auto here = world.row(*console, key.first, key.second);
            RC_ASSERT(here.has_value());
            RC_ASSERT(here->serverValue == record.value);
            RC_ASSERT(here->meta.rev == record.meta.rev);
            if (cache::OutboxTable(console->file).of(key.first, key.second).empty()) {
                RC_ASSERT(here->value == record.value);
                RC_ASSERT(here->meta.deleted == record.meta.deleted);
                RC_ASSERT(here->meta.unsent == 0);
            }
        }
        const auto waiting = cache::ConflictTable(console->file).waitingEntries();
        std::set<std::pair<Kind, Uuid>> asked; // what comes behind a question waits too
        for (const auto& entry : cache::OutboxTable(console->file).all()) {
            if (std::find(waiting.begin(), waiting.end(), entry.id) != waiting.end())
                asked.emplace(entry.kind, entry.record);
            if (entry.state == cache::OutboxRow::State::Waiting &&
                !asked.contains({entry.kind, entry.record}))
                RC_FAIL(described(*console));
        }
    }
}

std::string historyOf(World& world)
{
    std::string text = "the service had:\n";
    for (const auto& revision : world.service.history)
        text += wire::toText(wire::toJson(revision)) + '\n';
    return text;
}

/// In the service's state or history, in a question that is open, or in an edit that was refused.
bool isKept(World& world, Console& console, const std::string& text)
{
    for (const auto& revision : world.service.history)
        if (wire::toText(boost::json::value(revision.value)).find(text) != std::string::npos)
            return true;
    for (const auto& conflict : cache::ConflictTable(console.file).open())
        if (conflict.mine.find(text) != std::string::npos)
            return true;
    for (const auto& entry : cache::OutboxTable(console.file).all())
        if (wire::toText(boost::json::value(entry.mine)).find(text) != std::string::npos)
            return true;
    return false;
}

RC_GTEST_PROP(Sync, LosesNoEditHoweverTheNetworkBehaves, ())
{
    World world;
    const int steps = *rc::gen::inRange(5, 80);
    for (int i = 0; i < steps; ++i) {
        Console& console = *world.consoles[*rc::gen::inRange<std::size_t>(0, 2)];
        switch (*rc::gen::inRange(0, 11)) {
        case 0: world.createTask(console); break;
        case 1:
        case 2: world.editTask(console, *rc::gen::inRange<std::size_t>(0, 4), "title"); break;
        case 3: world.editTask(console, *rc::gen::inRange<std::size_t>(0, 4), "assignee"); break;
        case 4: world.removeTask(console, *rc::gen::inRange<std::size_t>(0, 4)); break;
        case 5:
        case 6: world.write(console, *rc::gen::inRange(0, 3)); break;
        case 7: world.page(console); break;
        case 8: world.pull(console, *rc::gen::inRange<std::size_t>(1, 5)); break;
        case 9:
            world.push(console, *rc::gen::element(Network::Good, Network::RequestLost, Network::AnswerLost,
                                                  Network::Doubled));
            break;
        default: world.now += *rc::gen::inRange(1, 90) * 1s; break;
        }
    }
    world.settle();

    everybodyAgrees(world);
    for (const auto& [key, times] : world.service.applied)
        RC_ASSERT(times == 1);
    for (const auto& console : world.consoles) {
        for (const std::string& sentence : console->sentences)
            if (!isKept(world, *console, sentence))
                RC_FAIL("lost: " + sentence + '\n' + described(*console) + historyOf(world));
        for (const auto& [where, value] : console->fields)
            RC_ASSERT(isKept(world, *console, value));
        std::map<std::string, int> carriedOut;
        for (const auto& effect : world.service.effects) {
            const std::string reason = cache::textMember(effect.body, "reason");
            const auto asked = console->effects.find(reason);
            if (asked == console->effects.end())
                continue;
            RC_ASSERT(effect.at - asked->second < Journal::kEffectLife);
            RC_ASSERT(++carriedOut[reason] == 1);
        }
    }
}

} // namespace
