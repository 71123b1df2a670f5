#include "models/domain/rules/remedy.h"

#include <gtest/gtest.h>

namespace matoi::domain::rules {
namespace {

using std::chrono::minutes;

const Time start = Time(std::chrono::hours(1000));

Incident mitigated()
{
    Incident incident;
    incident.startedAt = start;
    incident.mitigatedAt = start + minutes(30);
    incident.resolvedAt = start + minutes(90);
    return incident;
}

TimelineEvent event(EventKind kind, int minute, const char* text)
{
    TimelineEvent out;
    out.eventKind = kind;
    out.at = start + minutes(minute);
    out.text = text;
    return out;
}

TEST(Remedy, IsTheAnswerOfTheAnalysisWhenThereIsOne)
{
    const std::vector<Question> questions{{"detect", QuestionCategory::Detection, "", "", "", ""},
                                          {"fix", QuestionCategory::Mitigation, "", "", "", ""}};
    Answer detect;
    detect.questionKey = "detect";
    detect.text = "An alarm.";
    Answer fix;
    fix.questionKey = "fix";
    fix.text = "**Rolled back** to `2026.11.17-2`. It took 31 minutes.";
    const auto remedy =
        whatFixed(mitigated(), questions, {detect, fix}, {}, {event(EventKind::Action, 5, "Restarted")});
    ASSERT_TRUE(remedy);
    EXPECT_EQ(remedy->from, Remedy::From::Analysis);
    EXPECT_EQ(remedy->text, "Rolled back to 2026.11.17-2.");
}

TEST(Remedy, IsElseTheLastDecisionThatWasMadeBeforeItWasMitigated)
{
    Decision early;
    early.what = "Scale out";
    early.decidedAt = start + minutes(10);
    Decision right;
    right.what = "Roll back";
    right.decidedAt = start + minutes(31); // written down when it worked
    Decision later;
    later.what = "Tell the press";
    later.decidedAt = start + minutes(80);
    Decision open;
    open.what = "Refund?";
    const auto remedy = whatFixed(mitigated(), {}, {}, {later, right, early, open},
                                  {event(EventKind::Action, 29, "Drained web-1")});
    EXPECT_EQ(remedy, (Remedy{Remedy::From::Decision, "Roll back"}));
}

TEST(Remedy, IsElseTheLastAction)
{
    const auto remedy =
        whatFixed(mitigated(), {}, {}, {},
                  {event(EventKind::Note, 20, "Looking"), event(EventKind::Action, 10, "Restarted"),
                   event(EventKind::Action, 28, "プールを再起動した。効いた。"),
                   event(EventKind::Action, 60, "Cleaned up")});
    EXPECT_EQ(remedy, (Remedy{Remedy::From::Action, "プールを再起動した。"}));
}

TEST(Remedy, SaysThatItWentAwayByItselfOnlyWhenNobodyWroteAnythingDown)
{
    TimelineEvent recovered = event(EventKind::Automatic, 30, "Every alert has recovered");
    recovered.type = eventtype::recovered;
    EXPECT_EQ(whatFixed(mitigated(), {}, {}, {}, {recovered}), (Remedy{Remedy::From::Recovery, ""}));
    EXPECT_EQ(whatFixed(mitigated(), {}, {}, {}, {recovered, event(EventKind::Action, 5, "Restarted")})->text,
              "Restarted");
    EXPECT_FALSE(whatFixed(mitigated(), {}, {}, {}, {event(EventKind::Note, 3, "Hm")}));
}

TEST(Remedy, CutsALongSentenceBetweenCharacters)
{
    EXPECT_EQ(firstSentence("- Version 2.4 is out", 240), "Version 2.4 is out");
    const std::string cut = firstSentence("障害障害障害", 7);
    EXPECT_EQ(cut, "障害…");
    EXPECT_EQ(firstSentence("", 10), "");
    EXPECT_EQ(firstSentence("\n\n", 10), "");
}

} // namespace
} // namespace matoi::domain::rules
