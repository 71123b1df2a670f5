#pragma once

#include "models/sqlite/connection.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace matoi::sqlite {

/// Read-only connections for any number of threads. They never wait for the writer, nor it for them.
/// Open it after the writer: only that one creates and recovers the file.
class ReaderPool
{
public:
    ReaderPool(const std::string& file, int connections);

    /// Runs `work` over one consistent state; waits for a free connection. What `work` throws is thrown on.
    void read(const std::function<void(Connection&)>& work);

private:
    std::mutex m_mutex;
    std::condition_variable m_freed;
    std::vector<std::unique_ptr<Connection>> m_free;
};

} // namespace matoi::sqlite
