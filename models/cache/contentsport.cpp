#include "models/cache/contentsport.h"

#include "models/cache/contenttable.h"
#include "models/domain/attachment.h"
#include "models/domain/rules/attachments.h"

#include <QLoggingCategory>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace matoi::cache {

using domain::ContentBytes;
using domain::ContentState;
using domain::ErrorCode;
using domain::KeptContent;
using domain::Result;
using Place = ContentState::Place;

namespace {

Q_LOGGING_CATEGORY(lcContents, "matoi.contents")

constexpr std::chrono::hours strayAfter{24};
/// So much of what the service has as well stays on this computer at least, and whatever came lately.
constexpr std::int64_t keptBytes = std::int64_t(1) << 30;
constexpr std::chrono::days keptFor{30};

/// Reads no more than the limit and one byte, so that a large file does not fill the memory first.
Result<ContentBytes> bytesOf(const std::string& path)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return domain::fail(ErrorCode::NotFound, "file", path + ": is a folder");
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(domain::maxAttachmentBytes) + 1, '\0');
    if (in)
        in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!in.is_open() || in.bad())
        return domain::fail(ErrorCode::NotFound, "file", path + ": " + std::strerror(errno));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    bytes.shrink_to_fit();
    return std::make_shared<const std::string>(std::move(bytes));
}

domain::Error noConnection()
{
    return {ErrorCode::Unavailable, {}, "there is no connection"};
}

/// What the disk threw becomes an answer.
template <class T> Result<T> guarded(const std::function<Result<T>()>& work)
{
    try {
        return work();
    } catch (const std::exception& error) {
        return domain::fail(ErrorCode::Unavailable, {}, error.what());
    }
}

} // namespace

ContentsPort::ContentsPort(PortContext& context, const std::filesystem::path& folder)
    : m_context(context)
    , m_files(folder / "content")
{
    m_thread.setMaxThreadCount(1);
    m_thread.setObjectName("matoi-contents");
}

ContentsPort::~ContentsPort()
{
    // What was handed in is kept, even if nobody is told any more.
    m_thread.waitForDone();
}

template <class T>
domain::Subscription ContentsPort::run(std::function<Result<T>()> work, Done<T> done,
                                       std::function<void(const Result<T>&)> always)
{
    const auto waiting = std::make_shared<Done<T>>(std::move(done));
    m_thread.start([this, work = std::move(work), wanted = std::weak_ptr(waiting), always] {
        const Result<T> result = guarded(work);
        QMetaObject::invokeMethod(
            &m_here,
            [result, wanted, always] {
                always(result);
                if (const auto told = wanted.lock())
                    (*told)(result);
            },
            Qt::QueuedConnection);
    });
    return waiting;
}

domain::Subscription ContentsPort::keepFrom(Keeping bytes, Done<KeptContent> done)
{
    return run<KeptContent>(
        [this, bytes = std::move(bytes)]() -> Result<KeptContent> {
            const Result<ContentBytes> got = bytes();
            if (!got)
                return tl::make_unexpected(got.error());
            const auto size = static_cast<std::int64_t>((*got)->size());
            if (const auto allowed = domain::rules::mayAttach(size, 0); !allowed)
                return tl::make_unexpected(allowed.error());
            const KeptContent kept{domain::contentHash(**got), size, *got};
            m_files.write(kept.sha256, **got);
            return kept;
        },
        std::move(done),
        [this](const Result<KeptContent>& kept) {
            if (kept)
                wasKept(*kept);
        });
}

domain::Subscription ContentsPort::keep(ContentBytes bytes, Done<KeptContent> done)
{
    return keepFrom([bytes = std::move(bytes)] { return Result<ContentBytes>(bytes); }, std::move(done));
}

domain::Subscription ContentsPort::keepFile(std::string path, Done<KeptContent> done)
{
    return keepFrom([path = std::move(path)] { return bytesOf(path); }, std::move(done));
}

void ContentsPort::drop(const std::vector<std::string>& hashes)
{
    for (const std::string& sha256 : hashes) {
        m_kept.erase(sha256);
        m_fetches.erase(sha256);
        // Behind whatever is being written there.
        m_thread.start([this, sha256] { m_files.remove(sha256); });
    }
    changed(hashes);
}

void ContentsPort::wasKept(const KeptContent& content)
{
    m_kept[content.sha256] = content.size;
    m_fetches.erase(content.sha256);
    // Before any edit that names it: the writer takes its work in order.
    m_context.write([sha256 = content.sha256, size = content.size](Journal& journal) {
        journal.keepContent(sha256, size, false);
    });
}

domain::Subscription ContentsPort::read(std::string sha256, Done<ContentBytes> done)
{
    return run<ContentBytes>(
        [this, sha256]() -> Result<ContentBytes> {
            auto bytes = domain::isContentHash(sha256) ? m_files.read(sha256) : std::nullopt;
            if (!bytes)
                return domain::fail(ErrorCode::NotFound, {}, "this content is not on this computer");
            return std::make_shared<const std::string>(std::move(*bytes));
        },
        std::move(done),
        [this, sha256](const Result<ContentBytes>& bytes) {
            if (!bytes && state(sha256).isHere())
                wasLost(sha256);
        });
}

/// The file is gone or damaged: it has to be fetched again.
void ContentsPort::wasLost(const std::string& sha256)
{
    qCWarning(lcContents, "the content %s is not readable any more", sha256.c_str());
    m_kept.erase(sha256);
    m_fetches[sha256] = {};
    m_listeners.tell(sha256);
}

ContentState ContentsPort::state(const std::string& sha256) const
{
    if (const auto fetch = m_fetches.find(sha256); fetch != m_fetches.end())
        return fetch->second;
    std::optional<ContentTable::Row> row;
    m_context.read([&](sqlite::Connection& reader) { row = ContentTable(reader).find(sha256); });
    ContentState state;
    const auto kept = m_kept.find(sha256);
    if (row || kept != m_kept.end()) {
        state.place = row && row->everSent ? Place::Here : Place::OnlyHere;
        state.received = state.total = row ? row->size : kept->second;
        if (const auto going = m_sending.find(sha256);
            going != m_sending.end() && state.place == Place::OnlyHere)
            state.sent = going->second;
    }
    return state;
}

void ContentsPort::fetch(const std::string& sha256)
{
    const auto known = m_fetches.find(sha256);
    if (known != m_fetches.end() && known->second.place == Place::Coming)
        return;
    if (!domain::isContentHash(sha256) || (known == m_fetches.end() && state(sha256).isHere()))
        return;
    Remote* remote = m_context.remote();
    if (remote == nullptr) {
        fetched(sha256, noConnection());
        return;
    }
    ContentState coming;
    coming.place = Place::Coming;
    m_fetches[sha256] = coming;
    remote->fetchContent(sha256);
    m_listeners.tell(sha256);
}

domain::Subscription ContentsPort::onContent(std::function<void(const std::string&)> callback)
{
    return m_listeners.add(std::move(callback));
}

void ContentsPort::changed(const std::vector<std::string>& hashes)
{
    for (const std::string& sha256 : hashes)
        m_listeners.tell(sha256);
}

void ContentsPort::progressed(const std::string& sha256, std::int64_t received, std::int64_t total)
{
    const auto fetch = m_fetches.find(sha256);
    if (fetch == m_fetches.end() || fetch->second.place != Place::Coming)
        return;
    fetch->second.received = received;
    fetch->second.total = total;
    m_listeners.tell(sha256);
}

void ContentsPort::fetched(const std::string& sha256, const std::optional<domain::Error>& problem)
{
    if (problem) {
        ContentState failed;
        failed.place = Place::Failed;
        failed.problem = problem;
        m_fetches[sha256] = failed;
    } else {
        m_fetches.erase(sha256);
    }
    m_listeners.tell(sha256);
}

void ContentsPort::sending(const std::string& sha256, std::optional<std::int64_t> sent)
{
    if (sent)
        m_sending[sha256] = *sent;
    else if (m_sending.erase(sha256) == 0)
        return;
    m_listeners.tell(sha256);
}

void ContentsPort::disconnected()
{
    std::vector<std::string> sent;
    for (const auto& [sha256, bytes] : m_sending)
        sent.push_back(sha256);
    m_sending.clear();
    changed(sent);
    for (auto& [sha256, state] : m_fetches)
        if (state.place == Place::Coming) {
            state.place = Place::Failed;
            state.problem = noConnection();
        }
}

void ContentsPort::connected()
{
    std::vector<std::string> again;
    for (const auto& [sha256, state] : m_fetches)
        if (state.problem && state.problem->code == ErrorCode::Unavailable)
            again.push_back(sha256);
    for (const std::string& sha256 : again)
        m_fetches.erase(sha256);
    changed(again);
}

void ContentsPort::cleanUp()
{
    // The rows go first, their files at the next start: a file without a row is harmless.
    m_context.write([now = m_context.now()](Journal& journal) {
        journal.dropStrayContents(now - strayAfter);
        journal.dropOldContents(now - keptFor, keptBytes);
    });
    std::set<std::string> known;
    if (!m_context.read([&](sqlite::Connection& reader) { known = ContentTable(reader).all(); }))
        return;
    m_thread.start([this, known = std::move(known)] {
        try {
            m_files.removeOthers(known);
        } catch (const std::exception& error) {
            qCWarning(lcContents, "%s", error.what());
        }
    });
}

} // namespace matoi::cache
