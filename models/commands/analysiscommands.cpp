#include "models/commands/analysiscommands.h"

#include "models/commands/putback.h"

namespace matoi::commands {

using namespace domain;

AnalysisCommands::AnalysisCommands(Repositories& repositories, ChangeNotifier& session, const Clock& clock,
                                   EditHistory& history)
    : m_repositories(repositories)
    , m_session(session)
    , m_clock(clock)
    , m_history(history)
{}

Result<Id<Analysis>> AnalysisCommands::begin(Id<Incident> incident)
{
    const auto id = analysisIdOf(incident);
    if (m_repositories.analyses.find(id))
        return id;
    const auto subject = m_repositories.incidents.find(incident);
    if (!subject)
        return fail(ErrorCode::NotFound, {}, "the incident is not on this computer");
    // The service's rule. Begun here all the same, it would be refused there with every answer in it.
    if (subject->value.status != IncidentStatus::Resolved)
        return fail(ErrorCode::Illegal, "incidentId", "an analysis begins when the incident is resolved");
    Analysis analysis;
    analysis.incidentId = incident;
    analysis.title = subject->value.title;
    analysis.owner = m_session.session().name;
    if (subject->value.planId)
        if (const auto plan = m_repositories.responsePlans.find(*subject->value.planId))
            analysis.questionSetId = plan->value.questionSetId;
    auto set =
        analysis.questionSetId ? m_repositories.questionSets.find(*analysis.questionSetId) : std::nullopt;
    if (!set)
        if (const auto sets = m_repositories.questionSets.all(); !sets.empty())
            set = sets.front();
    if (set) {
        analysis.questionSetId = set->id;
        analysis.questions = set->value.questions;
    }
    if (auto created = m_repositories.analyses.create(id, std::move(analysis)); !created)
        return tl::make_unexpected(created.error());
    m_history.add(Deed::AnalysisBegun, {});
    return id;
}

Result<void> AnalysisCommands::saveAnswer(const Record<Analysis>& analysis, const std::string& questionKey,
                                          const std::optional<Record<Answer>>& base, const std::string& text)
{
    if (base && base->value.text == text)
        return {};
    const auto id = answerIdOf(analysis.id, questionKey);
    Answer value{analysis.value.incidentId, analysis.id, questionKey, text};
    const auto result =
        base ? m_repositories.answers.change(*base, value) : m_repositories.answers.create(id, value);
    if (!result)
        return result;
    Answer before = value;
    before.text = base ? base->value.text : std::string();
    m_history.add(Deed::AnswerChanged, rewriting(m_repositories.answers, id, std::move(before),
                                                 std::move(value), "the answer is gone"));
    return {};
}

Result<Id<ActionItem>> AnalysisCommands::addActionItem(Id<Incident> incident, ActionItem item)
{
    item.incidentId = incident;
    const auto id = Id<ActionItem>::generate();
    if (auto created = m_repositories.actionItems.create(id, item); !created)
        return tl::make_unexpected(created.error());
    m_history.add(Deed::ActionItemAdded,
                  takingAway(m_repositories.actionItems, id, std::move(item), &ActionItem::title,
                             &ActionItem::owner, &ActionItem::due, &ActionItem::priority,
                             &ActionItem::actionKind, &ActionItem::state));
    return id;
}

Result<void> AnalysisCommands::changeActionItem(const Record<ActionItem>& base, ActionItem value)
{
    if (value == base.value)
        return {};
    if (auto changed = m_repositories.actionItems.change(base, value); !changed)
        return changed;
    m_history.add(Deed::ActionItemChanged,
                  puttingBack(m_repositories.actionItems, base, std::move(value), "the action item is gone",
                              &ActionItem::title, &ActionItem::owner, &ActionItem::due, &ActionItem::priority,
                              &ActionItem::actionKind, &ActionItem::state));
    return {};
}

Result<void> AnalysisCommands::removeActionItem(const Record<ActionItem>& item)
{
    if (auto removed = m_repositories.actionItems.remove(item); !removed)
        return removed;
    m_history.add(Deed::ActionItemChanged, [this, value = item.value] {
        return m_repositories.actionItems.create(Id<ActionItem>::generate(), value);
    });
    return {};
}

Result<void> AnalysisCommands::change(const Record<Analysis>& base, Analysis value)
{
    return value == base.value ? Result<void>() : m_repositories.analyses.change(base, std::move(value));
}

} // namespace matoi::commands
