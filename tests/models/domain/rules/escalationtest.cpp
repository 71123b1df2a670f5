#include "models/domain/rules/escalation.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

namespace matoi::domain::rules {
namespace {

class Directory
{
public:
    Id<Contact> person(const std::string& name, std::vector<int> stageSeconds, bool active = true)
    {
        const auto id = Id<Contact>::generate();
        Contact contact;
        contact.name = name;
        for (const int duration : stageSeconds) {
            const auto channel = Id<ContactChannel>::generate();
            m_channels[id].push_back(
                {channel, {.contactId = id, .address = name + "@x", .active = active}, {}});
            contact.stages.push_back({duration, {{channel, std::nullopt}}});
        }
        m_contacts[id] = contact;
        return id;
    }
    Id<Contact> plan(std::vector<std::pair<int, std::vector<Id<Contact>>>> stages)
    {
        const auto id = Id<Contact>::generate();
        Contact contact;
        contact.contactKind = ContactKind::Escalation;
        for (const auto& [duration, people] : stages) {
            PlanStage stage{duration, {}};
            for (const auto& person : people)
                stage.targets.push_back({std::nullopt, person});
            contact.stages.push_back(stage);
        }
        m_contacts[id] = contact;
        return id;
    }
    void setStages(Id<Contact> id, std::vector<PlanStage> stages)
    {
        m_contacts[id].stages = std::move(stages);
    }
    void removeChannel(Id<Contact> id, std::size_t index)
    {
        m_channels[id].erase(m_channels[id].begin() + static_cast<std::ptrdiff_t>(index));
    }
    ContactDirectory lookup() const
    {
        return {[this](Id<Contact> id) -> std::optional<Record<Contact>> {
                    const auto found = m_contacts.find(id);
                    if (found == m_contacts.end())
                        return std::nullopt;
                    return Record<Contact>{id, found->second, {}};
                },
                [this](Id<Contact> id) {
                    const auto found = m_channels.find(id);
                    return found == m_channels.end() ? std::vector<Record<ContactChannel>>{} : found->second;
                }};
    }

private:
    std::map<Id<Contact>, Contact> m_contacts;
    std::map<Id<Contact>, std::vector<Record<ContactChannel>>> m_channels;
};

TEST(EscalationSteps, PageAPersonsChannelsOneStageAfterTheOther)
{
    Directory directory;
    const auto kenji = directory.person("Kenji", {120, 120, 60});
    const auto preview = escalationSteps(kenji, directory.lookup());
    ASSERT_EQ(preview.steps.size(), 3U);
    EXPECT_EQ(preview.steps[1].offsetSeconds, 120);
    EXPECT_EQ(preview.steps[2].offsetSeconds, 240);
    EXPECT_EQ(preview.endSeconds, 300);
}

TEST(EscalationSteps, StartEachContactOfAStageWhenTheStageBegins)
{
    Directory directory;
    const auto kenji = directory.person("Kenji", {120, 120});
    const auto aiko = directory.person("Aiko", {60});
    const auto preview = escalationSteps(directory.plan({{300, {kenji}}, {600, {aiko}}}), directory.lookup());
    ASSERT_EQ(preview.steps.size(), 3U);
    EXPECT_EQ(preview.steps[2].contactName, "Aiko");
    EXPECT_EQ(preview.steps[2].offsetSeconds, 300);
    EXPECT_EQ(preview.steps[2].stage, 1);
    ASSERT_EQ(preview.stages.size(), 2U);
    EXPECT_EQ(preview.stages[1], (EngagementStage{300, 600}));
    EXPECT_EQ(preview.endSeconds, 900);
}

TEST(EscalationSteps, ShowAChannelThatIsNotActiveAndAPersonWithoutOne)
{
    Directory directory;
    const auto silent = directory.person("Silent", {60}, false);
    const auto nobody = directory.person("Nobody", {});
    const auto preview = escalationSteps(directory.plan({{60, {silent, nobody}}}), directory.lookup());
    ASSERT_EQ(preview.steps.size(), 2U);
    EXPECT_FALSE(preview.steps[0].active);
    EXPECT_TRUE(preview.steps[0].channelId);
    EXPECT_FALSE(preview.steps[1].channelId);
}

TEST(EscalationSteps, ShowAStageWhoseChannelIsGone)
{
    Directory directory;
    const auto kenji = directory.person("Kenji", {120, 60});
    directory.removeChannel(kenji, 1);
    const auto preview = escalationSteps(kenji, directory.lookup());
    ASSERT_EQ(preview.steps.size(), 2U);
    EXPECT_EQ(preview.steps[1].offsetSeconds, 120);
    EXPECT_FALSE(preview.steps[1].active);
    EXPECT_FALSE(preview.steps[1].channelId);
}

TEST(EscalationSteps, EndWhenPlansNameEachOther)
{
    Directory directory;
    const auto first = directory.plan({});
    const auto second = directory.plan({{60, {first}}});
    directory.setStages(first, {{60, {{std::nullopt, second}}}});
    EXPECT_TRUE(escalationSteps(first, directory.lookup()).steps.empty());
}

TEST(EscalationSteps, AreInOrderAndInsideTheirEndForAnyPlan)
{
    EXPECT_TRUE(rc::check([] {
        Directory directory;
        std::vector<std::pair<int, std::vector<Id<Contact>>>> stages;
        const int count = *rc::gen::inRange(0, 5);
        for (int i = 0; i < count; ++i) {
            std::vector<Id<Contact>> people;
            const int persons = *rc::gen::inRange(0, 3);
            for (int p = 0; p < persons; ++p)
                people.push_back(
                    directory.person("P", *rc::gen::container<std::vector<int>>(static_cast<std::size_t>(2),
                                                                                rc::gen::inRange(0, 900))));
            stages.emplace_back(*rc::gen::inRange(0, 900), people);
        }
        const auto preview = escalationSteps(directory.plan(stages), directory.lookup());
        int last = 0;
        for (const auto& step : preview.steps) {
            RC_ASSERT(step.offsetSeconds >= last);
            RC_ASSERT(step.offsetSeconds <= preview.endSeconds);
            last = step.offsetSeconds;
        }
    }));
}

} // namespace
} // namespace matoi::domain::rules
