#include "tests/screenshots/scenes.h"

namespace matoi::test {

using namespace domain;

namespace {

constexpr const char* message =
    R"({"receiver":"matoi","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"CheckoutSlow","service":"checkout-api","instance":"web-prod-3"},"annotations":{"summary":"p99 above 1.2 s for 3 min"},"startsAt":"2026-11-18T05:02:14.000Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"https://prometheus.hinode.example/graph?g0.expr=x","fingerprint":"9f2c41ab"}],"groupLabels":{"alertname":"CheckoutSlow"},"commonLabels":{"alertname":"CheckoutSlow","service":"checkout-api"},"commonAnnotations":{"summary":"p99 above 1.2 s for 3 min"},"externalURL":"https://alerts.hinode.example","version":"4","groupKey":"{}:{alertname=\"CheckoutSlow\"}"})";

void alarm(Stage& stage, const char* title, const char* note, bool started, AlarmState state)
{
    RelatedItem item;
    item.incidentId = stage.story().checkout;
    item.relatedKind = RelatedKind::Alarm;
    item.title = title;
    item.note = note;
    item.url = "https://prometheus.hinode.example/graph?g0.expr=x";
    item.source = "alertmanager";
    item.startedIt = started;
    item.alarmState = state;
    item.firedAt = Story::at(14, 4, 31);
    if (state == AlarmState::Recovered)
        item.recoveredAt = Story::at(14, 29);
    stage.memory().relatedItems.put(relatedAlarmIdOf(item.incidentId, title), item);
}

void link(Stage& stage, RelatedKind kind, const char* title, const char* url, const char* note)
{
    RelatedItem item;
    item.incidentId = stage.story().checkout;
    item.relatedKind = kind;
    item.title = title;
    item.url = url;
    item.note = note;
    stage.memory().relatedItems.put(Id<RelatedItem>::generate(), item);
}

SimilarIncident past(Stage& stage, int number)
{
    for (const auto& incident : stage.memory().incidents.all())
        if (incident.value.number == number)
            return {incident, {}, {}};
    return {};
}

} // namespace

void fillRelated(Stage& stage)
{
    alarm(stage, "checkout-p99-latency", "above 1.2 s for 3 min", true, AlarmState::Firing);
    alarm(stage, "web-prod-cpu-high", "above 85% for 5 min", false, AlarmState::Firing);
    alarm(stage, "orders-per-minute-low", "under 300/min", false, AlarmState::Recovered);
    link(stage, RelatedKind::Dashboard, "Checkout golden signals",
         "https://grafana.hinode.example/d/abc/checkout-golden-signals", "");
    link(stage, RelatedKind::Ticket, "PAY-3318 Held card authorisations",
         "https://hinode.atlassian.net/browse/PAY-3318", "318 orders");
    link(stage, RelatedKind::Change, "Deploy 2026.11.18-3 to web-prod",
         "https://ci.hinode.example/pipelines/8812", "41 changes");
    SimilarIncident first = past(stage, 2038);
    first.why.alarms = {"checkout-p99-latency"};
    first.why.sameService = true;
    first.why.words = {"price", "checkout"};
    first.remedy = rules::Remedy{rules::Remedy::From::Analysis, "Rolled back in 31 min."};
    SimilarIncident second = past(stage, 2037);
    second.why.sameService = true;
    stage.memory().similar.found = std::vector<SimilarIncident>{first, second};
}

void fillProperties(Stage& stage)
{
    MemoryRepositories& memory = stage.memory();
    Incident incident = memory.incidents.find(stage.story().checkout)->value;
    incident.planVersion = 1;
    incident.dedupeKey = "checkout-ap-northeast-1";
    incident.tags = {"service=checkout-api", "team=commerce", "tier=1"};
    incident.sourceEvent = message;
    incident.planValues = {{"alertname", "CheckoutSlow"},
                           {"annotations.summary", "p99 above 1.2 s for 3 min"}};
    memory.incidents.put(stage.story().checkout, incident);
    if (!stage.is(State::Usual)) {
        memory.histories.audit = fail(ErrorCode::Unavailable, {}, "there is no connection");
        return;
    }
    AuditPage page;
    page.lines = {
        {2010, Story::at(14, 28, 36), "Misaki Sato", "engage", "engagement/a",
         "Payments on-call: held card authorisations"},
        {2009, Story::at(14, 20, 2), "Misaki Sato", "change", "incident/a", R"({"impact":1,"title":"x"})"},
        {2008, Story::at(14, 13, 12), "Daniel Reyes", "change", "summary/a", R"({"text":"About 52%"})"},
        {2005, Story::at(14, 6, 2), "Misaki Sato", "create", "role-assignment/a",
         R"({"role":"commander","person":"Misaki Sato"})"},
        {2004, Story::at(14, 5, 40), "Misaki Sato", "acknowledge", "engagement/a", "email-link"},
        {2003, Story::at(14, 2, 15), "alertmanager", "create", "incident/a", "INC-2041"},
    };
    page.verified = page.entries = 8812;
    page.readAt = Story::at(14, 31, 20);
    memory.histories.audit = page;
}

} // namespace matoi::test
