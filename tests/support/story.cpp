#include "tests/support/story.h"

#include "models/domain/rules/escalation.h"

#include <cmath>

namespace matoi::test {

using namespace domain;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Time Story::at(int hour, int minute, int second)
{
    using namespace std::chrono;
    return sys_days(2026y / November / 18) + hours(hour - 9) + minutes(minute) + seconds(second);
}

Story::Story()
    : clock(at(14, 31, 26))
    , memory(clock)
{
    memory.notifier.setSyncState({.connection = SyncState::Connection::Live, .syncedAt = at(14, 31, 24)});
    people();
    metricRecords();
    incidentRecords();
    engagementRecords();
    timelineRecords();
    analysisRecords();
}

Id<Contact> Story::person(const std::string& alias, const std::string& name, const std::string& title,
                          const std::string& zone, std::vector<std::pair<ChannelKind, int>> waits)
{
    const auto id = Id<Contact>::generate();
    Contact contact;
    contact.alias = alias;
    contact.name = name;
    contact.title = title;
    contact.timeZone = zone;
    for (const auto& [kind, duration] : waits) {
        const auto channel = Id<ContactChannel>::generate();
        ContactChannel value;
        value.contactId = id;
        value.channelKind = kind;
        if (kind == ChannelKind::Email)
            value.address = alias + "@hinode.example";
        if (kind == ChannelKind::Webhook)
            value.address = "https://sms.hinode.example/" + alias;
        value.active = !(kind == ChannelKind::Webhook && alias == "d.reyes");
        memory.contactChannels.put(channel, value);
        contact.stages.push_back({duration, {{channel, std::nullopt}}});
    }
    memory.contacts.put(id, contact);
    return id;
}

void Story::people()
{
    using enum ChannelKind;
    misaki = person("m.sato", "Misaki Sato", "Checkout primary", "Asia/Tokyo",
                    {{Desktop, 60}, {Email, 120}, {Webhook, 120}});
    daniel = person("d.reyes", "Daniel Reyes", "Checkout engineer", "Europe/Madrid",
                    {{Email, 120}, {Webhook, 120}});
    kenji = person("k.mori", "Kenji Mori", "Payments on-call", "Asia/Tokyo",
                   {{Desktop, 120}, {Email, 120}, {Webhook, 60}});
    aiko = person("a.tanaka", "Aiko Tanaka", "Payments lead", "Asia/Tokyo", {{Email, 240}, {Webhook, 240}});
    haruto = person("h.endo", "Haruto Endo", "Engineering manager", "Asia/Tokyo", {{Email, 300}});
    const auto escalation = [this](Id<Contact> id, const char* alias, const char* name,
                                   std::vector<std::pair<int, std::vector<Id<Contact>>>> stages) {
        Contact contact;
        contact.contactKind = ContactKind::Escalation;
        contact.alias = alias;
        contact.name = name;
        for (const auto& [duration, targets] : stages) {
            PlanStage stage{duration, {}};
            for (const auto& target : targets)
                stage.targets.push_back({std::nullopt, target});
            contact.stages.push_back(stage);
        }
        memory.contacts.put(id, contact);
    };
    escalation(payments, "payments-oncall", "Payments on-call",
               {{300, {kenji}}, {600, {aiko}}, {300, {haruto}}});
    escalation(primary, "checkout-primary", "Checkout primary",
               {{300, {misaki}}, {600, {daniel}}, {300, {haruto}}});
}

void Story::incidentRecords()
{
    ResponsePlan responsePlan;
    responsePlan.name = "checkout-critical";
    responsePlan.title = "Checkout slow and failing: {alertname}";
    responsePlan.impact = Impact::Critical;
    responsePlan.engagements = {primary};
    responsePlan.metrics = metrics;
    responsePlan.updateIntervalMinutes = 20;
    responsePlan.checklist = {"Take command", "Confirm customer impact"};
    memory.responsePlans.put(plan, responsePlan);
    ResponsePlan degraded = responsePlan;
    degraded.name = "checkout-degraded";
    degraded.impact = Impact::Medium;
    memory.responsePlans.put(Id<ResponsePlan>::generate(), degraded);

    Incident main;
    main.number = 2041;
    main.title = "Checkout slow and failing: CPU saturation on web-prod";
    main.impact = Impact::Critical;
    main.status = IncidentStatus::Mitigating;
    main.source = "alertmanager";
    main.planId = plan;
    main.planName = "checkout-critical";
    main.metrics = metrics;
    main.updateIntervalMinutes = 20;
    main.startedAt = at(14, 2, 14);
    main.detectedAt = at(14, 2, 14);
    main.acknowledgedAt = at(14, 5, 40);
    main.nextUpdateDueAt = at(14, 38);
    main.service = "checkout-api";
    main.chatChannel = "#inc-2041-checkout";
    memory.incidents.put(checkout, main);

    Incident lag;
    lag.number = 2040;
    lag.title = "Search index lag over 15 min in ap-northeast-1";
    lag.status = IncidentStatus::Acknowledged;
    lag.startedAt = lag.detectedAt.emplace(at(12, 38, 46));
    lag.acknowledgedAt = at(12, 40, 38);
    lag.nextUpdateDueAt = at(14, 53, 31);
    memory.incidents.put(search, lag);

    Incident late;
    late.number = 2042;
    late.title = "Nightly invoice export delayed";
    late.impact = Impact::Low;
    late.startedAt = late.detectedAt.emplace(at(14, 23, 23));
    memory.incidents.put(invoices, late);

    const auto resolved = [this](int number, const char* title, Impact impact, int daysAgo,
                                 int lengthMinutes) {
        Incident incident;
        incident.number = number;
        incident.title = title;
        incident.impact = impact;
        incident.status = IncidentStatus::Resolved;
        incident.startedAt = incident.detectedAt.emplace(at(10, 28) - hours(24 * daysAgo));
        incident.acknowledgedAt = incident.startedAt + minutes(3);
        incident.resolvedAt = incident.startedAt + minutes(lengthMinutes);
        memory.incidents.put(Id<Incident>::generate(), incident);
    };
    resolved(2038, "Card payments declined for Visa (acquirer outage)", Impact::High, 2, 74);
    resolved(2037, "Product images 404 after CDN purge", Impact::Medium, 3, 38);
    resolved(2036, "Game day: lose one AZ", Impact::None, 5, 125);
    resolved(2035, "Login errors for iOS 4.12 users", Impact::High, 6, 52);

    const auto command = [this](Id<Incident> incident, const char* name) {
        memory.roleAssignments.put(roleAssignmentIdOf(incident, IncidentRole::Commander),
                                   {incident, IncidentRole::Commander, name, std::nullopt, at(14, 6)});
    };
    command(checkout, "Misaki Sato");
    command(search, "Ryo Hayashi");

    clock.set(at(14, 24));
    memory.summaries.put(
        summaryIdOf(checkout),
        {checkout,
         "**Impact.** About 52% of checkouts fail or take over 2 s for all web users in Japan. Orders are at "
         "212/min against a normal 420/min.\n\n**Cause, likely.** Deploy `2026.11.18-3` at 13:55 put a price "
         "recalculation in the request path. CPU is at 97–99% on 11 of 12 `web-prod` instances.\n\n"
         "**Doing.** Rolling back to `2026.11.17-2`; 7 of 12 instances replaced. Recommendation widget is "
         "off.\n\n**Not known yet.** Whether 318 held card authorisations settle on their own (Kenji Mori "
         "paged)."});
    clock.set(at(14, 31, 26));

    struct Row
    {
        const char* title;
        const char* by;
        int minute;
    };
    int position = 0;
    for (const Row& row :
         {Row{"Take command", "Misaki Sato", 6}, Row{"Confirm customer impact", "Misaki Sato", 9},
          Row{"Post first status update within 20 min", "Daniel Reyes", 18},
          Row{"Freeze deploys", "Daniel Reyes", 13},
          Row{"Check settlement of held authorisations", "Kenji Mori", 0},
          Row{"Confirm p99 under 1.2 s for 10 min", "Daniel Reyes", 0},
          Row{"Tell customer support what to say", "", 0}}) {
        Task task;
        task.incidentId = checkout;
        task.title = row.title;
        task.position = position++;
        task.assignee = row.by;
        if (row.minute > 0) {
            task.state = TaskState::Done;
            task.doneBy = row.by;
            task.doneAt = at(14, row.minute);
        }
        memory.tasks.put(Id<Task>::generate(), task);
    }
}

void Story::pagesOf(Id<Engagement> id, const Engagement& engagement, int elapsedSeconds)
{
    for (const EngagementStep& step : engagement.steps) {
        Page page;
        page.incidentId = engagement.incidentId;
        page.engagementId = id;
        page.contactId = step.contactId;
        page.contactName = step.contactName;
        page.stage = step.stage;
        page.channelId = step.channelId;
        page.channelKind = step.channelKind;
        page.address = step.address;
        page.dueAt = engagement.startedAt + seconds(step.offsetSeconds);
        if (step.offsetSeconds < elapsedSeconds) {
            page.state = PageState::Sent;
            page.attempts = 1;
            page.sentAt = page.dueAt + seconds(1);
        } else if (engagement.state != EngagementState::Running) {
            page.state = PageState::Stopped;
            page.stoppedAt = engagement.endedAt;
        }
        memory.pages.put(Id<Page>::generate(), page);
    }
}

void Story::engagementRecords()
{
    const rules::ContactDirectory directory{
        [this](Id<Contact> id) { return memory.contacts.find(id); },
        [this](Id<Contact> id) { return memory.contactChannels.of(id.uuid()); }};
    const auto begin = [&](Id<Contact> contact, Time startedAt) {
        const auto preview = rules::escalationSteps(contact, directory);
        Engagement engagement;
        engagement.incidentId = checkout;
        engagement.contactId = contact;
        engagement.contactName = memory.contacts.find(contact)->value.name;
        engagement.startedAt = startedAt;
        engagement.stages = preview.stages;
        engagement.steps = preview.steps;
        return engagement;
    };
    Engagement first = begin(primary, at(14, 2, 15));
    first.startedBy = "checkout-critical";
    first.state = EngagementState::Acknowledged;
    first.endedBy = "Misaki Sato";
    first.endedVia = "email-link";
    first.endedAt = at(14, 5, 41);
    memory.engagements.put(acknowledged, first);
    pagesOf(acknowledged, first, 206);

    Engagement second = begin(payments, at(14, 28, 36));
    second.startedBy = "Misaki Sato";
    second.reason = "held card authorisations";
    second.nextStepAt = at(14, 32, 36);
    memory.engagements.put(running, second);
    pagesOf(running, second, 170);
}

void Story::timelineRecords()
{
    struct Row
    {
        int hour, minute, second;
        EventKind kind;
        const char* type;
        const char* text;
        const char* author;
        bool pinned;
    };
    using enum EventKind;
    for (const Row& row : {
             Row{13, 55, 0, Automatic, "deploy", "Deploy 2026.11.18-3 of checkout-api finished", "matoid",
                 false},
             Row{14, 2, 14, Automatic, eventtype::opened,
                 "Opened by alertmanager with plan checkout-critical", "matoid", false},
             Row{14, 2, 15, Automatic, eventtype::engaged, "Paging Checkout primary", "matoid", false},
             Row{14, 5, 41, Automatic, eventtype::acknowledged, "Misaki Sato acknowledged after 3 m 26 s",
                 "matoid", false},
             Row{14, 8, 2, Observation, "", "11 of 12 instances at 97–99% CPU after deploy 2026.11.18-3",
                 "Misaki Sato", true},
             Row{14, 11, 4, Decision, "", "Roll back rather than scale out", "Misaki Sato", true},
             Row{14, 12, 30, Action, "", "Rollback to 2026.11.17-2 started", "Daniel Reyes", false},
             Row{14, 18, 0, Communication, "",
                 "Status page: “Checkout is slow or failing for some customers”", "Daniel Reyes", false},
             Row{14, 22, 10, Decision, "", "Turn off recommendation widget, saves about 30% CPU",
                 "Misaki Sato", false},
             Row{14, 27, 5, Action, "", "7 of 12 instances replaced", "Daniel Reyes", false},
             Row{14, 28, 36, Automatic, eventtype::engaged,
                 "Paging Payments on-call: held card authorisations", "Misaki Sato", false},
             Row{14, 31, 18, Observation, "", "Checkout 5xx rate back under 1%", "Misaki Sato", false},
         }) {
        TimelineEvent event;
        event.incidentId = checkout;
        event.at = at(row.hour, row.minute, row.second);
        event.eventKind = row.kind;
        event.type = row.type;
        event.text = row.text;
        event.author = row.author;
        event.pinned = row.pinned;
        if (event.type == eventtype::opened)
            event.values = {{"plan", "checkout-critical"}, {"source", "alertmanager"}};
        if (event.type == eventtype::engaged)
            event.values = {{"contact", row.minute == 2 ? "Checkout primary" : "Payments on-call"},
                            {"reason", row.minute == 2 ? "" : "held card authorisations"}};
        if (event.type == eventtype::acknowledged)
            event.values = {{"contact", "Checkout primary"}, {"person", "Misaki Sato"}, {"after", "206"}};
        memory.timelineEvents.put(Id<TimelineEvent>::generate(), event, 0, row.author);
    }
}

void Story::metricRecords()
{
    struct Row
    {
        const char* title;
        const char* unit;
        double calm, bad, threshold;
        ThresholdSide side;
    };
    using enum ThresholdSide;
    unsigned noise = 12345;
    for (const Row& row : {Row{"Checkout p99 latency", "s", 0.4, 2.2, 1.2, Above},
                           Row{"web-prod CPU, mean", "%", 42, 97, 85, Above},
                           Row{"Checkout 5xx rate", "%", 0.2, 2.6, 1, Above},
                           Row{"Orders per minute", "", 420, 205, 300, Below}}) {
        const auto id = Id<MetricDefinition>::generate();
        MetricDefinition definition;
        definition.title = row.title;
        definition.unit = row.unit;
        definition.query = "checkout_query";
        definition.threshold = MetricThreshold{row.threshold, row.side};
        definition.stepSeconds = 30;
        memory.metricDefinitions.put(id, definition);
        auto& samples = memory.metricSamples.data[id];
        for (Time t = at(13, 20); t <= at(14, 31, 20); t += seconds(30)) {
            const double sinceDeploy = std::chrono::duration<double>(t - at(13, 56)).count() / 420.0;
            const double recovery = std::chrono::duration<double>(t - at(14, 22)).count() / 900.0;
            double bad =
                std::min(1.0, std::max(0.0, sinceDeploy)) - 0.55 * std::min(1.0, std::max(0.0, recovery));
            noise = noise * 1664525U + 1013904223U;
            bad += (static_cast<double>(noise >> 8) / 16777216.0 - 0.5) * 0.08;
            samples.push_back({t, row.calm + (row.bad - row.calm) * bad});
        }
        metrics.push_back(id);
    }
    memory.metricSamples.readAt = at(14, 31, 18);
}

void Story::analysisRecords()
{
    QuestionSet set;
    set.name = "Default";
    const auto add = [&](const char* key, QuestionCategory category, const char* en, const char* ja) {
        set.questions.push_back({key, category, en, ja,
                                 "Name the signal, graph or person that pointed at it, and when.",
                                 "手掛かりになった信号、グラフ、人と、その時刻を挙げる。"});
    };
    using enum QuestionCategory;
    add("detect-how", Detection, "How was it noticed?", "どのように検知したか？");
    add("detect-earlier", Detection, "Could it have been noticed earlier?", "もっと早く検知できたか？");
    add("diagnose-cause", Diagnosis, "How did you find the cause?", "原因をどのように見つけたか？");
    add("diagnose-slow", Diagnosis, "What slowed you down?", "何に時間がかかったか？");
    add("mitigate-what", Mitigation, "What stopped the harm?", "何が被害を止めたか？");
    add("prevent-again", Prevention, "What keeps it from coming back?", "再発を防ぐものは何か？");
    memory.questionSets.put(Id<QuestionSet>::generate(), set);
}

} // namespace matoi::test
