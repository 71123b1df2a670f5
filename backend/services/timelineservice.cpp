#include "backend/services/timelineservice.h"

#include "backend/services/validation.h"

namespace matoi::services {
namespace {

constexpr std::size_t maxText = 2000; // bytes, as models/wire/timelineeventjson.cpp holds it

/// Values come from detectors and providers, who know nothing of our limits.
std::string fitting(std::string text)
{
    constexpr std::string_view ellipsis = "\xe2\x80\xa6";
    return text.size() <= maxText ? text
                                  : cutText(std::move(text), maxText - ellipsis.size()).append(ellipsis);
}

} // namespace

void TimelineService::automatic(store::WriteTransaction& tx, domain::Id<domain::Incident> incident,
                                const char* type, std::map<std::string, std::string> values, std::string text,
                                const std::string& author, std::string details)
{
    domain::TimelineEvent event;
    event.incidentId = incident;
    event.at = tx.now();
    event.eventKind = domain::EventKind::Automatic;
    event.type = type;
    for (auto& [name, value] : values)
        value = fitting(std::move(value));
    event.values = std::move(values);
    event.text = fitting(std::move(text));
    event.details = std::move(details);
    event.author = author;
    store::put(tx, domain::Id<domain::TimelineEvent>::generate(), event, author);
}

} // namespace matoi::services
