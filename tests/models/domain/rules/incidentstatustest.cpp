#include "models/domain/rules/incidentstatus.h"

#include <gtest/gtest.h>

namespace matoi::domain::rules {
namespace {

using enum IncidentStatus;
const Time now{std::chrono::hours(100)};

TEST(IncidentStatus, GoesForwardAndBackToAWorkingStateButNotToOpen)
{
    EXPECT_TRUE(checkStatusChange(Open, Resolved));
    EXPECT_TRUE(checkStatusChange(Mitigated, Mitigating));
    EXPECT_FALSE(checkStatusChange(Acknowledged, Open));
}

TEST(IncidentStatus, LetsAResolvedIncidentBeReopenedOnlyToMitigating)
{
    EXPECT_TRUE(checkStatusChange(Resolved, Mitigating));
    EXPECT_FALSE(checkStatusChange(Resolved, Acknowledged));
    EXPECT_EQ(checkStatusChange(Resolved, Mitigated).error().field, "status");
}

TEST(IncidentStatus, SetsTheMarkOfTheNewStatusAndClearsThoseAfterIt)
{
    Incident incident;
    incident = withStatus(incident, Acknowledged, now);
    EXPECT_EQ(incident.acknowledgedAt, now);
    incident.nextUpdateDueAt = now;
    incident = withStatus(incident, Resolved, now + std::chrono::hours(1));
    EXPECT_EQ(incident.resolvedAt, now + std::chrono::hours(1));
    EXPECT_FALSE(incident.nextUpdateDueAt) << "a resolved incident owes nobody an update";
    incident = withStatus(incident, Mitigating, now + std::chrono::hours(2));
    EXPECT_FALSE(incident.resolvedAt);
    EXPECT_EQ(incident.acknowledgedAt, now) << "the first answer stays what it was";
}

TEST(IncidentStatus, OwesTheNextUpdateByThePlansCadence)
{
    Incident incident;
    EXPECT_FALSE(nextUpdateDue(incident, now));
    incident.updateIntervalMinutes = 20;
    EXPECT_EQ(nextUpdateDue(incident, now), now + std::chrono::minutes(20));
}

} // namespace
} // namespace matoi::domain::rules
