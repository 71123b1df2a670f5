#include "models/sync/worker.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

namespace matoi::sync {

using cache::Action;
using domain::ErrorCode;
using wire::RecordEnvelope;

namespace {

using Revisions = std::vector<domain::Revised<domain::TimelineEvent>>;

Revisions revisionsFrom(const std::vector<api::HistoryEntry>& entries)
{
    Revisions revisions;
    for (const api::HistoryEntry& entry : entries)
        if (auto value = wire::fromJson<domain::TimelineEvent>(entry.value, wire::Unknown::Ignore))
            revisions.push_back({std::move(*value), entry.rev, entry.at, entry.by});
    return revisions;
}

} // namespace

void Worker::outboxChanged()
{
    if (m_sending)
        m_sendAgain = true;
    else
        sendNext();
    uploadNext();
}

bool Worker::isUp() const
{
    const bool up = m_state.connection == Connection::Live || m_state.connection == Connection::Slow;
    return up && !m_stopped && m_stream;
}

void Worker::sendNext()
{
    if (m_sending || !isUp())
        return;
    m_sending = true;
    m_sendAgain = false;
    m_cache.takeNext(here<cache::SyncAccess::Next>([this](const cache::SyncAccess::Next& next) {
        if (next.outgoing) {
            send(*next.outgoing);
            return;
        }
        m_sending = false;
        if (m_sendAgain)
            sendNext();
        else if (next.nextTryAt)
            m_nextTry.start(
                std::max<std::chrono::milliseconds>(*next.nextTryAt - now(), std::chrono::milliseconds(1)));
    }));
}

void Worker::send(const cache::Outgoing& outgoing)
{
    const auto done = [this, outgoing](api::Answer<RecordEnvelope> answer) {
        if (answer)
            answered(outgoing, std::optional(std::move(*answer)));
        else
            answered(outgoing, tl::make_unexpected(std::move(answer.error())));
    };
    const std::string& key = outgoing.idempotency;
    const domain::Revision base = outgoing.ifMatch.value_or(0);
    switch (outgoing.action) {
    case Action::Create: m_client->create(outgoing.kind, outgoing.record, outgoing.body, key, done); break;
    case Action::Change:
        m_client->change(outgoing.kind, outgoing.record, base, outgoing.body, key, done);
        break;
    case Action::Remove:
        m_client->remove(outgoing.kind, outgoing.record, base, key,
                         [this, outgoing](api::Answer<std::optional<RecordEnvelope>> answer) {
                             answered(outgoing, std::move(answer));
                         });
        break;
    case Action::Acknowledge:
    case Action::Escalate:
    case Action::Stop: m_client->act(outgoing.record, cache::word(outgoing.action), key, done); break;
    case Action::Page: m_client->engage(outgoing.record, outgoing.body, key, done); break;
    case Action::Receipt: m_client->receipt(outgoing.record, outgoing.body, key, done); break;
    case Action::Offer: m_client->offer(outgoing.record, outgoing.body, key, done); break;
    case Action::Accept:
    case Action::Decline:
    case Action::Withdraw:
        m_client->answer(outgoing.record, cache::word(outgoing.action), outgoing.body, key, done);
        break;
    }
}

cache::Outcome Worker::outcomeOf(const cache::Outgoing& outgoing, const api::Failure& failure)
{
    const bool there = failure.error.code == ErrorCode::AlreadyExists && outgoing.action == Action::Create;
    if (failure.status != 0 && (failure.error.code == ErrorCode::StaleRevision || there))
        return cache::Stale{failure.current};
    if (failure.status == 404 && outgoing.action == Action::Remove)
        return cache::Accepted{};
    if (failure.isFinal())
        return cache::Refused{failure.error};
    const auto wait = std::max<std::chrono::milliseconds>(
        m_backoff.after(outgoing.attempts - 1), failure.retryAfter.value_or(std::chrono::seconds(0)));
    return cache::Failed{failure.error, now() + wait};
}

void Worker::answered(const cache::Outgoing& outgoing, api::Answer<std::optional<RecordEnvelope>> answer)
{
    if (m_stopped)
        return;
    const bool signedOut = !answer && answer.error().status == 401;
    cache::Outcome outcome =
        answer ? cache::Outcome(cache::Accepted{std::move(*answer)}) : outcomeOf(outgoing, answer.error());
    if (signedOut)
        lost(answer.error());
    if (!lacksContent(outgoing, outcome)) {
        settle(outgoing, std::move(outcome));
        return;
    }
    m_cache.contentsMissing(outgoing.entry, here<bool>([this, outgoing, outcome](bool again) {
                                if (again)
                                    settle(outgoing,
                                           cache::Failed{std::get<cache::Refused>(outcome).error,
                                                         now() + m_backoff.after(outgoing.attempts)});
                                else
                                    settle(outgoing, outcome);
                                uploadNext();
                            }));
}

void Worker::settle(const cache::Outgoing& outgoing, cache::Outcome outcome)
{
    m_cache.settle(outgoing.entry, std::move(outcome), here<bool>([this](bool kept) {
                       m_sending = false;
                       if (kept)
                           sendNext();
                       else
                           m_nextTry.start(notWrittenWait);
                   }));
}

void Worker::refreshSamples(domain::Id<domain::MetricDefinition> metric, domain::Time from, domain::Time to,
                            std::chrono::seconds step)
{
    const std::pair asked{metric.uuid(), domain::TimeSpan{from, to}};
    const bool coming = std::any_of(m_reading.begin(), m_reading.end(), [&](const auto& other) {
        return other.first == asked.first && other.second.from < to && from < other.second.to;
    });
    if (m_stopped || coming)
        return; // the answer to come serves this one too, or what is left is asked for after it
    m_reading.push_back(asked);
    m_client->metricData(metric.uuid(), from, to, step,
                         [this, metric, asked](const api::Answer<domain::MetricData>& answer) {
                             std::erase(m_reading, asked);
                             if (!answer) {
                                 m_reports.samplesProblem(metric, answer.error().error);
                                 return;
                             }
                             m_reports.samplesProblem(metric, std::nullopt);
                             m_cache.storeSamples(metric, *answer, [](bool) {});
                         });
}

namespace {

/// Whatever becomes of a request, whoever asked hears of it: also when the connection is given up.
template <class Done> std::shared_ptr<Done> answeredAnyway(Done done)
{
    return {new Done(std::move(done)), [](Done* unanswered) {
                if (*unanswered)
                    (*unanswered)(domain::fail(ErrorCode::Unavailable, {}, "there is no connection"));
                delete unanswered;
            }};
}

} // namespace

void Worker::history(domain::Id<domain::TimelineEvent> id, HistoryDone done)
{
    const auto waiting = answeredAnyway(std::move(done));
    if (m_stopped)
        return;
    m_client->history(domain::Kind::TimelineEvent, id.uuid(),
                      [waiting](const api::Answer<std::vector<api::HistoryEntry>>& answer) {
                          const HistoryDone answered = std::exchange(*waiting, nullptr);
                          if (answer)
                              answered(revisionsFrom(*answer));
                          else
                              answered(tl::make_unexpected(answer.error().error));
                      });
}

void Worker::audit(domain::Id<domain::Incident> incident, std::optional<std::int64_t> before, AuditDone done)
{
    const auto waiting = answeredAnyway(std::move(done));
    if (m_stopped)
        return;
    m_client->audit(incident.uuid(), before, [waiting](const api::Answer<domain::AuditPage>& answer) {
        const AuditDone answered = std::exchange(*waiting, nullptr);
        if (answer)
            answered(*answer);
        else
            answered(tl::make_unexpected(answer.error().error));
    });
}

} // namespace matoi::sync
