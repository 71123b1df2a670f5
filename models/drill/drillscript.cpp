#include "models/drill/drillscript.h"

#include <algorithm>
#include <sstream>

namespace matoi::drill {

using namespace domain;

namespace {

std::string pick(const DrillWorld& world, const char* english, const char* japanese)
{
    return world.japanese ? japanese : english;
}

int scaled(const DrillWorld& world, int seconds)
{
    return std::max(1, static_cast<int>(seconds / world.speed));
}

/// Records of one drill have ids of their own, so that a second drill changes nothing of the first.
class Maker
{
public:
    Maker(const DrillWorld& world)
        : m_world(world)
    {}

    Result<Id<Contact>> person(const std::string& alias, const std::string& name, const std::string& title,
                               int wait)
    {
        const auto id = Id<Contact>::generate();
        Contact contact;
        contact.alias = alias + "-" + id.toString().substr(0, 8);
        contact.name = name;
        contact.title = title;
        contact.language = m_world.japanese ? "ja" : "en";
        contact.drill = true;
        std::vector<Id<ContactChannel>> channels;
        for (int i = 0; i < 2; ++i) {
            channels.push_back(Id<ContactChannel>::generate());
            contact.stages.push_back({scaled(m_world, wait), {{channels.back(), std::nullopt}}});
        }
        // The contact goes first without its plan: channels need their contact, and a plan its channels.
        Contact bare = contact;
        bare.stages.clear();
        if (auto made = m_world.repositories.contacts.create(id, bare); !made)
            return tl::make_unexpected(made.error());
        for (const auto& channel : channels) {
            ContactChannel value;
            value.contactId = id;
            value.channelKind = ChannelKind::Test;
            if (auto made = m_world.repositories.contactChannels.create(channel, value); !made)
                return tl::make_unexpected(made.error());
        }
        const auto base = m_world.repositories.contacts.find(id);
        if (!base)
            return fail(ErrorCode::Internal, {}, "a contact of the drill is gone");
        if (auto changed = m_world.repositories.contacts.change(*base, contact); !changed)
            return tl::make_unexpected(changed.error());
        return id;
    }

    Result<Id<Contact>> escalation(const std::string& name, std::vector<std::pair<int, Id<Contact>>> stages)
    {
        const auto id = Id<Contact>::generate();
        Contact contact;
        contact.contactKind = ContactKind::Escalation;
        contact.alias = "drill-payments-" + id.toString().substr(0, 8);
        contact.name = name;
        contact.drill = true;
        for (const auto& [seconds, who] : stages)
            contact.stages.push_back({scaled(m_world, seconds), {{std::nullopt, who}}});
        if (auto made = m_world.repositories.contacts.create(id, contact); !made)
            return tl::make_unexpected(made.error());
        return id;
    }

    Result<Id<MetricDefinition>> metric(const std::string& title, const char* unit, const char* name,
                                        double threshold)
    {
        const auto id = Id<MetricDefinition>::generate();
        std::ostringstream query;
        // The alert comes when it has failed for a while: the service's failure takes five minutes to its
        // peak.
        const auto failing = std::chrono::seconds(scaled(m_world, 150));
        query << name << "?start=" << formatTime(m_world.clock.now() - failing) << "&speed=" << m_world.speed;
        MetricDefinition definition;
        definition.title = title;
        definition.unit = unit;
        definition.source = MetricSource::Drill;
        definition.query = query.str();
        definition.threshold = MetricThreshold{threshold, ThresholdSide::Above};
        definition.stepSeconds = scaled(m_world, 5);
        definition.drill = true;
        if (auto made = m_world.repositories.metricDefinitions.create(id, definition); !made)
            return tl::make_unexpected(made.error());
        return id;
    }

private:
    const DrillWorld& m_world;
};

Result<Id<ResponsePlan>> makePlan(const DrillWorld& world)
{
    Maker maker(world);
    const auto kenji = maker.person("drill-kenji", pick(world, "Kenji Mori (drill)", "森 健司（訓練）"),
                                    pick(world, "Payments on-call", "決済オンコール"), 15);
    const auto aiko = maker.person("drill-aiko", pick(world, "Aiko Tanaka (drill)", "田中 愛子（訓練）"),
                                   pick(world, "Payments lead", "決済リーダー"), 30);
    if (!kenji || !aiko)
        return tl::make_unexpected(kenji ? aiko.error() : kenji.error());
    const auto plan = maker.escalation(pick(world, "Payments on-call (drill)", "決済オンコール（訓練）"),
                                       {{30, *kenji}, {90, *aiko}});
    const auto latency =
        maker.metric(pick(world, "Checkout p99 latency", "決済 p99 レイテンシ"), "s", "latency", 1.2);
    const auto errors = maker.metric(pick(world, "Checkout 5xx rate", "決済 5xx 率"), "%", "errors", 1);
    if (!plan || !latency || !errors)
        return fail(ErrorCode::Internal, {}, "the drill's plan could not be made");
    ResponsePlan value;
    const auto id = Id<ResponsePlan>::generate();
    value.name = "drill-" + id.toString().substr(0, 8);
    value.title = pick(world, "Drill: checkout slow and failing", "訓練：決済が遅い・失敗する");
    value.impact = Impact::High;
    value.summary = pick(
        world,
        "**Impact.** Some checkouts take over 2 s.\n\n**Cause.** Not known yet.\n\n**Doing.** Nothing yet.",
        "**影響。** 一部の決済に2秒以上かかる。\n\n**原因。** まだ分からない。\n\n**対応。** まだない。");
    value.service = "checkout-api";
    value.engagements = {*plan};
    value.metrics = {*latency, *errors};
    value.checklist = {pick(world, "Take command", "指揮を執る"),
                       pick(world, "Confirm customer impact", "顧客への影響を確認する"),
                       pick(world, "Freeze deploys", "デプロイを止める"),
                       pick(world, "Tell customer support what to say", "サポートに案内文を渡す")};
    value.updateIntervalMinutes = 20;
    value.drill = true;
    if (auto made = world.repositories.responsePlans.create(id, value); !made)
        return tl::make_unexpected(made.error());
    return id;
}

std::optional<Record<Engagement>> engagementOf(const DrillWorld& world, const DrillState& state)
{
    const auto all = world.repositories.engagements.of(state.incident.uuid());
    return all.empty() ? std::nullopt : std::optional(all.front());
}

bool paged(const DrillWorld& world, const DrillState& state)
{
    const auto pages = world.repositories.pages.of(state.incident.uuid());
    return std::any_of(pages.begin(), pages.end(), [](const Record<Page>& page) {
        return page.value.state == PageState::Sent || page.value.state == PageState::Delivered;
    });
}

bool escalated(const DrillWorld& world, const DrillState& state)
{
    const auto engagement = engagementOf(world, state);
    return engagement && engagement->value.stage >= 1;
}

bool answered(const DrillWorld& world, const DrillState& state)
{
    const auto engagement = engagementOf(world, state);
    return engagement && engagement->value.state == EngagementState::Acknowledged;
}

bool resolved(const DrillWorld& world, const DrillState& state)
{
    const auto incident = world.repositories.incidents.find(state.incident);
    return incident && incident->value.status == IncidentStatus::Resolved && incident->meta.unsent == 0;
}

auto logs(const char* english, const char* japanese, EventKind kind)
{
    return [=](const DrillWorld& world, DrillState& state) -> Result<void> {
        const auto logged = world.timeline.log(state.incident, pick(world, english, japanese), kind);
        return logged ? Result<void>() : tl::make_unexpected(logged.error());
    };
}

auto setsStatus(IncidentStatus status)
{
    return [=](const DrillWorld& world, DrillState& state) {
        return world.incidents.setStatus(state.incident, status);
    };
}

Result<void> writeSummary(const DrillWorld& world, DrillState& state)
{
    const auto base = world.repositories.summaries.find(summaryIdOf(state.incident));
    return world.incidents.saveSummary(
        state.incident, base,
        pick(world,
             "**Impact.** About 40% of checkouts take over 2 s.\n\n**Cause, likely.** Deploy `18-3` put a "
             "price "
             "recalculation in the request path.\n\n**Doing.** Rolling back to `17-2`.",
             "**影響。** 決済の約40%に2秒以上かかる。\n\n**原因（推定）。** デプロイ `18-3` "
             "で価格の再計算がリクエスト処理に"
             "入った。\n\n**対応。** `17-2` へ切り戻し中。"));
}

Result<void> tickFirstTasks(const DrillWorld& world, DrillState& state)
{
    auto tasks = world.repositories.tasks.of(state.incident.uuid());
    std::sort(tasks.begin(), tasks.end(),
              [](const auto& a, const auto& b) { return a.value.position < b.value.position; });
    for (std::size_t i = 0; i < tasks.size() && i < 3; ++i)
        if (auto done = world.incidents.setTask(tasks[i], TaskState::Done); !done)
            return done;
    return {};
}

Result<void> analyse(const DrillWorld& world, DrillState& state)
{
    const auto id = world.analyses.begin(state.incident);
    if (!id)
        return tl::make_unexpected(id.error());
    const auto analysis = world.repositories.analyses.find(*id);
    if (analysis && !analysis->value.questions.empty())
        if (auto saved =
                world.analyses.saveAnswer(*analysis, analysis->value.questions.front().key, std::nullopt,
                                          pick(world, "By the p99 alarm, a minute after the deploy.",
                                               "デプロイの1分後、p99のアラームで。"));
            !saved)
            return saved;
    ActionItem item;
    item.title = pick(world, "Load-test price changes before a deploy", "価格変更をデプロイ前に負荷試験する");
    item.owner = world.changes.session().name;
    item.priority = ActionPriority::Must;
    const auto added = world.analyses.addActionItem(state.incident, item);
    return added ? Result<void>() : tl::make_unexpected(added.error());
}

Result<void> startIncident(const DrillWorld& world, DrillState& state)
{
    const auto plan = makePlan(world);
    if (!plan)
        return tl::make_unexpected(plan.error());
    commands::StartIncident request;
    request.planId = *plan;
    request.impact = Impact::High;
    request.drill = true;
    const auto incident = world.incidents.start(request);
    if (!incident)
        return tl::make_unexpected(incident.error());
    state.incident = *incident;
    return {};
}

} // namespace

std::vector<DrillStep> drillScript(bool ja)
{
    const auto say = [ja](const char* english, const char* japanese) {
        return QString::fromUtf8(ja ? japanese : english);
    };
    std::vector<DrillStep> steps;
    steps.push_back({0,
                     say("An alert fires: the incident starts by its response plan",
                         "アラートが発生し、対応プランでインシデントを開始した"),
                     nullptr, startIncident});
    steps.push_back(
        {2,
         say("The plan pages Kenji Mori on his first channel", "プランが森 健司を最初の連絡手段で呼び出した"),
         paged, [](const DrillWorld&, DrillState&) { return Result<void>(); }});
    steps.push_back({10, say("A scribe logs what is seen", "記録係が観察を記録した"), nullptr,
                     logs("p99 latency rose a minute after deploy 18-3", "デプロイ 18-3 の1分後に p99 が上昇",
                          EventKind::Observation)});
    steps.push_back({30,
                     say("Nobody has answered: stage 2 begins, Aiko Tanaka is paged",
                         "応答がないためステージ2に移り、田中 愛子を呼び出した"),
                     escalated, [](const DrillWorld&, DrillState&) { return Result<void>(); }});
    steps.push_back(
        {42, say("Acknowledge: every later page is stopped", "応答した。以降の呼び出しはすべて止まる"),
         nullptr, [](const DrillWorld& world, DrillState& state) -> Result<void> {
             if (const auto engagement = engagementOf(world, state))
                 world.repositories.effects.acknowledge(engagement->id);
             return {};
         }});
    steps.push_back({46, say("Somebody takes command", "指揮を執った"), answered,
                     [](const DrillWorld& world, DrillState& state) {
                         return world.incidents.takeRole(state.incident, IncidentRole::Commander,
                                                         world.changes.session().name);
                     }});
    steps.push_back(
        {55, say("The first rows of the checklist are ticked", "チェックリストの最初の項目を済ませた"),
         nullptr, tickFirstTasks});
    steps.push_back({65, say("A decision is recorded", "決定を記録した"), nullptr,
                     logs("Roll back to 17-2 rather than scale out", "増強ではなく 17-2 への切り戻しを選ぶ",
                          EventKind::Decision)});
    steps.push_back(
        {70, say("Status: mitigating", "状態：緩和中"), nullptr, setsStatus(IncidentStatus::Mitigating)});
    steps.push_back({80, say("The summary is brought up to date", "概要を更新した"), nullptr, writeSummary});
    steps.push_back({95,
                     say("An update is posted, the next one promised", "状況を共有し、次回の時刻を約束した"),
                     nullptr, [](const DrillWorld& world, DrillState& state) {
                         return world.incidents.postUpdate(
                             state.incident,
                             pick(world, "Checkout is slow for some customers. We are rolling back.",
                                  "一部の顧客で決済が遅くなっています。切り戻しを進めています。"),
                             world.clock.now() + std::chrono::minutes(20));
                     }});
    steps.push_back(
        {120,
         say("Mitigated: latency is back under its threshold", "緩和済み：レイテンシがしきい値を下回った"),
         nullptr, setsStatus(IncidentStatus::Mitigated)});
    steps.push_back({150, say("Resolved", "解決済み"), nullptr, setsStatus(IncidentStatus::Resolved)});
    steps.push_back({165,
                     say("The analysis begins, with its first action item",
                         "分析を開始し、最初のアクション項目を追加した"),
                     resolved, analyse});
    return steps;
}

} // namespace matoi::drill
