#include "models/commands/timelinecommands.h"

#include "models/commands/putback.h"
#include "models/domain/rules/todo.h"

namespace matoi::commands {

using namespace domain;

TimelineCommands::TimelineCommands(Repositories& repositories, ChangeNotifier& session, const Clock& clock,
                                   EditHistory& history)
    : m_repositories(repositories)
    , m_session(session)
    , m_clock(clock)
    , m_history(history)
{}

Result<Id<TimelineEvent>> TimelineCommands::log(Id<Incident> incident, const std::string& text,
                                                EventKind kind, std::optional<Time> at,
                                                std::vector<Attachment> attachments)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos)
        return fail(ErrorCode::InvalidValue, "text", "say what happened");
    const std::size_t lineEnd = text.find('\n', begin);
    TimelineEvent event;
    event.incidentId = incident;
    event.at = at.value_or(m_clock.now());
    event.eventKind = kind;
    event.text = text.substr(begin, lineEnd == std::string::npos ? lineEnd : lineEnd - begin);
    if (lineEnd != std::string::npos)
        event.details = text.substr(lineEnd + 1);
    event.author = m_session.session().name;
    event.attachments = std::move(attachments);
    const auto todo = rules::todoIn(event.text);
    const auto id = Id<TimelineEvent>::generate();
    if (auto created = m_repositories.timelineEvents.create(id, event); !created)
        return tl::make_unexpected(created.error());
    std::optional<Id<ActionItem>> item;
    if (todo) {
        ActionItem noted;
        noted.incidentId = incident;
        noted.title = *todo;
        noted.eventId = id;
        item = Id<ActionItem>::generate();
        if (auto created = m_repositories.actionItems.create(*item, std::move(noted)); !created) {
            static_cast<void>(takeBack(id, event, std::nullopt));
            return tl::make_unexpected(created.error());
        }
    }
    m_history.add(item ? Deed::TodoLogged : Deed::EventLogged,
                  [this, id, event, item] { return takeBack(id, event, item); });
    return id;
}

Result<void> TimelineCommands::takeBack(Id<TimelineEvent> id, const TimelineEvent& event,
                                        std::optional<Id<ActionItem>> item)
{
    // The event first: when somebody has made more of it, its action item stays too.
    const auto removed = takingAway(m_repositories.timelineEvents, id, event, &TimelineEvent::at,
                                    &TimelineEvent::eventKind, &TimelineEvent::text, &TimelineEvent::details,
                                    &TimelineEvent::pinned, &TimelineEvent::attachments)();
    if (!removed || !item)
        return removed;
    const auto noted = m_repositories.actionItems.find(*item);
    return noted ? m_repositories.actionItems.remove(*noted) : Result<void>();
}

Result<void> TimelineCommands::change(const Record<TimelineEvent>& base, TimelineEvent value)
{
    if (value == base.value)
        return {};
    if (auto changed = m_repositories.timelineEvents.change(base, value); !changed)
        return changed;
    m_history.add(Deed::EventChanged,
                  puttingBack(m_repositories.timelineEvents, base, std::move(value), "the event is gone",
                              &TimelineEvent::at, &TimelineEvent::eventKind, &TimelineEvent::text,
                              &TimelineEvent::details, &TimelineEvent::pinned, &TimelineEvent::attachments));
    return {};
}

Result<void> TimelineCommands::setPinned(const Record<TimelineEvent>& event, bool pinned)
{
    TimelineEvent value = event.value;
    value.pinned = pinned;
    if (auto changed = m_repositories.timelineEvents.change(event, value); !changed)
        return changed;
    m_history.add(pinned ? Deed::EventPinned : Deed::EventUnpinned,
                  [this, id = event.id, pinned]() -> Result<void> {
                      const auto now = m_repositories.timelineEvents.find(id);
                      if (!now)
                          return fail(ErrorCode::NotFound, {}, "the event is gone");
                      TimelineEvent back = now->value;
                      back.pinned = !pinned;
                      return m_repositories.timelineEvents.change(*now, back);
                  });
    return {};
}

Result<void> TimelineCommands::remove(const Record<TimelineEvent>& event)
{
    if (auto removed = m_repositories.timelineEvents.remove(event); !removed)
        return removed;
    m_history.add(Deed::EventRemoved, [this, value = event.value] {
        return m_repositories.timelineEvents.create(Id<TimelineEvent>::generate(), value);
    });
    return {};
}

} // namespace matoi::commands
