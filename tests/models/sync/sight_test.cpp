#include "backend/services/engagementservice.h"
#include "backend/services/recordservice.h"
#include "backend/services/sight.h"
#include "backend/services/sightedstore.h"
#include "backend/services/transact.h"
#include "models/cache/journal.h"
#include "models/cache/schema.h"
#include "models/sync/rebase.h"
#include "models/wire/json.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <deque>
#include <filesystem>
#include <set>

/// Consoles that come and go while incidents are restricted and opened again, people named, given roles and
/// paged: against the service's own rules and store, with the network between them left out. Answers may come
/// late, behind what the feed has said meanwhile.
namespace {

using namespace matoi;
using namespace domain;
using boost::json::object;
using cache::Action;
using cache::Journal;

constexpr auto start = std::chrono::seconds(1'763'442'134);

/// A console whose person is a contact, and what is on its way to it.
struct Console
{
    Console(std::string person, Id<Contact> contact)
        : by{std::move(person), auth::Role::Commander, contact, "console"}
    {
        sqlite::migrate(file, cache::migrations());
    }

    auth::Actor by;
    sqlite::Connection file{":memory:"};
    std::deque<std::pair<std::int64_t, cache::Outcome>> answers;
    struct Fetched
    {
        cache::OwedIncident owed;
        cache::FeedPage page;
        bool last = false;
        bool notThere = false;
    };
    std::deque<Fetched> fetched;
    std::set<std::string> typed; ///< every one has to be found again
};

class World
{
public:
    World()
    {
        std::string pattern = std::filesystem::temp_directory_path() / "matoi-sight-XXXXXX";
        m_folder = ::mkdtemp(pattern.data());
        m_store = store::openSqliteStore(m_folder);
        for (const char* name : {"Mei", "Daniel"}) {
            const auto id =
                create(Kind::Contact, {{"alias", "a" + std::to_string(contacts.size())}, {"name", name}});
            contacts.emplace_back(id);
            consoles.push_back(std::make_unique<Console>(name, Id<Contact>(id)));
        }
        for (const char* title : {"One", "Two"})
            incidents.push_back(create(Kind::Incident, {{"title", title}, {"impact", 3}}));
    }
    ~World()
    {
        m_store.reset();
        std::filesystem::remove_all(m_folder);
    }
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // What an admin does on the service.
    Uuid create(Kind kind, object value)
    {
        const auto made = services::transact(*m_store, [&](store::WriteTransaction& tx) {
            return services::RecordService::create(tx, {kind, std::nullopt, value, {}, {}}, m_admin);
        });
        if (!made)
            RC_FAIL(made.error().field + ' ' + made.error().detail);
        return made->id;
    }
    void change(Kind kind, Uuid id, const object& patch)
    {
        const auto done = services::transact(*m_store, [&](store::WriteTransaction& tx) {
            const auto stored = tx.find(kind, id);
            return services::RecordService::change(tx, kind, id, stored->meta.rev, patch, m_admin);
        });
        if (!done)
            RC_FAIL(done.error().field + ' ' + done.error().detail);
    }
    void restrict(Uuid incident, bool on) { change(Kind::Incident, incident, {{"restricted", on}}); }
    void name(Uuid incident, int who)
    {
        boost::json::array named;
        for (std::size_t i = 0; i < contacts.size(); ++i)
            if ((who >> i) & 1)
                named.emplace_back(contacts[i].toString());
        change(Kind::Incident, incident, {{"visibleTo", named}});
    }
    void giveRole(Uuid incident, std::optional<Uuid> contact)
    {
        const auto id = roleAssignmentIdOf(Id<Incident>(incident), IncidentRole::Operations);
        const object value{{"incidentId", incident.toString()},
                           {"role", "operations"},
                           {"person", contact ? "Somebody" : ""},
                           {"contactId", contact ? boost::json::value(contact->toString()) : nullptr}};
        const bool there = store::read(*m_store, [&](store::ReadTransaction& tx) {
            return tx.find(Kind::RoleAssignment, id.uuid()).has_value();
        });
        if (there)
            change(Kind::RoleAssignment, id.uuid(), value);
        else
            create(Kind::RoleAssignment, value);
    }
    void page(Uuid incident, Uuid contact)
    {
        store::write(*m_store, [&](store::WriteTransaction& tx) {
            static_cast<void>(services::EngagementService::begin(tx, Id<Incident>(incident),
                                                                 Id<Contact>(contact), "come", m_admin));
        });
    }
    void link(Uuid from, Uuid to)
    {
        const auto id = relatedIncidentIdOf(Id<Incident>(from), Id<Incident>(to));
        const bool there = store::read(*m_store, [&](store::ReadTransaction& tx) {
            return tx.find(Kind::RelatedItem, id.uuid()).has_value();
        });
        if (!there)
            create(
                Kind::RelatedItem,
                {{"incidentId", from.toString()}, {"relatedKind", "incident"}, {"otherId", to.toString()}});
    }
    std::string word() { return "w" + std::to_string(++m_counter) + "."; }
    void addTask(Uuid incident)
    {
        create(Kind::Task, {{"incidentId", incident.toString()}, {"title", word()}});
    }
    void editTask(Uuid incident)
    {
        const auto tasks = store::read(*m_store, [&](store::ReadTransaction& tx) {
            return tx.list({Kind::Task, incident});
        });
        if (!tasks.empty())
            change(Kind::Task, tasks.front().id, {{"title", word()}});
    }

    // What a console does.
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
    template <class F> auto seenBy(Console& console, F&& work)
    {
        services::SightedStore seen(*m_store, console.by);
        return store::read(seen, std::forward<F>(work));
    }
    /// True when there is more.
    bool pull(Console& console, int limit)
    {
        const auto position = in(console, [](Journal& j) { return j.position(); });
        ChangeNumber last = 0;
        const auto page = seenBy(console, [&](store::ReadTransaction& tx) {
            last = tx.lastChange();
            auto records = tx.changesSince(position.next, limit);
            const bool all = static_cast<int>(records.size()) < limit;
            const ChangeNumber next = all ? last : records.back().meta.change;
            return cache::FeedPage{tx.epoch(), std::move(records), position.next, next};
        });
        in(console, [&](Journal& j) { j.applyPage(page); });
        return page.next < last;
    }
    bool fetch(Console& console, int limit)
    {
        const auto owed = in(console, [](Journal& j) { return j.owed(); });
        if (!owed)
            return false;
        ChangeNumber since = 0;
        for (bool more = true; more;) {
            console.fetched.push_back(seenBy(console, [&](store::ReadTransaction& tx) {
                if (!tx.find(Kind::Incident, owed->incident))
                    return Console::Fetched{*owed, {}, true, true};
                auto records = services::changesOf(tx, owed->incident, since, limit);
                const bool all = static_cast<int>(records.size()) < limit;
                const ChangeNumber next = all ? tx.lastChange() : records.back().meta.change;
                return Console::Fetched{*owed, {tx.epoch(), std::move(records), since, next}, all, false};
            }));
            since = console.fetched.back().page.next;
            more = !console.fetched.back().last;
        }
        return true;
    }
    bool arrive(Console& console)
    {
        if (!console.fetched.empty()) {
            const auto fetched = console.fetched.front();
            console.fetched.pop_front();
            in(console, [&](Journal& j) {
                if (fetched.notThere)
                    j.forgetOwed(fetched.owed);
                else
                    j.applyIncident(fetched.owed, fetched.page, fetched.last);
            });
            return true;
        }
        if (console.answers.empty())
            return false;
        const auto [entry, outcome] = console.answers.front();
        console.answers.pop_front();
        in(console, [&](Journal& j) { j.settle(entry, outcome); });
        return true;
    }
    void type(Console& console, Uuid incident)
    {
        const std::string text = word();
        console.typed.insert(text);
        in(console, [&](Journal& j) {
            j.edit({Action::Create,
                    Kind::Task,
                    Uuid::generate(),
                    {},
                    {{"incidentId", incident.toString()}, {"title", text}},
                    console.by.name,
                    now});
        });
    }
    void retype(Console& console, Uuid incident)
    {
        std::optional<cache::RecordRow> task;
        cache::RecordTable(console.file).list(Kind::Task, incident, [&](const auto&, const auto& load) {
            task = load();
        });
        if (!task)
            return;
        const std::string text = word();
        console.typed.erase(std::string(task->value.at("title").as_string())); // replaced by its author
        console.typed.insert(text);
        in(console, [&](Journal& j) {
            j.edit({Action::Change,
                    Kind::Task,
                    task->id,
                    {{"title", task->value.at("title")}},
                    {{"title", text}},
                    console.by.name,
                    now});
        });
    }
    bool send(Console& console)
    {
        const auto sent = in(console, [](Journal& j) { return j.takeNext(); });
        if (!sent)
            return false;
        console.answers.emplace_back(sent->entry, handle(console, *sent));
        return true;
    }
    void settle()
    {
        for (int quiet = 0; quiet < 3; ++quiet)
            for (const auto& console : consoles) {
                now += std::chrono::seconds(10);
                while (pull(*console, 1000) || arrive(*console) || fetch(*console, 1000) || send(*console))
                    quiet = 0;
            }
    }

    std::map<std::pair<Kind, Uuid>, Revision> readable(Console& console)
    {
        std::map<std::pair<Kind, Uuid>, Revision> found;
        for (const auto& record :
             seenBy(console, [](store::ReadTransaction& tx) { return tx.changesSince(0, 100000); }))
            if (!record.gone)
                found[{record.kind, record.id}] = record.meta.rev;
        return found;
    }
    std::map<std::pair<Kind, Uuid>, Revision> kept(Console& console)
    {
        std::map<std::pair<Kind, Uuid>, Revision> found;
        sqlite::Query query = console.file.query("SELECT kind, id, rev FROM records WHERE rev > 0");
        while (query.step())
            found[{kindNamed(query.text(0)).value(), query.uuid(1)}] = query.integer(2);
        return found;
    }
    bool isKept(Console& console, const std::string& text)
    {
        const bool onService = store::read(*m_store, [&](store::ReadTransaction& tx) {
            for (const auto& record : tx.changesSince(0, 100000)) {
                if (wire::toText(boost::json::value(record.value)).find(text) != std::string::npos)
                    return true;
                for (const auto& entry : tx.history(record.kind, record.id))
                    if (wire::toText(boost::json::value(entry.value)).find(text) != std::string::npos)
                        return true;
            }
            return false;
        });
        if (onService)
            return true;
        for (const auto& entry : cache::OutboxTable(console.file).all())
            if (wire::toText(boost::json::value(entry.mine)).find(text) != std::string::npos)
                return true;
        for (const auto& conflict : cache::ConflictTable(console.file).open())
            if (conflict.mine.find(text) != std::string::npos)
                return true;
        return false;
    }

    Time now{start};
    std::vector<std::unique_ptr<Console>> consoles;
    std::vector<Uuid> contacts;
    std::vector<Uuid> incidents;

private:
    cache::Outcome handle(Console& console, const cache::Outgoing& sent)
    {
        services::SightedStore seen(*m_store, console.by);
        const auto stored = services::transact(seen, [&](store::WriteTransaction& tx) {
            if (sent.action == Action::Create)
                return services::RecordService::create(tx, {sent.kind, sent.record, sent.body, {}, {}},
                                                       console.by);
            return services::RecordService::change(tx, sent.kind, sent.record, sent.ifMatch.value_or(0),
                                                   sent.body, console.by);
        });
        if (stored)
            return cache::Accepted{*stored};
        if (stored.error().code != ErrorCode::StaleRevision)
            return cache::Refused{stored.error()};
        return cache::Stale{
            store::read(seen, [&](store::ReadTransaction& tx) { return tx.find(sent.kind, sent.record); })};
    }

    std::string m_folder;
    std::unique_ptr<store::Store> m_store;
    const auth::Actor m_admin{"Admin", auth::Role::Admin, std::nullopt, "api"};
    const cache::RebaseRule m_rule = sync::rebase;
    int m_counter = 0;
};

/// What somebody may do with an incident on the service.
void act(World& world, Uuid incident, Uuid other, Uuid contact)
{
    switch (*rc::gen::inRange(0, 9)) {
    case 0:
    case 1: world.restrict(incident, true); break;
    case 2: world.restrict(incident, false); break;
    case 3: world.name(incident, *rc::gen::inRange(0, 4)); break;
    case 4:
        world.giveRole(incident, *rc::gen::arbitrary<bool>() ? std::optional(contact) : std::nullopt);
        break;
    case 5:
        if (*rc::gen::inRange(0, 4) == 0) // it lasts for ever
            world.page(incident, contact);
        break;
    case 6: world.link(incident, other); break;
    case 7: world.addTask(incident); break;
    default: world.editTask(incident); break;
    }
}

RC_GTEST_PROP(Sight, EveryCopyEndsAsWhatItsPersonMayRead, ())
{
    World world;
    const int steps = *rc::gen::inRange(5, 60);
    for (int i = 0; i < steps; ++i) {
        const auto one = *rc::gen::inRange<std::size_t>(0, 2);
        const Uuid incident = world.incidents[one];
        const auto who = *rc::gen::inRange<std::size_t>(0, 2);
        Console& console = *world.consoles[who];
        switch (*rc::gen::inRange(0, 12)) {
        case 0: world.pull(console, *rc::gen::inRange(1, 6)); break;
        case 1: world.pull(console, 1000); break;
        case 2: world.fetch(console, *rc::gen::inRange(1, 6)); break;
        case 3: world.arrive(console); break;
        case 4: world.type(console, incident); break;
        case 5: world.retype(console, incident); break;
        case 6: world.send(console); break;
        default: act(world, incident, world.incidents[1 - one], world.contacts[who]); break;
        }
    }
    world.settle();
    for (const auto& console : world.consoles) {
        RC_ASSERT(world.kept(*console) == world.readable(*console));
        for (const std::string& text : console->typed)
            if (!world.isKept(*console, text))
                RC_FAIL("lost: " + text);
    }
}

} // namespace
