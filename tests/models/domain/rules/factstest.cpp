#include "models/domain/rules/facts.h"

#include <gtest/gtest.h>

namespace matoi::domain::rules {
namespace {

using std::chrono::minutes;

TEST(IncidentFacts, AreTheDistancesOfTheirTwoMarks)
{
    Incident incident;
    incident.startedAt = Time(minutes(100));
    incident.detectedAt = Time(minutes(107));
    incident.acknowledgedAt = Time(minutes(110));
    incident.mitigatedAt = Time(minutes(146));
    incident.resolvedAt = Time(minutes(238));
    const IncidentFacts facts = factsOf(incident);
    EXPECT_EQ(facts.timeToDetect, minutes(7));
    EXPECT_EQ(facts.timeToAcknowledge, minutes(3));
    EXPECT_EQ(facts.timeToMitigate, minutes(39));
    EXPECT_EQ(facts.timeToResolve, minutes(131));
}

TEST(IncidentFacts, AreNotKnownWhenAMarkIsMissingOrOutOfOrder)
{
    Incident incident;
    incident.startedAt = Time(minutes(100));
    EXPECT_EQ(factsOf(incident), IncidentFacts{});
    incident.detectedAt = Time(minutes(90));
    EXPECT_FALSE(factsOf(incident).timeToDetect);
}

} // namespace
} // namespace matoi::domain::rules
