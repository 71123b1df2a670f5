#include "models/commands/analysiscommands.h"
#include "models/commands/cockpitcommands.h"
#include "models/commands/incidentcommands.h"
#include "models/commands/metriccommands.h"
#include "models/commands/relatedcommands.h"
#include "models/commands/teamcommands.h"
#include "models/commands/timelinecommands.h"
#include "tests/support/consolefixture.h"

#include <QTest>

using namespace matoi;
using namespace matoi::commands;
using namespace matoi::domain;

/// Undo while somebody else works too, over the real local copy with its merging.
class UndoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void undoOfTheSummaryKeepsWhatOthersWroteInBetween();
    void undoOfTheFirstSummaryKeepsWhatOthersAdded();
    void undoOfAnAnswerKeepsWhatOthersWroteInBetween();
    void undoDoesNotTakeARoleFromWhoeverHasTakenItOver();
    void undoDoesNotOpenATaskThatSomebodyElseHasDone();
    void undoOfAnAssignmentLeavesTheTickOfSomebodyElse();
    void undoDoesNotPutBackAStatusOrImpactThatSomebodyElseHasSet();
    void undoDoesNotRemoveWhatSomebodyElseHasMadeMoreOf();
    void undoDoesNotChangeAMetricLinkPhoneOrActionItemThatSomebodyElseHasChanged();
    void severalEditsOfOnesOwnAreUndoneOneAfterTheOther();

private:
    template <class T> Record<T> record(Id<T> id, Repository<T>& records) { return *records.find(id); }
    /// As the feed brings it: what is here with what Daniel made of it.
    template <class T, class F> void daniel(Repository<T>& records, Id<T> id, F&& change)
    {
        T value = records.find(id)->value;
        console->inject(id, value); // what was edited here has arrived there
        change(value);
        console->inject(id, value);
    }
    std::string refused()
    {
        const auto result = history->undo();
        return result ? std::string() : result.error().detail;
    }

    std::unique_ptr<test::ConsoleFixture> console;
    std::optional<Repositories> all;
    std::unique_ptr<EditHistory> history;
    std::unique_ptr<IncidentCommands> incidents;
    Id<Incident> incident;
    const std::string sinceChanged = "somebody else has changed it since";
};

void UndoTest::init()
{
    incidents.reset();
    history = std::make_unique<EditHistory>();
    console = std::make_unique<test::ConsoleFixture>();
    console->setSession("Misaki Sato", "commander");
    all.emplace(console->repositories());
    incidents = std::make_unique<IncidentCommands>(*all, console->cache(), console->clock(), *history);
    Incident value;
    value.title = "Checkout is down";
    value.startedAt = console->clock().now();
    incident = console->inject(value).id;
}

void UndoTest::undoOfTheSummaryKeepsWhatOthersWroteInBetween()
{
    const auto id = summaryIdOf(incident);
    const auto base = console->inject(id, Summary{incident, "Checkout fails."});
    QVERIFY(incidents->saveSummary(incident, base, "Checkout fails. We roll back."));
    console->settle();
    daniel(all->summaries, id,
           [](Summary& now) { now.text = "Checkout fails. We roll back. Support knows."; });
    QVERIFY(history->undo());
    console->settle();
    QCOMPARE(all->summaries.find(id)->value.text, std::string("Checkout fails. Support knows."));
    QVERIFY(all->conflicts.open().empty());
}

void UndoTest::undoOfTheFirstSummaryKeepsWhatOthersAdded()
{
    const auto id = summaryIdOf(incident);
    QVERIFY(incidents->saveSummary(incident, std::nullopt, "We roll back."));
    console->settle();
    daniel(all->summaries, id, [](Summary& now) { now.text = "We roll back. Support knows."; });
    QVERIFY(history->undo());
    console->settle();
    QCOMPARE(QString::fromStdString(all->summaries.find(id)->value.text).trimmed(),
             QStringLiteral("Support knows."));
}

void UndoTest::undoOfAnAnswerKeepsWhatOthersWroteInBetween()
{
    AnalysisCommands commands(*all, console->cache(), console->clock(), *history);
    Analysis analysis;
    analysis.incidentId = incident;
    const auto begun = console->inject(analysisIdOf(incident), analysis);
    const auto id = answerIdOf(begun.id, "how");
    const auto base = console->inject(id, Answer{incident, begun.id, "how", "By an alarm."});
    QVERIFY(commands.saveAnswer(begun, "how", base, "By an alarm. It was late."));
    console->settle();
    daniel(all->answers, id, [](Answer& now) { now.text = "By an alarm. It was late. Ten minutes."; });
    QVERIFY(history->undo());
    console->settle();
    QCOMPARE(all->answers.find(id)->value.text, std::string("By an alarm. Ten minutes."));
}

void UndoTest::undoDoesNotTakeARoleFromWhoeverHasTakenItOver()
{
    const auto id = roleAssignmentIdOf(incident, IncidentRole::Commander);
    const auto misaki = console->inject(Contact{.alias = "misaki", .name = "Misaki Sato"}).id;
    QVERIFY(incidents->takeRole(incident, IncidentRole::Commander, "Misaki Sato"));
    console->settle();
    QCOMPARE(all->roleAssignments.find(id)->value.contactId, std::optional(misaki));
    daniel(all->roleAssignments, id, [](RoleAssignment& now) { now.person = "Daniel Weber"; });
    QCOMPARE(refused(), sinceChanged);
    console->settle();
    QCOMPARE(all->roleAssignments.find(id)->value.person, std::string("Daniel Weber"));
}

void UndoTest::undoDoesNotOpenATaskThatSomebodyElseHasDone()
{
    const auto task = console->inject(Task{.incidentId = incident, .title = "Freeze deploys"});
    QVERIFY(incidents->setTask(task, TaskState::NotNeeded, "frozen already"));
    console->settle();
    daniel(all->tasks, task.id, [](Task& now) {
        now.state = TaskState::Done;
        now.doneBy = "Kenji Mori";
        now.reason.clear();
    });
    QCOMPARE(refused(), sinceChanged);
    console->settle();
    QCOMPARE(all->tasks.find(task.id)->value.doneBy, std::string("Kenji Mori"));
}

void UndoTest::undoOfAnAssignmentLeavesTheTickOfSomebodyElse()
{
    const auto task = console->inject(Task{.incidentId = incident, .title = "Freeze deploys"});
    QVERIFY(incidents->assignTask(task, "Kenji Mori"));
    console->settle();
    daniel(all->tasks, task.id, [](Task& now) {
        now.state = TaskState::Done;
        now.doneBy = "Kenji Mori";
    });
    QVERIFY(history->undo());
    console->settle();
    QCOMPARE(all->tasks.find(task.id)->value.assignee, std::string());
    QCOMPARE(all->tasks.find(task.id)->value.state, TaskState::Done);
}

void UndoTest::undoDoesNotPutBackAStatusOrImpactThatSomebodyElseHasSet()
{
    QVERIFY(incidents->setStatus(incident, IncidentStatus::Acknowledged));
    QVERIFY(incidents->setImpact(incident, Impact::High));
    console->settle();
    daniel(all->incidents, incident, [](Incident& now) {
        now.impact = Impact::Critical;
        now.status = IncidentStatus::Mitigated;
        now.mitigatedAt = now.startedAt;
    });
    QCOMPARE(refused(), sinceChanged);
    QCOMPARE(refused(), sinceChanged);
    console->settle();
    QCOMPARE(all->incidents.find(incident)->value.impact, Impact::Critical);
    QCOMPARE(all->incidents.find(incident)->value.status, IncidentStatus::Mitigated);
}

void UndoTest::undoDoesNotRemoveWhatSomebodyElseHasMadeMoreOf()
{
    TimelineCommands timeline(*all, console->cache(), console->clock(), *history);
    RelatedCommands related(*all, *history);
    QVERIFY(timeline.log(incident, "Rolled back", EventKind::Note, std::nullopt));
    QVERIFY(incidents->addTask(incident, "Freeze deploys"));
    QVERIFY(related.link(incident, {.title = "Ticket 7", .url = "https://tracker.example/7"}));
    console->settle();
    const auto event = all->timelineEvents.of(incident.uuid()).front().id;
    const auto task = all->tasks.of(incident.uuid()).front().id;
    const auto link = all->relatedItems.of(incident.uuid()).front().id;
    daniel(all->timelineEvents, event, [](TimelineEvent& now) { now.details = "Version 41."; });
    daniel(all->tasks, task, [](Task& now) { now.assignee = "Kenji Mori"; });
    daniel(all->relatedItems, link, [](RelatedItem& now) { now.note = "Kenji has it"; });
    for (int i = 0; i < 3; ++i)
        QCOMPARE(refused(), sinceChanged);
    console->settle();
    QVERIFY(!all->timelineEvents.find(event)->meta.deleted);
    QVERIFY(!all->tasks.find(task)->meta.deleted);
    QVERIFY(!all->relatedItems.find(link)->meta.deleted);
}

void UndoTest::undoDoesNotChangeAMetricLinkPhoneOrActionItemThatSomebodyElseHasChanged()
{
    MetricCommands metrics(*all, console->cache(), console->clock(), *history);
    RelatedCommands related(*all, *history);
    TeamCommands team(*all, *history);
    AnalysisCommands analysis(*all, console->cache(), console->clock(), *history);
    const auto metric = console->inject(MetricDefinition{.title = "Errors", .query = "errors"});
    const auto link = console->inject(RelatedItem{.incidentId = incident, .title = "Ticket 7"});
    const auto contact = console->inject(Contact{.alias = "kenji", .name = "Kenji Mori"});
    const auto item = console->inject(ActionItem{.incidentId = incident, .title = "Alarm earlier"});
    MetricDefinition renamed = metric.value;
    renamed.title = "Failed orders";
    QVERIFY(metrics.change(metric, renamed));
    QVERIFY(related.change(link, {.title = "Ticket 8"}));
    QVERIFY(team.setPhone(contact.id, "+81 90 1234 5678"));
    ActionItem owned = item.value;
    owned.owner = "Kenji Mori";
    QVERIFY(analysis.changeActionItem(item, owned));
    console->settle();
    daniel(all->metricDefinitions, metric.id, [](MetricDefinition& now) { now.title = "Lost orders"; });
    daniel(all->relatedItems, link.id, [](RelatedItem& now) { now.title = "Ticket 9"; });
    daniel(all->contacts, contact.id, [](Contact& now) { now.phone = "+81 90 9999 9999"; });
    daniel(all->actionItems, item.id, [](ActionItem& now) { now.owner = "Daniel Weber"; });
    for (int i = 0; i < 4; ++i)
        QCOMPARE(refused(), sinceChanged);
    console->settle();
    QCOMPARE(all->metricDefinitions.find(metric.id)->value.title, std::string("Lost orders"));
    QCOMPARE(all->relatedItems.find(link.id)->value.title, std::string("Ticket 9"));
    QCOMPARE(all->contacts.find(contact.id)->value.phone, std::string("+81 90 9999 9999"));
    QCOMPARE(all->actionItems.find(item.id)->value.owner, std::string("Daniel Weber"));
}

void UndoTest::severalEditsOfOnesOwnAreUndoneOneAfterTheOther()
{
    const auto role = roleAssignmentIdOf(incident, IncidentRole::Commander);
    const auto task = console->inject(Task{.incidentId = incident, .title = "Freeze deploys"});
    QVERIFY(incidents->takeRole(incident, IncidentRole::Commander, "Misaki Sato"));
    QVERIFY(incidents->takeRole(incident, IncidentRole::Commander, "Daniel Weber"));
    QVERIFY(incidents->setTask(task, TaskState::Done));
    QVERIFY(incidents->setTask(*all->tasks.find(task.id), TaskState::Open));
    QVERIFY(history->undo());
    QCOMPARE(all->tasks.find(task.id)->value.state, TaskState::Done);
    QVERIFY(history->undo());
    QCOMPARE(all->tasks.find(task.id)->value.state, TaskState::Open);
    QVERIFY(history->undo());
    QCOMPARE(all->roleAssignments.find(role)->value.person, std::string("Misaki Sato"));
    QVERIFY(history->undo());
    QCOMPARE(all->roleAssignments.find(role)->value.person, std::string());
}

QTEST_GUILESS_MAIN(UndoTest)
#include "undotest.moc"
