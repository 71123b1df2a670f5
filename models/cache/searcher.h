#pragma once

#include "models/domain/ports/search.h"
#include "models/sqlite/connection.h"

#include <QObject>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

namespace matoi::cache {

/// Answers searches on a thread of its own, over a connection of its own. The last question is answered
/// first: the earlier ones are of somebody who went on typing, and are gone unless their subscriptions were
/// kept.
class Searcher final : public domain::Search
{
public:
    /// The file has to be there already.
    explicit Searcher(std::string file);
    ~Searcher() override;

    [[nodiscard]] domain::Subscription
    find(domain::SearchRequest request,
         std::function<void(domain::Result<domain::SearchPage>)> done) override;

private:
    using Done = std::function<void(domain::Result<domain::SearchPage>)>;
    struct Question
    {
        domain::SearchRequest request;
        std::shared_ptr<Done> done;
        std::weak_ptr<void> wanted; ///< nobody waits any more when it has expired
    };

    void loop();
    void answer(const Question& question, std::unique_ptr<sqlite::Connection>& connection);

    const std::string m_file;
    /// Receives the answers on the thread that asked; what arrives after its end is dropped.
    QObject m_here;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Question> m_questions;
    std::atomic<bool> m_stop = false;
    std::thread m_thread; ///< last: it uses everything above
};

} // namespace matoi::cache
