#pragma once

#include "models/domain/incident.h"

#include <optional>
#include <string>
#include <vector>

namespace matoi::domain {

enum class QuestionCategory
{
    Detection,
    Diagnosis,
    Mitigation,
    Prevention
};

struct Question
{
    std::string key; ///< stable within its set: "detect-how"
    QuestionCategory category = QuestionCategory::Detection;
    std::string textEn;
    std::string textJa;
    std::string guidanceEn;
    std::string guidanceJa;

    bool operator==(const Question&) const = default;
};

/// Class C per version (`rev`).
struct QuestionSet
{
    static constexpr Kind kind = Kind::QuestionSet;

    std::string name;
    std::vector<Question> questions;

    bool operator==(const QuestionSet&) const = default;
};

enum class AnalysisState
{
    Draft,
    Published
};

/// Class C. Id: Uuid::named("analysis:" + incident). Holds its questions as they were when it began.
struct Analysis
{
    static constexpr Kind kind = Kind::Analysis;

    Id<Incident> incidentId;
    std::string title;
    std::string owner;
    AnalysisState state = AnalysisState::Draft;
    std::optional<Id<QuestionSet>> questionSetId;
    std::vector<Question> questions;
    std::optional<Time> reviewAt;

    bool operator==(const Analysis&) const = default;
};
inline Id<Analysis> analysisIdOf(Id<Incident> incident)
{
    return Id<Analysis>(Uuid::named("analysis:" + incident.toString()));
}

/// Class T. Id: Uuid::named("answer:" + analysis + ":" + question key).
struct Answer
{
    static constexpr Kind kind = Kind::Answer;

    Id<Incident> incidentId;
    Id<Analysis> analysisId;
    std::string questionKey;
    std::string text;

    bool operator==(const Answer&) const = default;
};
inline Id<Answer> answerIdOf(Id<Analysis> analysis, const std::string& questionKey)
{
    return Id<Answer>(Uuid::named("answer:" + analysis.toString() + ":" + questionKey));
}

enum class ActionPriority
{
    Must,
    Should,
    Could
};
enum class ActionKind
{
    Detect,
    Prevent,
    Mitigate,
    Process
};
enum class ActionState
{
    Open,
    Done,
    Dropped
};

/// Class C.
struct ActionItem
{
    static constexpr Kind kind = Kind::ActionItem;

    Id<Incident> incidentId;
    std::string title;
    std::string owner;
    std::string due; ///< YYYY-MM-DD, or empty
    ActionPriority priority = ActionPriority::Should;
    ActionKind actionKind = ActionKind::Prevent;
    ActionState state = ActionState::Open;
    std::optional<Id<struct TimelineEvent>> eventId; ///< that it was noted in

    bool operator==(const ActionItem&) const = default;
};

} // namespace matoi::domain
