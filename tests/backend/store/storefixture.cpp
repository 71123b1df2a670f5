#include "tests/backend/store/storefixture.h"

#include "models/sqlite/connection.h"
#include "tests/support/postgres.h"

#include <cstdlib>
#include <stdexcept>

namespace matoi::store::test {
namespace {

class SqlitePlace final : public Place
{
public:
    std::unique_ptr<Store> open(StoreOptions options) override
    {
        return openSqliteStore(m_folder.path(), options);
    }
    void damage(const std::string& sql) override
    {
        sqlite::Connection connection(m_folder.path() + "/matoid.sqlite");
        connection.script("PRAGMA foreign_keys = OFF");
        connection.script(sql);
    }
    bool shared() const override { return false; }

private:
    TemporaryFolder m_folder;
};

class PostgresPlace final : public Place
{
public:
    PostgresPlace()
        : m_url(matoi::test::Postgres::shared().createDatabase())
    {}
    ~PostgresPlace() override { matoi::test::Postgres::shared().release(m_url); }
    std::unique_ptr<Store> open(StoreOptions options) override { return openPostgresStore(m_url, options); }
    void damage(const std::string& sql) override
    {
        matoi::test::Postgres::shared().run(m_url, "SET search_path TO matoi; " + sql);
    }
    bool shared() const override { return true; }

private:
    std::string m_url;
};

} // namespace

TemporaryFolder::TemporaryFolder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "matoi-store-XXXXXX").string();
    if (!::mkdtemp(pattern.data()))
        throw std::runtime_error("no temporary folder");
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::unique_ptr<Place> sqlitePlace()
{
    return std::make_unique<SqlitePlace>();
}

std::unique_ptr<Place> postgresPlace()
{
    return std::make_unique<PostgresPlace>();
}

StoreTest::StoreTest()
    : m_place(GetParam() == Backend::Sqlite ? sqlitePlace() : postgresPlace())
    , m_store(m_place->open({.shift = &m_shift}))
{}

void StoreTest::reopen()
{
    m_store.reset();
    m_store = m_place->open({.shift = &m_shift});
}

std::string backendName(const testing::TestParamInfo<Backend>& info)
{
    return info.param == Backend::Sqlite ? "Sqlite" : "Postgres";
}

domain::Incident incident(const std::string& title)
{
    domain::Incident value;
    value.title = title;
    return value;
}

domain::TimelineEvent event(domain::Id<domain::Incident> incident, const std::string& text)
{
    domain::TimelineEvent value;
    value.incidentId = incident;
    value.text = text;
    return value;
}

domain::Id<domain::Incident> putIncident(Store& store, const std::string& title)
{
    const auto id = domain::Id<domain::Incident>::generate();
    write(store, [&](WriteTransaction& tx) { put(tx, id, incident(title), "aiko"); });
    return id;
}

std::vector<std::string> titles(const std::vector<StoredRecord>& records)
{
    std::vector<std::string> out;
    for (const StoredRecord& record : records)
        out.push_back(typed<domain::Incident>(record).value.title);
    return out;
}

} // namespace matoi::store::test
