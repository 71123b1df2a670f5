#include "models/cache/searcher.h"

#include "models/cache/searchreader.h"

#include <QMetaObject>

namespace matoi::cache {

using domain::Result;
using domain::SearchPage;

Searcher::Searcher(std::string file)
    : m_file(std::move(file))
    , m_thread([this] { loop(); })
{}

Searcher::~Searcher()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true; // what is being answered ends at its next row
    }
    m_wake.notify_all();
    m_thread.join();
}

domain::Subscription Searcher::find(domain::SearchRequest request, Done done)
{
    const auto token = std::make_shared<int>();
    {
        const std::scoped_lock lock(m_mutex);
        m_questions.push_back({std::move(request), std::make_shared<Done>(std::move(done)), token});
    }
    m_wake.notify_one();
    return token;
}

void Searcher::loop()
{
    std::unique_ptr<sqlite::Connection> connection;
    for (;;) {
        Question question;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stop || !m_questions.empty(); });
            if (m_stop)
                return;
            question = std::move(m_questions.back());
            m_questions.pop_back();
        }
        if (!question.wanted.expired())
            answer(question, connection);
    }
}

void Searcher::answer(const Question& question, std::unique_ptr<sqlite::Connection>& connection)
{
    const auto cancelled = [&] { return m_stop || question.wanted.expired(); };
    Result<SearchPage> page = SearchPage();
    try {
        if (!connection)
            connection = std::make_unique<sqlite::Connection>(m_file, sqlite::Access::ReadOnly);
        page = SearchReader(*connection).find(question.request, cancelled);
    } catch (const std::exception& error) {
        page = domain::fail(domain::ErrorCode::Unavailable, {}, error.what());
        connection.reset(); // a new one may do better
    }
    if (cancelled())
        return;
    QMetaObject::invokeMethod(
        &m_here,
        [done = question.done, wanted = question.wanted, page = std::move(page)] {
            if (!wanted.expired())
                (*done)(page);
        },
        Qt::QueuedConnection);
}

} // namespace matoi::cache
