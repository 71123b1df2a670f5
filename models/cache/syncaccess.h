#pragma once

#include "models/cache/contentfiles.h"
#include "models/cache/writer.h"
#include "models/domain/metric.h"

#include <functional>
#include <optional>

namespace matoi::cache {

/// The side of the local copy that models/sync works on. May be called from any thread; the callbacks come on
/// the writer's thread once it is on the disk (ok) or could not be written (not ok: nothing of it was kept).
class SyncAccess
{
public:
    SyncAccess(Writer& writer, const ContentFiles& contents)
        : m_writer(writer)
        , m_contents(contents)
    {}

    void position(std::function<void(FeedPosition)> done);
    /// Not ok also when the page does not go on from where the copy stands: position() says where that is.
    void applyPage(FeedPage page, std::function<void(bool ok)> done);
    void beginRescan(std::string epoch, std::function<void(bool ok)> done);
    void endRescan(std::function<void(bool ok)> done);

    /// See Journal::readAs: where this copy stands for this reader.
    void readAs(std::string reader, std::function<void(FeedPosition)> done);
    void owed(std::function<void(std::optional<OwedIncident>)> done);
    void applyIncident(OwedIncident owed, FeedPage page, bool last, std::function<void(bool ok)> done);
    /// It was in sight, and is not there any more.
    void forgetIncident(OwedIncident owed, std::function<void(bool ok)> done);

    struct Next
    {
        std::optional<Outgoing> outgoing;
        /// When nothing may go now: when something may.
        std::optional<domain::Time> nextTryAt;
    };
    /// The next request, noted as sent before it is handed out. Not called again before it is settled.
    void takeNext(std::function<void(Next)> done);
    void settle(std::int64_t entry, Outcome outcome, std::function<void(bool ok)> done);
    void retryNow(std::function<void(bool ok)> done);

    struct NextUpload
    {
        std::optional<Upload> upload;
        /// When nothing may go now: when something may.
        std::optional<domain::Time> nextTryAt;
    };
    void takeUpload(std::function<void(NextUpload)> done);
    void settleUpload(std::string sha256, UploadOutcome outcome, std::function<void(bool ok)> done);
    /// The service refused an entry because it lacks content: true when that will be sent again first.
    void contentsMissing(std::int64_t entry, std::function<void(bool again)> done);
    /// Its bytes; also of content that is not here.
    std::filesystem::path contentFile(const std::string& sha256) const { return m_contents.file(sha256); }
    /// Keeps what came from the service. Writes the file on the calling thread, which must not be the GUI's;
    /// the error says why it could not be.
    void storeContent(const std::string& sha256, std::string_view bytes,
                      std::function<void(const std::optional<domain::Error>&)> done);

    void storeSamples(domain::Id<domain::MetricDefinition> metric, domain::MetricData data,
                      std::function<void(bool ok)> done);

private:
    Writer& m_writer;
    const ContentFiles& m_contents;
};

} // namespace matoi::cache
