#pragma once

#include "tests/support/memoryrepositories.h"

namespace matoi::test {

/// The story of the mock-ups: INC-2041, Wed 18 Nov 2026, start 14:02:14 JST, seen at 14:31:26 by Misaki Sato.
/// One set of records for panel tests and for pictures.
struct Story
{
    Story();
    /// An instant of that day by Tokyo's clock.
    static domain::Time at(int hour, int minute, int second = 0);

    MovableClock clock;
    MemoryRepositories memory;

    /// The same each time: it stands on a screen.
    domain::Id<domain::Incident> checkout{domain::Uuid::named("story: checkout")};
    domain::Id<domain::Incident> search = domain::Id<domain::Incident>::generate();
    domain::Id<domain::Incident> invoices = domain::Id<domain::Incident>::generate();
    domain::Id<domain::ResponsePlan> plan = domain::Id<domain::ResponsePlan>::generate();
    domain::Id<domain::Contact> misaki;
    domain::Id<domain::Contact> daniel;
    domain::Id<domain::Contact> kenji;
    domain::Id<domain::Contact> aiko;
    domain::Id<domain::Contact> haruto;
    domain::Id<domain::Contact> payments =
        domain::Id<domain::Contact>::generate(); ///< escalation plan, 3 stages
    domain::Id<domain::Contact> primary = domain::Id<domain::Contact>::generate();
    domain::Id<domain::Engagement> acknowledged = domain::Id<domain::Engagement>::generate();
    domain::Id<domain::Engagement> running = domain::Id<domain::Engagement>::generate();
    std::vector<domain::Id<domain::MetricDefinition>> metrics;

private:
    domain::Id<domain::Contact> person(const std::string& alias, const std::string& name,
                                       const std::string& title, const std::string& zone,
                                       std::vector<std::pair<domain::ChannelKind, int>> waits);
    void people();
    void incidentRecords();
    void engagementRecords();
    void timelineRecords();
    void metricRecords();
    void analysisRecords();
    void pagesOf(domain::Id<domain::Engagement> id, const domain::Engagement& engagement, int elapsedSeconds);
};

} // namespace matoi::test
