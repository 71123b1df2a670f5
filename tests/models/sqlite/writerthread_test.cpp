#include "models/sqlite/readerpool.h"
#include "models/sqlite/writerthread.h"
#include "tests/models/sqlite/temporaryfile.h"

#include <gtest/gtest.h>

#include <future>
#include <stdexcept>

namespace matoi::sqlite::test {
namespace {

class SqliteWriterThread : public testing::Test
{
protected:
    SqliteWriterThread()
        : m_writer(connection(m_file.path()))
        , m_readers(m_file.path(), 2)
    {}

    static std::unique_ptr<Connection> connection(const std::string& file)
    {
        auto connection = std::make_unique<Connection>(file);
        connection->script("CREATE TABLE t (i INTEGER PRIMARY KEY) STRICT");
        return connection;
    }
    static WriterThread::Work insert(int i)
    {
        return [i](Connection& c) { c.run("INSERT INTO t VALUES (?1)", i); };
    }
    std::int64_t count()
    {
        std::int64_t rows = 0;
        m_readers.read([&](Connection& c) { rows = *c.integer("SELECT COUNT(*) FROM t"); });
        return rows;
    }
    /// Keeps the writer busy, so that what follows waits and becomes one batch.
    std::promise<void> hold()
    {
        std::promise<void> release;
        std::promise<void> held;
        m_writer.post([&held, wait = std::shared_future(release.get_future())](Connection&) {
            held.set_value();
            wait.wait();
        });
        held.get_future().wait();
        return release;
    }

    TemporaryFile m_file;
    WriterThread m_writer;
    ReaderPool m_readers;
};

TEST_F(SqliteWriterThread, WhatItHasDoneIsThere)
{
    m_writer.run(insert(1));
    EXPECT_EQ(count(), 1);
}

TEST_F(SqliteWriterThread, ThrowsOnWhatTheWorkThrowsAndKeepsNothingOfIt)
{
    EXPECT_THROW(m_writer.run([](Connection& c) {
        c.run("INSERT INTO t VALUES (1)");
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_THROW(m_writer.run([](Connection& c) { c.run("INSERT INTO nowhere VALUES (1)"); }), Error);
    m_writer.run(insert(2));
    EXPECT_EQ(count(), 1);
}

TEST_F(SqliteWriterThread, WorkThatWaitsIsCommittedOnceAndOneThatFailsHurtsNoOther)
{
    std::promise<void> release = hold();
    const std::int64_t before = m_writer.commits();
    std::vector<std::future<bool>> results;
    for (int i = 0; i < 100; ++i) {
        auto result = std::make_shared<std::promise<bool>>();
        results.push_back(result->get_future());
        // Every tenth number comes twice.
        m_writer.post(insert(i % 10 == 9 ? i - 1 : i),
                      [result](std::exception_ptr error) { result->set_value(!error); });
    }
    release.set_value();
    int kept = 0;
    for (std::future<bool>& result : results)
        kept += result.get();
    EXPECT_EQ(kept, 90);
    EXPECT_EQ(count(), 90);
    EXPECT_EQ(m_writer.commits() - before, 2) << "the one that held it up, and all others";
}

TEST_F(SqliteWriterThread, NobodyIsToldBeforeItIsThereForOthers)
{
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 50; ++i) {
                const int number = t * 1000 + i;
                m_writer.run(insert(number));
                m_readers.read([&](Connection& c) {
                    EXPECT_EQ(c.integer("SELECT i FROM t WHERE i = ?1", number), number);
                });
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(count(), 200);
}

TEST_F(SqliteWriterThread, WorkThatEndsTheTransactionFailsTheWholeBatch)
{
    std::promise<void> release = hold();
    std::vector<std::future<void>> results;
    const auto post = [&](WriterThread::Work work) {
        auto result = std::make_shared<std::promise<void>>();
        results.push_back(result->get_future());
        m_writer.post(std::move(work), [result](std::exception_ptr error) {
            error ? result->set_exception(error) : result->set_value();
        });
    };
    post(insert(1));
    // As SQLite does by itself when the disk is full.
    post([](Connection& c) {
        c.rollback();
        throw Error(c.file(), "database or disk is full");
    });
    post(insert(2));
    release.set_value();
    for (std::future<void>& result : results)
        EXPECT_THROW(result.get(), Error);
    EXPECT_EQ(count(), 0);
    m_writer.run(insert(3));
    EXPECT_EQ(count(), 1);
}

TEST_F(SqliteWriterThread, AWriteInsideAWriteIsRefusedInsteadOfWaitingForEver)
{
    EXPECT_THROW(m_writer.run([this](Connection&) { m_writer.run(insert(1)); }), std::logic_error);
}

TEST(SqliteWriterThreadEnd, FinishesWhatWasHandedIn)
{
    TemporaryFile file;
    std::atomic<int> done = 0;
    {
        auto connection = std::make_unique<Connection>(file.path());
        connection->script("CREATE TABLE t (i INTEGER) STRICT");
        WriterThread writer(std::move(connection));
        for (int i = 0; i < 1000; ++i)
            writer.post([i](Connection& c) { c.run("INSERT INTO t VALUES (?1)", i); },
                        [&](std::exception_ptr error) { done += !error; });
    }
    EXPECT_EQ(done, 1000);
    Connection connection(file.path());
    EXPECT_EQ(connection.integer("SELECT COUNT(*) FROM t"), 1000);
}

} // namespace
} // namespace matoi::sqlite::test
