#include "backend/store/commitlisteners.h"
#include "backend/store/folderlock.h"
#include "backend/store/sqliteschema.h"
#include "backend/store/sqlstorecheck.h"
#include "backend/store/sqltransaction.h"
#include "backend/store/storeclock.h"
#include "models/sqlite/maintenance.h"
#include "models/sqlite/readerpool.h"
#include "models/sqlite/writerthread.h"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace matoi::store {
namespace {

/// Runs the statements of both stores on SQLite.
class SqliteSession final : public SqlSession
{
public:
    explicit SqliteSession(sqlite::Connection& connection)
        : m_connection(connection)
    {}

    std::vector<SqlRow> query(std::string_view sql, std::initializer_list<SqlParameter> parameters) override
    {
        try {
            return rows(sql, parameters);
        } catch (const sqlite::Error& error) {
            m_failure = error.what();
            throw StoreError(m_failure);
        }
    }

    /// A statement failed, even if the caller swallowed it.
    const std::string& failure() const { return m_failure; }

private:
    std::vector<SqlRow> rows(std::string_view sql, std::initializer_list<SqlParameter> parameters)
    {
        // SQLite takes $1 for a name and would number it by its place; ?1 is a number.
        std::string numbered(sql);
        std::replace(numbered.begin(), numbered.end(), '$', '?');
        sqlite::Query query = m_connection.query(numbered);
        int index = 0;
        for (const SqlParameter& parameter : parameters) {
            ++index;
            std::visit([&](const auto& value) { bind(query, index, value); }, parameter);
        }
        std::vector<SqlRow> out;
        while (query.step())
            out.push_back(row(query));
        return out;
    }

    static void bind(sqlite::Query& query, int index, std::monostate) { query.bind(index, nullptr); }
    template <class T> static void bind(sqlite::Query& query, int index, const T& value)
    {
        query.bind(index, value);
    }

    static void bind(sqlite::Query& query, int index, const SqlBytesView& value)
    {
        query.bind(index, sqlite::Blob{value.bytes});
    }

    static SqlValue blob(const sqlite::Query& query, int column)
    {
        const std::string_view bytes = query.blob(column);
        if (bytes.size() == 16)
            return query.uuid(column);
        return SqlBytes{std::string(bytes)};
    }

    static SqlRow row(const sqlite::Query& query)
    {
        std::vector<SqlValue> values;
        values.reserve(static_cast<std::size_t>(query.columnCount()));
        for (int column = 0; column < query.columnCount(); ++column) {
            switch (query.type(column)) {
            case sqlite::ColumnType::Null: values.emplace_back(); break;
            case sqlite::ColumnType::Blob: values.push_back(blob(query, column)); break;
            case sqlite::ColumnType::Text: values.emplace_back(query.text(column)); break;
            case sqlite::ColumnType::Real:
            case sqlite::ColumnType::Integer: values.emplace_back(query.integer(column)); break;
            }
        }
        return SqlRow(std::move(values));
    }

    sqlite::Connection& m_connection;
    std::string m_failure;
};

std::string fileIn(const std::string& directory)
{
    return directory + "/matoid.sqlite";
}

/// SQLite would make the file readable for all; its companions take over the rights that it has.
void makePrivateFile(const std::string& file)
{
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        ::close(descriptor);
}

std::unique_ptr<sqlite::Connection> openWriter(const std::string& file)
{
    makePrivateFile(file);
    auto connection = std::make_unique<sqlite::Connection>(file);
    sqlite::migrate(*connection, sqliteMigrations());
    connection->run("INSERT INTO meta (one, epoch, change) VALUES (1, ?1, 0) ON CONFLICT DO NOTHING",
                    Uuid::generate().toString());
    return connection;
}

/// Null: somebody else has the folder, and that is no hindrance.
std::unique_ptr<FolderLock> lockFolder(const std::string& directory, bool exclusive)
{
    try {
        return std::make_unique<FolderLock>(directory);
    } catch (const StoreError&) {
        if (exclusive)
            throw;
        return nullptr;
    }
}

class SqliteStore final : public Store
{
public:
    SqliteStore(const std::string& directory, StoreOptions options)
        : m_clock(options.shift)
        , m_lock(lockFolder(directory, options.exclusive))
        , m_writer(openWriter(fileIn(directory)))
        , m_readers(fileIn(directory), options.readers)
    {
        m_writer.setAfterCommit([this] { announce(); });
    }

    void write(const std::function<void(WriteTransaction&)>& work) override
    {
        translated([&] { m_writer.run([&](sqlite::Connection& connection) { perform(connection, work); }); });
    }

    void read(const std::function<void(ReadTransaction&)>& work) override
    {
        translated([&] {
            m_readers.read([&](sqlite::Connection& connection) {
                SqliteSession session(connection);
                SqlTransaction transaction(session, head(session));
                work(transaction);
            });
        });
    }

    std::shared_ptr<void> onCommit(std::function<void(ChangeNumber)> listener) override
    {
        return m_listeners.add(std::move(listener));
    }

    domain::Duration clockLead() const override { return m_clock.lead(); }

    std::vector<std::string> check() override
    {
        std::vector<std::string> found;
        translated([&] {
            m_readers.read([&](sqlite::Connection& connection) {
                found = sqlite::check(connection);
                SqliteSession session(connection);
                const std::vector<std::string> content = checkContent(session);
                found.insert(found.end(), content.begin(), content.end());
            });
        });
        return found;
    }

private:
    template <class F> static void translated(F&& f)
    {
        try {
            f();
        } catch (const sqlite::Error& error) {
            throw StoreError(error.what());
        }
    }

    /// On the writer's thread.
    void perform(sqlite::Connection& connection, const std::function<void(WriteTransaction&)>& work)
    {
        SqliteSession session(connection);
        const TransactionHead begin = head(session);
        SqlTransaction transaction(session, begin);
        work(transaction);
        if (!session.failure().empty())
            throw StoreError(session.failure());
        if (transaction.lastChange() != begin.change)
            session.query("UPDATE meta SET change = $1", {transaction.lastChange()});
        if (transaction.announces())
            m_announcement = transaction.lastChange();
    }

    TransactionHead head(SqliteSession& session)
    {
        const auto rows = session.query("SELECT epoch, change FROM meta", {});
        if (rows.empty())
            throw StoreError("the counter row is missing: the database is damaged");
        return {rows.front().text(0), rows.front().integer(1), m_clock.at(domain::SystemClock().now())};
    }

    void announce()
    {
        if (const auto change = std::exchange(m_announcement, std::nullopt))
            m_listeners.call(*change);
    }

    CommitListeners m_listeners;
    StoreClock m_clock;
    std::optional<ChangeNumber> m_announcement; ///< of the writer's thread
    std::unique_ptr<FolderLock> m_lock;
    sqlite::WriterThread m_writer;
    sqlite::ReaderPool m_readers;
};

} // namespace

std::unique_ptr<Store> openSqliteStore(const std::string& directory, StoreOptions options)
{
    try {
        return std::make_unique<SqliteStore>(directory, options);
    } catch (const sqlite::Error& error) {
        throw StoreError(error.what());
    }
}

} // namespace matoi::store
