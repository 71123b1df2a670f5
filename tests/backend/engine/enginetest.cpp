#include "tests/backend/engine/enginefixture.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace matoi::engine {
namespace {

using namespace domain;
using std::chrono::seconds;

TEST_F(EngineTest, PagesEachPersonWhenTheirTimeComesAndSaysWhenNobodyAnswered)
{
    run();
    engage(m_plan);
    ASSERT_TRUE(mailed(1));
    advance(seconds(120));
    ASSERT_TRUE(mailed(2));
    advance(seconds(180));
    ASSERT_TRUE(mailed(3));
    EXPECT_EQ(m_mail->sent()[2].address, "aiko@hinode.example");
    EXPECT_TRUE(eventually([&] { return happened(eventtype::stageReached); }));
    EXPECT_FALSE(happened(eventtype::exhausted));
    advance(seconds(301));
    EXPECT_TRUE(eventually([&] { return happened(eventtype::exhausted); }));
    EXPECT_EQ(m_mail->sent().size(), 3U);
}

TEST_F(EngineTest, SaysInTheMessageWhatComesNextAndWhereToAcknowledge)
{
    run({.publicUrl = "https://matoi.hinode.example"});
    engage(m_plan);
    ASSERT_TRUE(eventually([&] { return m_mail->sent().size() == 1; }));
    const auto content = m_mail->sent()[0].content;
    EXPECT_TRUE(content.ackUrl.starts_with("https://matoi.hinode.example/a/")) << content.ackUrl;
    EXPECT_EQ(content.startedBy, "Misaki Sato");
    EXPECT_EQ(content.reason, "held cards");
    ASSERT_EQ(content.next.size(), 2U);
    EXPECT_TRUE(content.next[0].sameContact);
    EXPECT_EQ(content.next[1].contactName, "Aiko Tanaka");
}

TEST_F(EngineTest, PagesNobodyAfterAnAcknowledgement)
{
    run();
    const auto engagement = engage(m_plan);
    ASSERT_TRUE(mailed(1));
    m_store.write([&](store::WriteTransaction& tx) {
        ASSERT_TRUE(services::EngagementService::acknowledge(tx, engagement, actor("Kenji Mori")));
    });
    advance(seconds(10000));
    // A second engagement is the fence: when its page is out, the engine has passed all that was due before.
    engage(person("Fence", "fence@hinode.example", {60}));
    ASSERT_TRUE(mailed(2));
    EXPECT_EQ(m_mail->sent()[1].address, "fence@hinode.example");
    for (const auto& page : pages())
        EXPECT_NE(page.value.state, PageState::Pending);
}

TEST_F(EngineTest, TriesAgainWhenTheProviderAsksForIt)
{
    m_mail->failNext(2, true);
    run();
    engage(person("Kenji", "kenji@x.example", {600}));
    ASSERT_TRUE(eventually(
        [&] { return m_mail->sent().size() == 1 && pages()[0].value.state == PageState::Pending; }));
    advance(seconds(5));
    ASSERT_TRUE(eventually(
        [&] { return m_mail->sent().size() == 2 && pages()[0].value.state == PageState::Pending; }));
    advance(seconds(15));
    ASSERT_TRUE(eventually([&] { return pages()[0].value.state == PageState::Sent; }));
    EXPECT_EQ(pages()[0].value.attempts, 3);
    const auto sent = m_mail->sent();
    EXPECT_EQ(sent[0].content.pageId, sent[2].content.pageId)
        << "the provider can tell that it is the same page";
}

TEST_F(EngineTest, TakesNoPageOutOfTheStoreThatNoSenderIsFreeFor)
{
    m_mail->hold(true);
    run({.senders = 1});
    engage(m_plan);
    ASSERT_TRUE(eventually([&] { return m_mail->sent().size() == 1; }));
    engage(person("Aya", "aya@x.example", {6000}));
    engage(person("Ben", "ben@x.example", {6000}));
    advance(seconds(301)); // longer than any lease
    fence("Desk");
    int taken = 0;
    for (const auto& page : pages())
        taken += page.value.channelKind == ChannelKind::Email ? page.value.attempts : 0;
    EXPECT_EQ(taken, 1);

    m_mail->hold(false);
    // What stood still goes on: Kenji's second page and Aiko's, in their turn.
    ASSERT_TRUE(mailed(4));
    advance(seconds(180));
    ASSERT_TRUE(eventually([&] {
        const auto all = pages();
        return std::all_of(all.begin(), all.end(),
                           [](const auto& page) { return page.value.state == PageState::Sent; });
    }));
    EXPECT_EQ(m_mail->sent().size(), 5U) << "each once";
}

TEST_F(EngineTest, AMailServerThatHangsHoldsUpNeitherConsolesNorWebhooks)
{
    m_hook = std::make_shared<FakeChannel>();
    m_mail->hold(true);
    run({.senders = 2});
    for (const char* name : {"Aya", "Ben", "Chie", "Dan"})
        engage(person(name, std::string(name) + "@x.example", {6000}));
    ASSERT_TRUE(eventually([&] { return m_mail->sent().size() == 2; }));
    engage(person("Hook", "https://hook.example", {6000}, ChannelKind::Webhook));
    EXPECT_TRUE(eventually([&] { return m_hook->sent().size() == 1; }));
    fence("Desk");
    // Nor do they wait until somebody looks by chance.
    engage(person("Later", "", {60, 6000}, ChannelKind::Desktop));
    const auto shown = [&] {
        int count = 0;
        for (const auto& page : pages())
            count += page.value.contactName == "Later" && page.value.state == PageState::Sent ? 1 : 0;
        return count;
    };
    ASSERT_TRUE(eventually([&] { return shown() == 1; }));
    advance(seconds(60));
    EXPECT_TRUE(eventually([&] { return shown() == 2; }));
    EXPECT_EQ(m_mail->sent().size(), 2U);
}

TEST_F(EngineTest, OneRecordThatCannotBeReadStopsNobodyElsesPagesAndIsReported)
{
    const auto page = Uuid::generate();
    const auto engagement = Uuid::generate();
    m_store.write([&](store::WriteTransaction& tx) {
        tx.put(Kind::Page, page, {{"nonsense", 1}}, "test");
        tx.put(Kind::Engagement, engagement, {{"nonsense", 1}}, "test");
        tx.setDue("page", page, tx.now());
        tx.setDue("engagement", engagement, tx.now());
    });
    engage(m_plan);
    run();
    ASSERT_TRUE(mailed(1));
    advance(seconds(120));
    ASSERT_TRUE(mailed(2));
    advance(seconds(180));
    ASSERT_TRUE(mailed(3)) << "stages go on as well";
    const auto told = failures();
    for (const Uuid& bad : {page, engagement})
        EXPECT_TRUE(std::any_of(told.begin(), told.end(), [&](const std::string& what) {
            return what.find(bad.toString()) != std::string::npos;
        }));
    EXPECT_LT(told.size(), 20U) << "it is left alone for a while";
}

TEST_F(EngineTest, ADamagedPageStopsNoOtherPageOfItsIncidentNorTheStart)
{
    const auto damaged = Uuid::generate();
    m_store.write([&](store::WriteTransaction& tx) {
        tx.put(Kind::Page, damaged, {{"incidentId", m_incident.toString()}, {"nonsense", 1}}, "test");
        tx.setDue("page", damaged, tx.now());
    });
    engage(m_plan);
    run({.alone = true});
    ASSERT_TRUE(mailed(1));
    advance(seconds(120));
    ASSERT_TRUE(mailed(2));
    advance(seconds(180));
    ASSERT_TRUE(mailed(3)) << "stages go on as well";
    const auto told = failures();
    EXPECT_TRUE(std::any_of(told.begin(), told.end(), [&](const std::string& what) {
        return what.find(damaged.toString()) != std::string::npos;
    }));
}

TEST_F(EngineTest, GoesOnFromWhereItStoodWhenNobodyWasThere)
{
    engage(m_plan);
    advance(seconds(1200)); // all of the plan has passed
    run();
    ASSERT_TRUE(mailed(1));
    EXPECT_EQ(m_mail->sent()[0].address, "kenji@hinode.example");
    fence("Desk");
    EXPECT_EQ(m_mail->sent().size(), 1U) << "the others have their time";
    EXPECT_FALSE(happened(eventtype::exhausted));
    EXPECT_TRUE(happened(eventtype::engagementLate)) << "the team can see that paging is late";
    advance(seconds(120));
    ASSERT_TRUE(mailed(2));
    advance(seconds(180));
    ASSERT_TRUE(mailed(3));
    EXPECT_EQ(m_mail->sent()[2].address, "aiko@hinode.example");
    advance(seconds(299));
    fence("Chair");
    EXPECT_FALSE(happened(eventtype::exhausted)) << "Aiko has her five minutes";
    advance(seconds(1));
    EXPECT_TRUE(eventually([&] { return happened(eventtype::exhausted); }));
}

TEST_F(EngineTest, LetsTheNextStageComeOnTimeWhenItIsTheProviderThatHangs)
{
    m_hook = std::make_shared<FakeChannel>();
    const auto mailed = person("Mailed", "mailed@x.example", {300});
    const auto hooked = person("Hooked", "https://hook.example", {300}, ChannelKind::Webhook);
    Contact plan;
    plan.contactKind = ContactKind::Escalation;
    plan.alias = plan.name = "mixed";
    plan.stages = {{300, {{std::nullopt, mailed}}}, {300, {{std::nullopt, hooked}}}};
    const auto id = Id<Contact>::generate();
    m_store.write([&](store::WriteTransaction& tx) { store::put(tx, id, plan, "test"); });
    m_mail->hold(true);
    run({.senders = 1});
    engage(person("First", "first@x.example", {6000}));
    ASSERT_TRUE(eventually([&] { return m_mail->sent().size() == 1; }));
    engage(id);
    for (int passed = 0; passed < 300; passed += 20) // the engine lives all the while
        advance(seconds(20));
    EXPECT_TRUE(eventually([&] { return m_hook->sent().size() == 1; }));
}

TEST_F(EngineTest, ShowsTheProvidersReasonWhenAPageCannotBeDelivered)
{
    m_mail->failNext(1, false);
    run();
    engage(person("Kenji", "kenji@x.example", {600}));
    ASSERT_TRUE(eventually([&] { return happened(eventtype::pageFailed); }));
    EXPECT_EQ(pages()[0].value.state, PageState::Error);
    EXPECT_EQ(pages()[0].value.error, "451 try later");
}

/// What a webhook's receiver answered: its 400th byte is within a character.
std::string answerCutInACharacter()
{
    std::ifstream file(MATOI_TEST_DATA "/regressions/webhook-answer-cut-in-a-character.txt",
                       std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(EngineTest, PagesOnceWhenTheProvidersReasonIsNotText)
{
    m_mail->failNext(100, false, answerCutInACharacter());
    run();
    engage(person("Kenji", "kenji@x.example", {600}));
    ASSERT_TRUE(eventually([&] { return happened(eventtype::pageFailed); }));
    EXPECT_EQ(pages()[0].value.state, PageState::Error);
    EXPECT_TRUE(pages()[0].value.error.starts_with("the receiver answered 400: 決済"))
        << pages()[0].value.error;
    EXPECT_EQ(pages()[0].value.error.find('\n'), std::string::npos)
        << "one line, for the timeline and the log";
    advance(pageLease + seconds(1));
    engage(person("Fence", "fence@x.example", {600}));
    ASSERT_TRUE(eventually([&] { return m_mail->sent().size() == 2; }));
    EXPECT_EQ(m_mail->sent()[1].address, "fence@x.example");
}

TEST_F(EngineTest, PagesOnceWhenWhatTheProviderSaysCannotBeKeptAtAll)
{
    m_mail->callEachMessage("\xff");
    run();
    engage(person("Kenji", "kenji@x.example", {600}));
    EXPECT_TRUE(eventually([&] { return pages()[0].value.state == PageState::Sent; }));
    EXPECT_EQ(m_mail->sent().size(), 1U);
}

TEST_F(EngineTest, GivesUpAPageThatKillsEveryProcessThatHandsItOver)
{
    engage(person("Kenji", "kenji@x.example", {6000}));
    for (int i = 0; i < maxBegun; ++i) {
        m_store.write([](store::WriteTransaction& tx) { claimPages(tx, "http://dead", {10, 10}); });
        ASSERT_EQ(pages()[0].value.state, PageState::Sending);
        advance(pageLease + seconds(1));
    }
    run({.alone = true});
    EXPECT_TRUE(eventually([&] { return pages()[0].value.state == PageState::Error; }));
    EXPECT_TRUE(happened(eventtype::pageFailed));
    EXPECT_TRUE(m_mail->sent().empty());
}

TEST_F(EngineTest, GoesOnToTheNextStageWhenEveryPageOfAStageFailed)
{
    m_mail->failNext(2, false);
    run();
    engage(m_plan);
    ASSERT_TRUE(mailed(1));
    advance(seconds(120));
    ASSERT_TRUE(mailed(2));
    advance(seconds(180));
    ASSERT_TRUE(mailed(3));
    EXPECT_EQ(m_mail->sent()[2].address, "aiko@hinode.example");
}

TEST_F(EngineTest, SaysSoWhenTheServiceHasNoWayToSend)
{
    run();
    engage(person("Hook", "https://hook.example", {60}, ChannelKind::Webhook));
    ASSERT_TRUE(eventually([&] { return happened(eventtype::pageFailed); }));
    EXPECT_NE(pages()[0].value.error.find("settings"), std::string::npos);
}

TEST_F(EngineTest, TakesOverAPageThatAKilledProcessHadInItsHands)
{
    engage(person("Kenji", "kenji@x.example", {600}));
    m_store.write([](store::WriteTransaction& tx) { claimPages(tx, "http://dead", {10, 10}); });
    ASSERT_EQ(pages()[0].value.state, PageState::Sending);
    run({.alone = true});
    ASSERT_TRUE(eventually([&] { return pages()[0].value.state == PageState::Sent; }));
    EXPECT_EQ(m_mail->sent().size(), 1U);
}

TEST_F(EngineTest, LeavesAPageToAnotherProcessUntilItsLeaseIsOver)
{
    engage(person("Kenji", "kenji@x.example", {600}));
    m_store.write([](store::WriteTransaction& tx) { claimPages(tx, "http://other", {10, 10}); });
    run();
    engage(person("Fence", "fence@x.example", {600}));
    ASSERT_TRUE(eventually([&] {
        const auto all = pages();
        return std::any_of(all.begin(), all.end(), [](const auto& page) {
            return page.value.contactName == "Fence" && page.value.state == PageState::Sent;
        });
    }));
    ASSERT_EQ(m_mail->sent().size(), 1U);
    EXPECT_EQ(m_mail->sent()[0].address, "fence@x.example");
    advance(pageLease + seconds(1));
    ASSERT_TRUE(eventually([&] { return m_mail->sent().size() == 2; }));
    EXPECT_EQ(m_mail->sent()[1].address, "kenji@x.example");
}

TEST_F(EngineTest, DropsAPageThatWasInAKilledProcessesHandsWhenSomebodyHasAnsweredSince)
{
    const auto engagement = engage(person("Kenji", "kenji@x.example", {600}));
    m_store.write([&](store::WriteTransaction& tx) {
        claimPages(tx, "http://dead", {10, 10});
        ASSERT_TRUE(services::EngagementService::acknowledge(tx, engagement, actor("Kenji")));
    });
    run({.alone = true});
    ASSERT_TRUE(eventually([&] { return pages()[0].value.state == PageState::Stopped; }));
    EXPECT_TRUE(m_mail->sent().empty());
}

TEST_F(EngineTest, DeliversToTheConsoleAndToTestChannelsWithoutAProvider)
{
    run();
    engage(person("Desk", "", {60}, ChannelKind::Desktop));
    engage(person("Drill", "", {60}, ChannelKind::Test));
    // Both are due at one moment: which comes first is the store's affair.
    ASSERT_TRUE(eventually([&] {
        const auto all = pages();
        return std::all_of(all.begin(), all.end(), [](const Record<Page>& page) {
            return page.value.state ==
                   (page.value.channelKind == ChannelKind::Test ? PageState::Delivered : PageState::Sent);
        });
    }));
    EXPECT_EQ(pages().size(), 2U);
}

} // namespace
} // namespace matoi::engine
