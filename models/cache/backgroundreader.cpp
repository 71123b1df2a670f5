#include "models/cache/backgroundreader.h"

#include <QMetaObject>

namespace matoi::cache {

BackgroundReader::BackgroundReader(std::string file)
    : m_file(std::move(file))
    , m_thread([this] { loop(); })
{}

BackgroundReader::~BackgroundReader()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true; // what is being answered ends at its next row
    }
    m_wake.notify_all();
    m_thread.join();
}

tl::unexpected<domain::Error> BackgroundReader::unavailable(const std::string& failure)
{
    return domain::fail(domain::ErrorCode::Unavailable, {}, failure);
}

void BackgroundReader::post(Question question)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_questions.push_back(std::move(question));
    }
    m_wake.notify_one();
}

void BackgroundReader::deliver(std::function<void()> work)
{
    QMetaObject::invokeMethod(&m_here, std::move(work), Qt::QueuedConnection);
}

void BackgroundReader::loop()
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

void BackgroundReader::answer(const Question& question, std::unique_ptr<sqlite::Connection>& connection)
{
    const auto cancelled = [&] { return m_stop || question.wanted.expired(); };
    try {
        if (!connection)
            connection = std::make_unique<sqlite::Connection>(m_file, sqlite::Access::ReadOnly);
        question.answer(connection.get(), {}, cancelled);
    } catch (const std::exception& error) {
        connection.reset(); // a new one may do better
        question.answer(nullptr, error.what(), cancelled);
    }
}

} // namespace matoi::cache
