#include "models/domain/attachment.h"
#include "models/sync/worker.h"

#include <algorithm>

namespace matoi::sync {

using domain::ErrorCode;

namespace {

/// The rest waits its turn, so that what is looked at now is soon here.
constexpr std::size_t fetchedAtOnce = 2;

domain::Error noConnection()
{
    return {ErrorCode::Unavailable, {}, "there is no connection"};
}

} // namespace

void Worker::uploadNext()
{
    if (m_uploading || !isUp())
        return;
    m_uploading = true;
    m_cache.takeUpload(here<cache::SyncAccess::NextUpload>([this](const cache::SyncAccess::NextUpload& next) {
        if (next.upload) {
            upload(*next.upload);
            return;
        }
        m_uploading = false;
        if (next.nextTryAt)
            m_nextUpload.start(
                std::max<std::chrono::milliseconds>(*next.nextTryAt - now(), std::chrono::milliseconds(1)));
    }));
}

/// Asks first: after a crash, or when somebody else attached the same file, it is there already.
void Worker::upload(const cache::Upload& upload)
{
    if (m_viewer) {
        settleUpload(upload.sha256,
                     cache::Refused{{ErrorCode::NotAllowed, {}, "a viewer cannot attach files"}});
        return;
    }
    m_client->hasContent(upload.sha256, [this, upload](const api::Answer<bool>& there) {
        if (!there)
            uploaded(upload, tl::make_unexpected(there.error()));
        else if (*there)
            uploaded(upload, std::monostate());
        else
            put(upload);
    });
}

void Worker::put(const cache::Upload& upload)
{
    const QString file = QString::fromStdString(m_cache.contentFile(upload.sha256).string());
    m_client->putContent(
        upload.sha256, file,
        [this, upload](std::int64_t sent, std::int64_t) { m_reports.contentSending(upload.sha256, sent); },
        [this, upload](const api::Answer<std::monostate>& answer) { uploaded(upload, answer); });
}

void Worker::uploaded(const cache::Upload& upload, const api::Answer<std::monostate>& answer)
{
    if (m_stopped)
        return;
    if (answer) {
        settleUpload(upload.sha256, cache::UploadDone());
        return;
    }
    const api::Failure& failure = answer.error();
    const bool noFile = failure.status == 0 && failure.error.code == ErrorCode::NotFound;
    if (noFile || failure.isFinal()) {
        settleUpload(upload.sha256, cache::Refused{failure.error});
        return;
    }
    const auto wait = std::max<std::chrono::milliseconds>(
        m_backoff.after(upload.attempts - 1), failure.retryAfter.value_or(std::chrono::seconds(0)));
    if (failure.status == 401)
        lost(failure);
    settleUpload(upload.sha256, cache::Failed{failure.error, now() + wait});
}

void Worker::settleUpload(const std::string& sha256, cache::UploadOutcome outcome)
{
    m_cache.settleUpload(sha256, std::move(outcome), here<bool>([this, sha256](bool kept) {
                             m_reports.contentSending(sha256, std::nullopt);
                             m_uploading = false;
                             if (!kept) {
                                 m_nextUpload.start(notWrittenWait);
                                 return;
                             }
                             uploadNext();
                             outboxChanged();
                         }));
}

/// The service has to have content before what names it, and says so by the field.
bool Worker::lacksContent(const cache::Outgoing& outgoing, const cache::Outcome& outcome) const
{
    const auto* refused = std::get_if<cache::Refused>(&outcome);
    return refused != nullptr && !cache::isEffect(outgoing.action) &&
           refused->error.field.ends_with("sha256");
}

void Worker::fetchContent(const std::string& sha256)
{
    if (!isUp()) {
        m_reports.contentFetched(sha256, noConnection());
        return;
    }
    if (m_fetching.contains(sha256) ||
        std::find(m_toFetch.begin(), m_toFetch.end(), sha256) != m_toFetch.end())
        return;
    // The last asked for is what is on the screen now.
    m_toFetch.push_front(sha256);
    downloadNext();
}

void Worker::downloadNext()
{
    while (!m_toFetch.empty() && m_fetching.size() < fetchedAtOnce) {
        const std::string sha256 = m_toFetch.front();
        m_toFetch.pop_front();
        m_fetching.insert(sha256);
        download(sha256);
    }
}

void Worker::download(const std::string& sha256)
{
    m_client->content(
        sha256, domain::maxAttachmentBytes,
        [this, sha256](std::int64_t received, std::int64_t total) {
            m_reports.contentProgress(sha256, received, total);
        },
        [this, sha256](const api::Answer<QByteArray>& answer) { downloaded(sha256, answer); });
}

void Worker::downloaded(const std::string& sha256, const api::Answer<QByteArray>& answer)
{
    if (m_stopped)
        return;
    if (!answer) {
        endFetch(sha256, answer.error().error);
        return;
    }
    const std::string_view bytes(answer->constData(), static_cast<std::size_t>(answer->size()));
    if (domain::contentHash(bytes) != sha256) {
        endFetch(sha256,
                 domain::Error{ErrorCode::MalformedInput, {}, "other bytes came than were asked for"});
        return;
    }
    using Problem = std::optional<domain::Error>;
    m_cache.storeContent(
        sha256, bytes, here<Problem>([this, sha256](const Problem& problem) { endFetch(sha256, problem); }));
}

void Worker::endFetch(const std::string& sha256, const std::optional<domain::Error>& problem)
{
    m_fetching.erase(sha256);
    m_reports.contentFetched(sha256, problem);
    downloadNext();
}

/// The connection was let go: whoever asked hears of it.
void Worker::giveUpFetches()
{
    for (const std::string& sha256 : std::exchange(m_fetching, {}))
        m_reports.contentFetched(sha256, noConnection());
    for (const std::string& sha256 : std::exchange(m_toFetch, {}))
        m_reports.contentFetched(sha256, noConnection());
}

} // namespace matoi::sync
