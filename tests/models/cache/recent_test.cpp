#include "models/domain/ports/recentincidents.h"
#include "models/domain/rules/incidentstatus.h"
#include "tests/support/consolefixture.h"

#include <QTest>

#include <set>

using namespace matoi;
using namespace matoi::domain;
using namespace std::chrono_literals;

/// What a start and every edit of an incident ask for: the incidents that burn, of ten thousand.
class RecentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_console = std::make_unique<test::ConsoleFixture>(); }

    void findsWhatIsOpenAndWhatWasResolvedSince()
    {
        const auto open = inject(std::nullopt);
        const auto yesterday = inject(now() - 24h);
        inject(now() - 24h * 30);
        QCOMPARE(recent(), (std::set{open, yesterday}));
    }

    void knowsWhatWasChangedHereAMomentAgo()
    {
        const auto old = inject(now() - 24h * 30);
        auto repositories = m_console->repositories();
        const auto base = *repositories.incidents.find(old);
        QVERIFY(repositories.incidents.change(
            base, rules::withStatus(base.value, IncidentStatus::Mitigating, now())));
        QCOMPARE(recent(), (std::set{old}));
        m_console->settle();
        QCOMPARE(recent(), (std::set{old}));
        Incident incident;
        incident.title = "Only here";
        incident.startedAt = now();
        const auto made = Id<Incident>::generate();
        QVERIFY(repositories.incidents.create(made, incident));
        QCOMPARE(recent(), (std::set{old, made}));
        m_console->settle();
        QCOMPARE(recent(), (std::set{old, made}));
    }

    void readsTheFileByItsIndex()
    {
        inject(std::nullopt);
        sqlite::Connection file((m_console->folder() / "console" / "console.sqlite").string(),
                                sqlite::Access::ReadOnly);
        auto plan = file.query("EXPLAIN QUERY PLAN SELECT seq FROM records INDEXED BY incidents_by_end WHERE "
                               "kind = 'incident' AND "
                               "deleted = 0 AND ended >= '2026'");
        QVERIFY(plan.step());
        QVERIFY2(plan.text(3).find("incidents_by_end") != std::string::npos, plan.text(3).c_str());
    }

private:
    Time now() { return m_console->clock().now(); }
    Id<Incident> inject(std::optional<Time> resolved)
    {
        Incident incident;
        incident.title = "Checkout is slow";
        incident.startedAt = resolved.value_or(now()) - 1h;
        if (resolved)
            incident = rules::withStatus(incident, IncidentStatus::Resolved, *resolved);
        return m_console->inject(incident).id;
    }
    std::set<Id<Incident>> recent()
    {
        std::set<Id<Incident>> ids;
        for (const auto& incident : recentIncidents(m_console->repositories().incidents, now() - 24h * 7))
            ids.insert(incident.id);
        return ids;
    }

    std::unique_ptr<test::ConsoleFixture> m_console;
};

QTEST_GUILESS_MAIN(RecentTest)
#include "recent_test.moc"
