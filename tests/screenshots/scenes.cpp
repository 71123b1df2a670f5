#include "tests/screenshots/scenes.h"

#include "widgets/handover/briefingtext.h"

namespace matoi::test {

using namespace domain;
using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;

void fillCockpit(Stage& stage)
{
    MemoryRepositories& memory = stage.memory();
    const auto incident = stage.story().checkout;
    const auto role = [&](IncidentRole which, const char* person) {
        memory.roleAssignments.put(roleAssignmentIdOf(incident, which),
                                   {incident, which, person, std::nullopt, Story::at(14, 10)});
    };
    role(IncidentRole::Operations, "Daniel Reyes");
    role(IncidentRole::Communications, "Daniel Reyes");
    role(IncidentRole::Liaison, "Mei Kondo");
    Decision open;
    open.incidentId = incident;
    open.what = "Void the 318 authorisations by hand?";
    open.because = "Needs Kenji: do they settle alone?";
    open.askedBy = "Daniel Reyes";
    open.askedAt = Story::at(14, 28);
    open.dueAt = Story::at(14, 40);
    memory.decisions.put(Id<Decision>::generate(), open);
    Decision made;
    made.incidentId = incident;
    made.what = "Turn off recommendation widget";
    made.because = "Saves about 30% CPU.";
    made.insteadOf = "scale out to 24 (9 min to boot).";
    made.askedBy = made.decidedBy = "Misaki Sato";
    made.askedAt = made.decidedAt.emplace(Story::at(14, 22));
    made.checkAgainAt = Story::at(14, 42);
    memory.decisions.put(Id<Decision>::generate(), made);
    const auto task = [&](const char* title, const char* person, int box, Time since) {
        Task value;
        value.incidentId = incident;
        value.title = title;
        value.assignee = person;
        value.boxMinutes = box;
        value.boxStartedAt = since;
        memory.tasks.put(Id<Task>::generate(), value);
    };
    task("Are other services slow?", "Sofia Lindqvist", 10, Story::at(14, 21, 22));
    task("Confirm p99 under 1.2 s for 10 min", "Daniel Reyes", 15, Story::at(14, 27));
    task("Draft text for customer support", "Mei Kondo", 10, Story::at(14, 29));
    memory.reports.put(Id<Report>::generate(),
                       {incident, "Daniel Reyes", Story::at(14, 27), "p99 falls. 5 of 12 instances replaced.",
                        "Watching batch 4, profiling on i-09f3.", "Someone to hold the shop team off."});
    memory.reports.put(Id<Report>::generate(),
                       {incident, "Sofia Lindqvist", Story::at(14, 20), "Search and login are normal.",
                        "Checking the admin console.", ""});
    memory.callOuts.put(Id<CallOut>::generate(), {incident,
                                                  Story::at(14, 25, 14),
                                                  {"Daniel Reyes", "Mei Kondo", "Sofia Lindqvist"},
                                                  {"Daniel Reyes", "Mei Kondo", "Sofia Lindqvist"}});
}

void fillAnalysis(Stage& stage)
{
    Story& story = stage.story();
    MemoryRepositories& memory = story.memory;
    Incident ended = memory.incidents.find(story.checkout)->value;
    ended.status = IncidentStatus::Resolved;
    ended.resolvedAt = Story::at(15, 53);
    ended.nextUpdateDueAt.reset();
    memory.incidents.put(story.checkout, ended);
    Engagement last = memory.engagements.find(story.running)->value;
    last.state = EngagementState::Acknowledged;
    last.endedBy = "Kenji Mori";
    last.endedVia = "desktop";
    last.endedAt = Story::at(14, 33, 5);
    last.nextStepAt.reset();
    memory.engagements.put(story.running, last);
    story.clock.set(Story::at(11, 42) + hours(48));
    memory.notifier.setSyncState({.connection = memory.notifier.syncState().connection,
                                  .syncedAt = story.clock.now() - std::chrono::seconds(2)});
    const auto begun = stage.context().analyses.begin(story.checkout);
    if (!begun)
        qFatal("no analysis: %s", begun.error().detail.c_str());
    const auto analysis = memory.analyses.find(*begun);
    const auto answer = [&](const char* key, const char* text) {
        static_cast<void>(stage.context().analyses.saveAnswer(*analysis, key, std::nullopt, text));
    };
    answer("detect-how",
           "An alarm on the p99 latency of the checkout fired at 14:02, seven minutes after the deploy. "
           "Two customers had called by then.");
    answer("diagnose-cause",
           "The CPU profile of one instance showed `PriceRecalc` at **31%**. The deploy of 13:55 had "
           "put it in the request path.\n\n- The graph of the deploys pointed at it at 14:08\n- "
           "The rollback confirmed it");
    answer("mitigate-what", "Rolling back to `2026.11.17-2`, and turning the recommendation widget off.");
    const auto item = [&](const char* title, const char* owner, const char* due, ActionPriority priority,
                          ActionKind kind, ActionState state) {
        memory.actionItems.put(Id<ActionItem>::generate(),
                               {story.checkout, title, owner, due, priority, kind, state});
    };
    item("Move the recommendation widget into its own pool", "Daniel Reyes", "2026-12-11",
         ActionPriority::Must, ActionKind::Mitigate, ActionState::Open);
    item("Load test in the pipeline, with real carts", "Mei Kondo", "2026-12-18", ActionPriority::Should,
         ActionKind::Prevent, ActionState::Open);
    item("Alarm on the rate of price recalculations", "Daniel Reyes", "2026-11-25", ActionPriority::Should,
         ActionKind::Detect, ActionState::Done);
}

void clashOverSummary(Stage& stage)
{
    Conflict conflict;
    conflict.id = 1;
    conflict.kind = Kind::Summary;
    conflict.record = summaryIdOf(stage.story().checkout).uuid();
    conflict.parent = stage.story().checkout.uuid();
    conflict.field = "text";
    conflict.base = "CPU is high. Nobody knows why.";
    conflict.mine = "CPU is high. The deploy of 13:55 did it.";
    conflict.theirs = "CPU is high. PriceRecalc takes 31%.";
    conflict.theirsBy = "Daniel Reyes";
    conflict.at = Story::at(14, 30);
    stage.memory().conflicts.rows.push_back(conflict);
}

Id<Handover> offerCommand(Stage& stage)
{
    Handover offer;
    offer.incidentId = stage.story().checkout;
    offer.from = "Misaki Sato";
    offer.to = "Daniel Reyes";
    offer.briefing = widgets::briefingFromRecord(stage.context(), stage.story().checkout);
    offer.offeredAt = stage.story().clock.now() - std::chrono::seconds(23);
    offer.expiresAt = offer.offeredAt + minutes(5);
    const auto id = Id<Handover>::generate();
    stage.memory().handovers.put(id, offer);
    stage.memory().notifier.setSession({"Daniel Reyes", "commander", std::nullopt});
    return id;
}

void prepareSearch(Stage& stage)
{
    const Story& story = stage.story();
    if (stage.is(State::Error))
        return; // it cannot be read
    const auto hit = [&](Kind kind, Id<Incident> incident, int minute, std::vector<SnippetPiece> pieces) {
        return SearchHit{kind, Uuid::generate(), incident, Story::at(14, minute), std::move(pieces)};
    };
    stage.memory().search.page = SearchPage();
    if (stage.is(State::Empty))
        return;
    stage.memory().search.page =
        SearchPage{{hit(Kind::TimelineEvent, story.checkout, 9,
                        {{"Connection pool of the checkout ", false}, {"DB", true}, {" is at 98 %", false}}),
                    hit(Kind::TimelineEvent, story.checkout, 22,
                        {{"決済", false}, {"DB", true}, {"の障害対応を開始、接続数を調査", false}}),
                    hit(Kind::Summary, story.checkout, 12,
                        {{"…the primary ", false},
                         {"DB", true},
                         {" was not restarted. Checkout returns 503 for one customer in nine since 14:02, "
                          "and the queue of "
                          "orders grows by 40 a minute while the cache warms.",
                          false}}),
                    hit(Kind::Incident, story.search, 0,
                        {{"Search index lag: ", false}, {"DB", true}, {" replica", false}})},
                   std::nullopt,
                   {{story.checkout.uuid(), 14}},
                   false};
}

void forgetIncidents(Stage& stage)
{
    for (const auto& incident : stage.memory().incidents.all())
        static_cast<void>(stage.memory().incidents.remove(incident));
}

} // namespace matoi::test
