#include "models/sqlite/readerpool.h"

#include <algorithm>

namespace matoi::sqlite {

ReaderPool::ReaderPool(const std::string& file, int connections)
{
    for (int i = 0; i < std::max(1, connections); ++i)
        m_free.push_back(std::make_unique<Connection>(file, Access::ReadOnly));
}

void ReaderPool::read(const std::function<void(Connection&)>& work)
{
    std::unique_ptr<Connection> connection;
    {
        std::unique_lock lock(m_mutex);
        m_freed.wait(lock, [this] { return !m_free.empty(); });
        connection = std::move(m_free.back());
        m_free.pop_back();
    }
    const auto giveBack = [&](Connection* used) {
        {
            const std::scoped_lock lock(m_mutex);
            m_free.emplace_back(used);
        }
        m_freed.notify_one();
    };
    const std::unique_ptr<Connection, decltype(giveBack)> lent(connection.release(), giveBack);
    Transaction transaction(*lent, Transaction::Mode::Read);
    work(*lent);
}

} // namespace matoi::sqlite
