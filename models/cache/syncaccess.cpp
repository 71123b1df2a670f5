#include "models/cache/syncaccess.h"

#include <memory>

namespace matoi::cache {
namespace {

Writer::Done ending(std::function<void(bool)> done)
{
    return [done = std::move(done)](const std::optional<std::string>& failure) { done(!failure); };
}

} // namespace

void SyncAccess::position(std::function<void(FeedPosition)> done)
{
    const auto position = std::make_shared<FeedPosition>();
    m_writer.post([position](Journal& journal) { *position = journal.position(); },
                  [position, done = std::move(done)](const auto&) { done(*position); });
}

void SyncAccess::applyPage(FeedPage page, std::function<void(bool)> done)
{
    m_writer.post([page = std::move(page)](Journal& journal) { journal.applyPage(page); },
                  ending(std::move(done)));
}

void SyncAccess::beginRescan(std::string epoch, std::function<void(bool)> done)
{
    m_writer.post([epoch = std::move(epoch)](Journal& journal) { journal.beginRescan(epoch); },
                  ending(std::move(done)));
}

void SyncAccess::endRescan(std::function<void(bool)> done)
{
    m_writer.post([](Journal& journal) { journal.endRescan(); }, ending(std::move(done)));
}

void SyncAccess::takeNext(std::function<void(Next)> done)
{
    const auto next = std::make_shared<Next>();
    m_writer.post(
        [next](Journal& journal) {
            next->outgoing = journal.takeNext();
            next->nextTryAt = next->outgoing ? std::nullopt : journal.nextTryAt();
        },
        [next, done = std::move(done)](const std::optional<std::string>& failure) {
            done(failure ? Next{} : *next);
        });
}

void SyncAccess::settle(std::int64_t entry, Outcome outcome, std::function<void(bool)> done)
{
    m_writer.post([entry, outcome = std::move(outcome)](Journal& journal) { journal.settle(entry, outcome); },
                  ending(std::move(done)));
}

void SyncAccess::retryNow(std::function<void(bool)> done)
{
    m_writer.post([](Journal& journal) { journal.retryNow(); }, ending(std::move(done)));
}

void SyncAccess::storeSamples(domain::Id<domain::MetricDefinition> metric, domain::MetricData data,
                              std::function<void(bool)> done)
{
    m_writer.post([metric, data = std::move(data)](Journal& journal) { journal.storeSamples(metric, data); },
                  ending(std::move(done)));
}

} // namespace matoi::cache
