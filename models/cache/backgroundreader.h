#pragma once

#include "models/domain/error.h"
#include "models/domain/ports/changes.h"
#include "models/sqlite/connection.h"

#include <QObject>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace matoi::cache {

/// Answers questions about the file on a thread of its own, over a connection of its own. The last question
/// is answered first: the earlier ones are of somebody who went on, and are gone unless their subscriptions
/// were kept.
class BackgroundReader
{
public:
    /// True ends the reading: nobody waits for its answer any more.
    using Cancelled = std::function<bool()>;

    /// The file has to be there already.
    explicit BackgroundReader(std::string file);
    ~BackgroundReader();
    BackgroundReader(const BackgroundReader&) = delete;
    BackgroundReader& operator=(const BackgroundReader&) = delete;

    /// `read` is called on the thread, `done` on the one that asks, in a later turn of its event loop. What
    /// `read` throws becomes an error of code Unavailable.
    template <class T>
    [[nodiscard]] domain::Subscription ask(std::function<T(sqlite::Connection&, const Cancelled&)> read,
                                           std::function<void(domain::Result<T>)> done)
    {
        const auto token = std::make_shared<int>();
        const auto answered = std::make_shared<std::function<void(domain::Result<T>)>>(std::move(done));
        post({[this, read = std::move(read), answered, wanted = std::weak_ptr<void>(token)](
                  sqlite::Connection* connection, const std::string& failure, const Cancelled& cancelled) {
                  domain::Result<T> result = connection != nullptr
                                                 ? domain::Result<T>(read(*connection, cancelled))
                                                 : unavailable(failure);
                  if (cancelled())
                      return;
                  deliver([answered, wanted, result = std::move(result)] {
                      if (!wanted.expired())
                          (*answered)(result);
                  });
              },
              token});
        return token;
    }

private:
    struct Question
    {
        /// Without a connection: why there is none.
        std::function<void(sqlite::Connection*, const std::string& failure, const Cancelled&)> answer;
        std::weak_ptr<void> wanted;
    };

    static tl::unexpected<domain::Error> unavailable(const std::string& failure);
    void post(Question question);
    void deliver(std::function<void()> work);
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
