#include "models/cache/syncaccess.h"

#include <memory>

namespace matoi::cache {
namespace {

Writer::Done ending(std::function<void(bool)> done)
{
    return [done = std::move(done)](const std::optional<NotWritten>& failure) { done(!failure); };
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
    const auto fits = std::make_shared<bool>(false);
    m_writer.post([page = std::move(page), fits](Journal& journal) { *fits = journal.applyPage(page); },
                  [fits, done = std::move(done)](const auto& failure) { done(!failure && *fits); });
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

void SyncAccess::readAs(std::string reader, std::function<void(FeedPosition)> done)
{
    const auto position = std::make_shared<FeedPosition>();
    m_writer.post(
        [position, reader = std::move(reader)](Journal& journal) { *position = journal.readAs(reader); },
        [position, done = std::move(done)](const auto&) { done(*position); });
}

void SyncAccess::owed(std::function<void(std::optional<OwedIncident>)> done)
{
    const auto owed = std::make_shared<std::optional<OwedIncident>>();
    m_writer.post(
        [owed](Journal& journal) { *owed = journal.owed(); },
        [owed, done = std::move(done)](const auto& failure) { done(failure ? std::nullopt : *owed); });
}

void SyncAccess::applyIncident(OwedIncident owed, FeedPage page, bool last, std::function<void(bool)> done)
{
    m_writer.post(
        [owed, last, page = std::move(page)](Journal& journal) { journal.applyIncident(owed, page, last); },
        ending(std::move(done)));
}

void SyncAccess::forgetIncident(OwedIncident owed, std::function<void(bool)> done)
{
    m_writer.post([owed](Journal& journal) { journal.forgetOwed(owed); }, ending(std::move(done)));
}

void SyncAccess::takeNext(std::function<void(Next)> done)
{
    const auto next = std::make_shared<Next>();
    m_writer.post(
        [next](Journal& journal) {
            next->outgoing = journal.takeNext();
            next->nextTryAt = next->outgoing ? std::nullopt : journal.nextTryAt();
        },
        [next, done = std::move(done)](const std::optional<NotWritten>& failure) {
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

void SyncAccess::takeUpload(std::function<void(NextUpload)> done)
{
    const auto next = std::make_shared<NextUpload>();
    m_writer.post(
        [next](Journal& journal) {
            next->upload = journal.takeUpload();
            next->nextTryAt = next->upload ? std::nullopt : journal.nextUploadAt();
        },
        [next, done = std::move(done)](const std::optional<NotWritten>& failure) {
            done(failure ? NextUpload{} : *next);
        });
}

void SyncAccess::settleUpload(std::string sha256, UploadOutcome outcome, std::function<void(bool)> done)
{
    m_writer.post([sha256 = std::move(sha256),
                   outcome = std::move(outcome)](Journal& journal) { journal.settleUpload(sha256, outcome); },
                  ending(std::move(done)));
}

void SyncAccess::contentsMissing(std::int64_t entry, std::function<void(bool)> done)
{
    const auto again = std::make_shared<bool>(false);
    m_writer.post([entry, again](Journal& journal) { *again = journal.contentsMissing(entry); },
                  [again, done = std::move(done)](const std::optional<NotWritten>& failure) {
                      done(!failure && *again);
                  });
}

void SyncAccess::storeContent(const std::string& sha256, std::string_view bytes,
                              std::function<void(const std::optional<domain::Error>&)> done)
{
    try {
        m_contents.write(sha256, bytes);
    } catch (const std::exception& error) {
        done(domain::Error{domain::ErrorCode::Unavailable, {}, error.what()});
        return;
    }
    m_writer.post([sha256, size = static_cast<std::int64_t>(bytes.size())](
                      Journal& journal) { journal.keepContent(sha256, size, true); },
                  [done = std::move(done)](const std::optional<NotWritten>& failure) {
                      using domain::Error;
                      done(failure ? std::optional(Error{domain::ErrorCode::Unavailable, {}, failure->reason})
                                   : std::nullopt);
                  });
}

void SyncAccess::storeSamples(domain::Id<domain::MetricDefinition> metric, domain::MetricData data,
                              std::function<void(bool)> done)
{
    m_writer.post([metric, data = std::move(data)](Journal& journal) { journal.storeSamples(metric, data); },
                  ending(std::move(done)));
}

} // namespace matoi::cache
