#include "tests/support/servicedesk.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace matoi;
using namespace matoi::domain;
using test::Desk;
using test::Service;

/// Two people at two consoles, and matoid between them.
class HandoverSyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!QFile::exists(Service::program()))
            QSKIP("matoid is not built");
        m_service = std::make_unique<Service>();
        const std::string misaki = m_service->token(u"Misaki Sato"_s, u"commander"_s);
        const std::string daniel = m_service->token(u"Daniel Reyes"_s, u"responder"_s);
        QVERIFY(m_service->start());
        m_misaki = std::make_unique<Desk>(*m_service, misaki);
        m_daniel = std::make_unique<Desk>(*m_service, daniel);
        QTRY_VERIFY_WITH_TIMEOUT(m_misaki->isLive() && m_daniel->isLive(), 30'000);
        m_incident = Id<Incident>::generate();
        Incident incident;
        incident.title = "Checkout is slow";
        incident.startedAt = SystemClock().now();
        QVERIFY(m_misaki->repositories().incidents.create(m_incident, incident));
        RoleAssignment role;
        role.incidentId = m_incident;
        role.person = "Misaki Sato";
        role.since = incident.startedAt;
        QVERIFY(m_misaki->repositories().roleAssignments.create(commandId(), role));
        QTRY_VERIFY_WITH_TIMEOUT(leads(*m_daniel) == "Misaki Sato", 20'000);
    }
    void cleanup()
    {
        m_misaki.reset();
        m_daniel.reset();
        m_service.reset();
    }

    void whatOneOffersTheOtherAcceptsAndBothSeeIt()
    {
        offer();
        QTRY_VERIFY_WITH_TIMEOUT(handover(*m_daniel).has_value(), 20'000);
        QCOMPARE(handover(*m_daniel)->value.briefing.conditions, std::string("Checkout works"));
        QCOMPARE(leads(*m_daniel), std::string("Misaki Sato"));
        m_daniel->repositories().effects.accept(handover(*m_daniel)->id, "Call-out first");
        QTRY_VERIFY_WITH_TIMEOUT(leads(*m_misaki) == "Daniel Reyes" && leads(*m_daniel) == "Daniel Reyes",
                                 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(handover(*m_misaki)->value.state == HandoverState::Accepted, 20'000);
        QCOMPARE(handover(*m_misaki)->value.answer, std::string("Call-out first"));
        QTRY_VERIFY(says(*m_misaki, eventtype::handoverOffered) &&
                    says(*m_misaki, eventtype::handoverAccepted));
        QTRY_VERIFY(m_daniel->hasSentAll());
    }

    void whatWasWithdrawnCannotBeAccepted()
    {
        offer();
        QTRY_VERIFY_WITH_TIMEOUT(handover(*m_daniel).has_value() && handover(*m_misaki).has_value(), 20'000);
        m_misaki->repositories().effects.withdraw(handover(*m_misaki)->id);
        QTRY_VERIFY_WITH_TIMEOUT(handover(*m_misaki)->value.state == HandoverState::Withdrawn, 20'000);
        m_daniel->repositories().effects.accept(handover(*m_daniel)->id, "Call-out first");
        QTRY_COMPARE_WITH_TIMEOUT(m_daniel->state().stuck, 1, 20'000);
        const auto item = m_daniel->repositories().outbox.items().front();
        QVERIFY(item.state == OutboxItem::State::Refused);
        QCOMPARE(item.error->code, ErrorCode::Illegal);
        QCOMPARE(leads(*m_daniel), std::string("Misaki Sato"));
    }

    void whoeverTakesOverMeanwhileEndsTheOffer()
    {
        offer();
        QTRY_VERIFY_WITH_TIMEOUT(handover(*m_daniel).has_value(), 20'000);
        const auto seen = *m_daniel->repositories().roleAssignments.find(commandId());
        RoleAssignment taken = seen.value;
        taken.person = "Daniel Reyes";
        taken.reason = "Misaki does not answer";
        QVERIFY(m_daniel->repositories().roleAssignments.change(seen, taken));
        QTRY_VERIFY_WITH_TIMEOUT(leads(*m_misaki) == "Daniel Reyes", 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(handover(*m_misaki)->value.state == HandoverState::Withdrawn, 20'000);
    }

    void decisionsReportsAndCallOutsReachTheOtherConsole()
    {
        Decision decision;
        decision.incidentId = m_incident;
        decision.what = "Roll back";
        decision.because = "the deploy fits";
        decision.decidedAt = SystemClock().now();
        Report report;
        report.incidentId = m_incident;
        report.at = SystemClock().now();
        report.needs = "A reviewer";
        CallOut callOut{m_incident, SystemClock().now(), {"Daniel Reyes"}, {"Daniel Reyes"}};
        auto repositories = m_misaki->repositories();
        QVERIFY(repositories.decisions.create(Id<Decision>::generate(), decision));
        QVERIFY(repositories.reports.create(Id<Report>::generate(), report));
        QVERIFY(repositories.callOuts.create(Id<CallOut>::generate(), callOut));
        auto there = m_daniel->repositories();
        QTRY_VERIFY_WITH_TIMEOUT(there.decisions.of(m_incident.uuid()).size() == 1 &&
                                     there.reports.of(m_incident.uuid()).size() == 1 &&
                                     there.callOuts.of(m_incident.uuid()).size() == 1,
                                 20'000);
        QCOMPARE(there.decisions.of(m_incident.uuid()).front().value.decidedBy, std::string("Misaki Sato"));
        QCOMPARE(there.reports.of(m_incident.uuid()).front().value.person, std::string("Misaki Sato"));
        QTRY_VERIFY(says(*m_daniel, eventtype::decisionMade) && says(*m_daniel, eventtype::calledOut));
    }

    void aSnapshotOfTheMetricsReachesTheOtherConsoleAndGoesWhenItIsTakenBack()
    {
        const Time now = SystemClock().now();
        MetricSnapshot snapshot;
        snapshot.incidentId = m_incident;
        snapshot.from = now - std::chrono::minutes(10);
        snapshot.to = snapshot.at = now;
        snapshot.note = "before the roll-back";
        snapshot.series.push_back(
            {Id<MetricDefinition>::generate(),
             "Checkout p99 latency",
             "s",
             "latency_p99",
             MetricThreshold{1.2, ThresholdSide::Above, 3, 5},
             30,
             {{now - std::chrono::minutes(2), 2.4}, {now - std::chrono::minutes(1), std::nan("")}},
             now});
        const auto id = Id<MetricSnapshot>::generate();
        auto here = m_misaki->repositories();
        QVERIFY(here.metricSnapshots.create(id, snapshot));
        auto there = m_daniel->repositories();
        QTRY_VERIFY_WITH_TIMEOUT(there.metricSnapshots.find(id).has_value(), 20'000);
        snapshot.by = "Misaki Sato";
        MetricSnapshot arrived = there.metricSnapshots.find(id)->value;
        double& nothing = arrived.series.front().samples.back().value;
        QVERIFY(std::isnan(nothing)); // which equals nothing, not even itself
        nothing = snapshot.series.front().samples.back().value = 0;
        QCOMPARE(arrived, snapshot);
        QTRY_VERIFY(says(*m_daniel, eventtype::metricsPinned));
        QTRY_VERIFY_WITH_TIMEOUT(here.metricSnapshots.find(id)->meta.unsent == 0, 20'000);
        QVERIFY(here.metricSnapshots.remove(*here.metricSnapshots.find(id)));
        QTRY_VERIFY_WITH_TIMEOUT(there.metricSnapshots.of(m_incident.uuid()).empty(), 20'000);
        QTRY_VERIFY(!says(*m_daniel, eventtype::metricsPinned));
    }

private:
    Id<RoleAssignment> commandId() const
    {
        return roleAssignmentIdOf(m_incident, domain::IncidentRole::Commander);
    }
    std::string leads(Desk& desk)
    {
        const auto role = desk.repositories().roleAssignments.find(commandId());
        return role ? role->value.person : std::string();
    }
    std::optional<Record<Handover>> handover(Desk& desk)
    {
        const auto all = desk.repositories().handovers.of(m_incident.uuid());
        return all.empty() ? std::nullopt : std::optional(all.back());
    }
    void offer()
    {
        HandoverOffer what;
        what.to = "Daniel Reyes";
        what.briefing.conditions = "Checkout works";
        m_misaki->repositories().effects.offer(m_incident, what);
    }
    bool says(Desk& desk, const char* type)
    {
        for (const auto& event : desk.repositories().timelineEvents.of(m_incident.uuid()))
            if (event.value.type == type)
                return true;
        return false;
    }

    std::unique_ptr<Service> m_service;
    std::unique_ptr<Desk> m_misaki;
    std::unique_ptr<Desk> m_daniel;
    Id<Incident> m_incident;
};

QTEST_GUILESS_MAIN(HandoverSyncTest)
#include "handover_test.moc"
