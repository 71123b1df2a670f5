#include "models/commands/timelinecommands.h"

#include "models/domain/rules/todo.h"

namespace matoi::commands {

using namespace domain;

namespace {

/// Only what the edit changed, and only where nobody changed it since; false when somebody has.
bool putBack(TimelineEvent& event, const TimelineEvent& before, const TimelineEvent& after)
{
    const auto one = [&](auto member) {
        if (before.*member == after.*member)
            return true;
        if (event.*member != after.*member)
            return false;
        event.*member = before.*member;
        return true;
    };
    return one(&TimelineEvent::at) && one(&TimelineEvent::eventKind) && one(&TimelineEvent::text) &&
           one(&TimelineEvent::details) && one(&TimelineEvent::pinned) && one(&TimelineEvent::attachments);
}

} // namespace

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
    if (auto created = m_repositories.timelineEvents.create(id, std::move(event)); !created)
        return tl::make_unexpected(created.error());
    std::optional<Id<ActionItem>> item;
    if (todo) {
        ActionItem noted;
        noted.incidentId = incident;
        noted.title = *todo;
        noted.eventId = id;
        item = Id<ActionItem>::generate();
        if (auto created = m_repositories.actionItems.create(*item, std::move(noted)); !created) {
            static_cast<void>(takeBack(id, std::nullopt));
            return tl::make_unexpected(created.error());
        }
    }
    m_history.add(item ? Deed::TodoLogged : Deed::EventLogged,
                  [this, id, item] { return takeBack(id, item); });
    return id;
}

Result<void> TimelineCommands::takeBack(Id<TimelineEvent> event, std::optional<Id<ActionItem>> item)
{
    if (item)
        if (const auto noted = m_repositories.actionItems.find(*item))
            if (auto removed = m_repositories.actionItems.remove(*noted); !removed)
                return removed;
    const auto logged = m_repositories.timelineEvents.find(event);
    return logged ? m_repositories.timelineEvents.remove(*logged) : Result<void>();
}

Result<void> TimelineCommands::change(const Record<TimelineEvent>& base, TimelineEvent value)
{
    if (value == base.value)
        return {};
    if (auto changed = m_repositories.timelineEvents.change(base, value); !changed)
        return changed;
    m_history.add(Deed::EventChanged, [this, id = base.id, before = base.value, value]() -> Result<void> {
        const auto now = m_repositories.timelineEvents.find(id);
        if (!now)
            return fail(ErrorCode::NotFound, {}, "the event is gone");
        TimelineEvent back = now->value;
        if (!putBack(back, before, value))
            return fail(ErrorCode::Illegal, {}, "somebody else has changed the event since");
        return m_repositories.timelineEvents.change(*now, back);
    });
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
