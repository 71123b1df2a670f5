#include "models/sync/worker.h"

#include <algorithm>

namespace matoi::sync {
namespace {

constexpr int pageSize = 1000;
constexpr std::chrono::seconds afterTrouble{5};

} // namespace

/// One after the other. What comes by the feed meanwhile is newer and wins; an incident that goes out of
/// sight again is not owed any more, and an answer that comes late is left out.
void Worker::fetchOwed()
{
    if (m_stopped || m_fetchingOwed)
        return;
    m_fetchingOwed = true;
    using Owed = std::optional<cache::OwedIncident>;
    m_cache.owed(here(step<Owed>([this](const Owed& owed) {
        if (owed)
            fetchIncident(*owed, 0);
        else
            m_fetchingOwed = false;
    })));
}

void Worker::fetchIncident(const cache::OwedIncident& owed, domain::ChangeNumber since)
{
    using Page = api::Answer<api::ChangesPage>;
    m_client->changesOf(owed.incident, since, pageSize, step<Page>([this, owed, since](Page answer) {
                            incidentFetched(owed, since, std::move(answer));
                        }));
}

void Worker::incidentFetched(const cache::OwedIncident& owed, domain::ChangeNumber since,
                             api::Answer<api::ChangesPage> answer)
{
    const auto next = [this](bool kept) {
        m_fetchingOwed = false;
        if (kept)
            fetchOwed();
    };
    if (!answer && answer.error().status == 404) {
        m_cache.forgetIncident(owed, here(step<bool>(next)));
        return;
    }
    if (!answer && answer.error().status >= 429) { // it is there, and busy
        m_fetchingOwed = false;
        m_nextOwed.start(std::max<std::chrono::milliseconds>(
            afterTrouble, answer.error().retryAfter.value_or(std::chrono::seconds(0))));
        return;
    }
    if (!answer) {
        lost(answer.error());
        return;
    }
    if (answer->epoch != m_epoch) {
        connectNow();
        return;
    }
    const bool more = answer->next > since && answer->next < answer->last;
    const domain::ChangeNumber on = answer->next;
    m_cache.applyIncident(owed, {answer->epoch, std::move(answer->records), since, on}, !more,
                          here(step<bool>([this, owed, on, more, next](bool kept) {
                              if (kept && more)
                                  fetchIncident(owed, on);
                              else
                                  next(kept);
                          })));
}

} // namespace matoi::sync
