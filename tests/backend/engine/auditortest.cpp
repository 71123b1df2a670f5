#include "backend/engine/auditor.h"

#include "tests/backend/engine/enginefixture.h"

namespace matoi::engine {
namespace {

using namespace domain;
using std::chrono::seconds;

class AuditorTest : public EngineTest
{
protected:
    std::vector<AuditFinding> audit() { return auditEngagements(m_store, seconds(30)); }
};

TEST_F(AuditorTest, IsSilentWhileEverythingIsInTime)
{
    engage(m_plan);
    EXPECT_TRUE(audit().empty());
    EXPECT_FALSE(happened(eventtype::engagementLate));
}

TEST_F(AuditorTest, SaysOnTheTimelineThatAPageIsLateAndSaysItOnce)
{
    engage(m_plan);
    advance(seconds(60));
    ASSERT_EQ(audit().size(), 1U);
    EXPECT_EQ(audit()[0].worst(), seconds(60));
    const auto types = eventTypes();
    EXPECT_EQ(std::count(types.begin(), types.end(), eventtype::engagementLate), 1);
}

TEST_F(AuditorTest, PutsBackADueThatWasLost)
{
    const auto engagement = engage(m_plan);
    m_store.write([&](store::WriteTransaction& tx) {
        tx.removeDue("engagement", engagement.uuid());
        for (const auto& page : store::list<Page>(tx))
            tx.removeDue("page", page.id.uuid());
    });
    const auto findings = audit();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].lost.size(), 4U) << "three pages and the next stage";
    run();
    EXPECT_TRUE(eventually([&] { return !m_mail->sent().empty(); }));
}

} // namespace
} // namespace matoi::engine
