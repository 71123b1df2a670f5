#pragma once

#include "backend/store/records.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace matoi::store::test {

/// A clock that a test moves while stores use it.
class ShiftedTime final : public TimeShift
{
public:
    domain::Duration offset() const override { return m_offset.load(); }
    void advance(domain::Duration by) { m_offset = m_offset.load() + by; }

private:
    std::atomic<domain::Duration> m_offset{domain::Duration{}};
};

/// A folder that goes with the test.
class TemporaryFolder
{
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

/// An empty place for a store: opened, closed and opened again by a test.
class Place
{
public:
    virtual ~Place() = default;
    virtual std::unique_ptr<Store> open(StoreOptions options = {}) = 0;
    /// Runs SQL behind the store's back. The store must be closed.
    virtual void damage(const std::string& sql) = 0;
    /// More than one store may be open at a time.
    virtual bool shared() const = 0;
};

std::unique_ptr<Place> sqlitePlace();
/// In a cluster that is started once for the whole program.
std::unique_ptr<Place> postgresPlace();

enum class Backend
{
    Sqlite,
    Postgres
};

/// Every test of the interface runs over both.
class StoreTest : public testing::TestWithParam<Backend>
{
protected:
    StoreTest();
    void reopen();

    ShiftedTime m_shift;
    std::unique_ptr<Place> m_place;
    std::unique_ptr<Store> m_store;
};

std::string backendName(const testing::TestParamInfo<Backend>& info);

/// A value that decodes: an incident with this title.
domain::Incident incident(const std::string& title);
domain::TimelineEvent event(domain::Id<domain::Incident> incident, const std::string& text);
domain::Id<domain::Incident> putIncident(Store& store, const std::string& title);
std::vector<std::string> titles(const std::vector<StoredRecord>& records);

} // namespace matoi::store::test

#define MATOI_OVER_BOTH_STORES(Suite)                                                                        \
    INSTANTIATE_TEST_SUITE_P(Stores, Suite, testing::Values(Backend::Sqlite, Backend::Postgres), backendName)
