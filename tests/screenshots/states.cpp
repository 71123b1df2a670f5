#include "tests/screenshots/stage.h"

namespace matoi::test {

using namespace domain;
using std::chrono::seconds;

namespace {

template <class T> void clear(MemoryRepository<T>& repository)
{
    for (const auto& record : repository.all())
        static_cast<void>(repository.remove(record));
}

/// Somebody has just opened an incident by hand: nothing is written, nobody was paged.
Id<Incident> openBare(Story& story)
{
    Incident bare;
    bare.number = 2043;
    bare.title = "Something is wrong with the gift cards";
    bare.impact = Impact::Medium;
    bare.startedAt = story.clock.now() - seconds(8);
    const auto id = Id<Incident>::generate();
    story.memory.incidents.put(id, bare);
    return id;
}

/// One event of the story's, as it was written without a connection.
void writeUnsent(Story& story, Time at, EventKind kind, const char* text)
{
    TimelineEvent event;
    event.incidentId = story.checkout;
    event.at = at;
    event.eventKind = kind;
    event.text = text;
    event.author = "Misaki Sato";
    story.memory.timelineEvents.put(Id<TimelineEvent>::generate(), event, 1);
}

void hearNoSampleAfter(Time heard, MemoryRepositories& memory)
{
    for (auto& [metric, samples] : memory.metricSamples.data)
        std::erase_if(samples, [&](const MetricSample& sample) { return sample.at > heard; });
    memory.metricSamples.readAt = heard;
}

/// What the service did after that moment has not been heard of: those pages are still to come here.
void hearNoPageAfter(Time heard, MemoryRepositories& memory)
{
    for (const auto& page : memory.pages.all()) {
        if (!page.value.sentAt || *page.value.sentAt <= heard)
            continue;
        Page planned = page.value;
        planned.state = PageState::Pending;
        planned.attempts = 0;
        planned.sentAt.reset();
        memory.pages.put(page.id, planned);
    }
}

void goOffline(Story& story)
{
    MemoryRepositories& memory = story.memory;
    writeUnsent(story, Story::at(14, 30, 12), EventKind::Action, "Batch 4 of the rollback started");
    writeUnsent(story, Story::at(14, 31, 2), EventKind::Note, "No answer from the bridge, calling by phone");
    const auto summary = memory.summaries.find(summaryIdOf(story.checkout));
    memory.summaries.put(summary->id, summary->value, 1);
    hearNoSampleAfter(Story::at(14, 29), memory);
    hearNoPageAfter(Story::at(14, 29), memory);
    memory.notifier.setSyncState({.connection = SyncState::Connection::Offline,
                                  .syncedAt = Story::at(14, 29),
                                  .offlineSince = Story::at(14, 29, 2),
                                  .retryAt = story.clock.now() + seconds(24),
                                  .unsent = 3});
}

void failAll(Story& story)
{
    MemoryRepositories& memory = story.memory;
    memory.metricSamples.problems[story.metrics[0]] = {
        ErrorCode::Unavailable, {}, "prometheus.hinode.example: connection refused"};
    memory.metricSamples.problems[story.metrics[2]] = {
        ErrorCode::Unavailable, {}, "prometheus.hinode.example: connection refused"};
    memory.metricSamples.data[story.metrics[2]].clear();
    memory.search.page = fail(ErrorCode::Internal, {}, "the copy on this computer cannot be read");
    for (const auto& page : memory.pages.all()) {
        if (page.value.engagementId != story.running || page.value.state != PageState::Sent)
            continue;
        Page failed = page.value;
        failed.state = PageState::Error;
        failed.failedAt = failed.sentAt;
        failed.attempts = 3;
        failed.error = "550 5.1.1 mailbox unavailable";
        memory.pages.put(page.id, failed);
    }
    memory.notifier.setSyncState({.connection = SyncState::Connection::Refused,
                                  .syncedAt = Story::at(14, 31),
                                  .unsent = 2,
                                  .problem = "401: the token was revoked"});
}

void growStale(Story& story)
{
    MemoryRepositories& memory = story.memory;
    // It is slow for some 20 s before it counts as lost.
    const Time heard = Story::at(14, 30, 48);
    hearNoSampleAfter(heard, memory);
    memory.notifier.setSyncState({.connection = SyncState::Connection::Slow, .syncedAt = heard});
}

} // namespace

Id<Incident> bringAbout(State state, Story& story)
{
    switch (state) {
    case State::Usual: break;
    case State::Empty: return openBare(story);
    case State::Loading:
        story.memory.metricSamples.data.clear();
        story.memory.metricSamples.readAt = {};
        story.memory.notifier.setSyncState({});
        break;
    case State::Offline: goOffline(story); break;
    case State::Error: failAll(story); break;
    case State::Stale: growStale(story); break;
    }
    return story.checkout;
}

} // namespace matoi::test
