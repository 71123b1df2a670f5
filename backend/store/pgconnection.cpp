#include "backend/store/pgconnection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace matoi::store {
namespace {

constexpr int oldestServer = 130'000;
constexpr int binary = 1;
constexpr int text = 0;

/// The object ids of the types that the tables use (pg_type.dat; they never change).
enum TypeId : Oid
{
    Int8Type = 20,
    Int4Type = 23,
    ByteaType = 17,
    UuidType = 2950,
};

constexpr std::array lostStates = {
    "57P01", // admin_shutdown
    "57P02", // crash_shutdown
    "57P03", // cannot_connect_now
    "57P05", // idle_session_timeout
    "25P03", // idle_in_transaction_session_timeout
    "25006", // read_only_sql_transaction: this server is no longer the leader
};

constexpr std::array repeatableStates = {
    "40001", // serialization_failure
    "40P01", // deadlock_detected
};

template <class Words> bool contains(const Words& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string trimmed(std::string message)
{
    while (!message.empty() && (message.back() == '\n' || message.back() == ' '))
        message.pop_back();
    return message;
}

std::int64_t integerOf(const char* bytes, int length)
{
    std::uint64_t value = (static_cast<unsigned char>(bytes[0]) & 0x80) ? ~std::uint64_t(0) : 0;
    for (int i = 0; i < length; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes[i]);
    return static_cast<std::int64_t>(value);
}

/// Parameters as libpq wants them. Integers are kept here in network order; the rest is the caller's.
class Bound
{
public:
    explicit Bound(std::initializer_list<SqlParameter> parameters)
    {
        m_integers.reserve(parameters.size());
        for (const SqlParameter& parameter : parameters)
            std::visit([this](const auto& value) { add(value); }, parameter);
        m_formats.assign(m_values.size(), binary);
    }

    int count() const { return static_cast<int>(m_values.size()); }
    const char* const* values() const { return m_values.data(); }
    const int* lengths() const { return m_lengths.data(); }
    const int* formats() const { return m_formats.data(); }

private:
    void add(std::monostate) { add(nullptr, 0); }
    void add(std::string_view value) { add(value.empty() ? "" : value.data(), value.size()); }
    void add(const SqlBytesView& value) { add(value.bytes); }
    void add(const Uuid& value)
    {
        add(reinterpret_cast<const char*>(value.bytes().data()), value.bytes().size());
    }
    void add(std::int64_t value)
    {
        std::array<char, 8>& bytes = m_integers.emplace_back();
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * (bytes.size() - 1 - i)));
        add(bytes.data(), bytes.size());
    }
    void add(const char* bytes, std::size_t size)
    {
        m_values.push_back(bytes);
        m_lengths.push_back(static_cast<int>(size));
    }

    std::vector<std::array<char, 8>> m_integers;
    std::vector<const char*> m_values;
    std::vector<int> m_lengths;
    std::vector<int> m_formats;
};

SqlValue valueOf(const PGresult* result, int row, int column)
{
    if (PQgetisnull(result, row, column))
        return std::monostate();
    const char* bytes = PQgetvalue(result, row, column);
    const int length = PQgetlength(result, row, column);
    if (PQfformat(result, column) == binary) {
        switch (PQftype(result, column)) {
        case Int4Type:
        case Int8Type: return integerOf(bytes, length);
        case UuidType: {
            std::array<std::uint8_t, 16> uuid{};
            std::memcpy(uuid.data(), bytes, uuid.size());
            return Uuid::fromBytes(uuid);
        }
        case ByteaType: return SqlBytes{std::string(bytes, static_cast<std::size_t>(length))};
        default: break;
        }
    } else if (PQftype(result, column) == Int8Type || PQftype(result, column) == Int4Type) {
        return std::int64_t(std::stoll(std::string(bytes, static_cast<std::size_t>(length))));
    }
    return std::string(bytes, static_cast<std::size_t>(length));
}

pg_conn* connect(const std::string& url)
{
    // What stands before "dbname" can be set otherwise in the URL. A peer that vanished is noticed within
    // half a minute, so that nobody holds a lock for longer who is not there any more.
    const std::array<const char*, 9> names = {
        "connect_timeout",  "keepalives_idle",  "keepalives_interval",
        "keepalives_count", "tcp_user_timeout", "fallback_application_name",
        "dbname",           "client_encoding",  nullptr};
    const std::array<const char*, 9> values = {"5",      "10",        "5",    "3",    "20000",
                                               "matoid", url.c_str(), "UTF8", nullptr};
    return PQconnectdbParams(names.data(), values.data(), 1);
}

/// Nothing that the service does takes longer; whoever does is stuck, and must not keep others from writing.
constexpr const char* sessionSettings = "SET search_path TO matoi; SET standard_conforming_strings TO on; "
                                        "SET idle_in_transaction_session_timeout TO '30s'; "
                                        "SET lock_timeout TO '20s'; SET statement_timeout TO '60s'; "
                                        "SET client_min_messages TO warning";

} // namespace

bool PgError::transient() const
{
    return m_lost || contains(repeatableStates, m_state);
}

void PgConnection::Close::operator()(pg_conn* connection) const
{
    PQfinish(connection);
}

void PgConnection::Close::operator()(pg_result* result) const
{
    PQclear(result);
}

PgConnection::PgConnection(const std::string& url)
    : m_connection(connect(url))
{
    if (!m_connection)
        throw PgError("PostgreSQL: out of memory", {}, true);
    if (PQstatus(m_connection.get()) != CONNECTION_OK)
        throw PgError("PostgreSQL at " + withoutPassword(url) +
                          " cannot be reached: " + trimmed(PQerrorMessage(m_connection.get())),
                      {}, true);
    if (PQserverVersion(m_connection.get()) < oldestServer)
        throw PgError("PostgreSQL at " + withoutPassword(url) +
                          " is older than version 13, which Matoi needs",
                      {}, false);
    PQsetNoticeProcessor(
        m_connection.get(), [](void*, const char*) {}, nullptr);
    script(sessionSettings);
}

PgConnection::~PgConnection() = default;

std::vector<SqlRow> PgConnection::query(std::string_view sql, std::initializer_list<SqlParameter> parameters)
{
    const std::string& statement = prepared(sql);
    const Bound bound(parameters);
    const Result result =
        checked(Result(PQexecPrepared(m_connection.get(), statement.c_str(), bound.count(), bound.values(),
                                      bound.lengths(), bound.formats(), binary)));
    return rowsOf(result.get());
}

std::vector<SqlRow> PgConnection::script(const std::string& sql)
{
    return rowsOf(checked(Result(PQexec(m_connection.get(), sql.c_str()))).get());
}

void PgConnection::commit()
{
    const Result result = checked(Result(PQexec(m_connection.get(), "COMMIT")));
    // After a failed statement the server answers COMMIT with a rollback, and calls that a success.
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
        throw PgError("PostgreSQL rolled the transaction back", {}, false);
}

bool PgConnection::rollback() noexcept
{
    if (PQstatus(m_connection.get()) == CONNECTION_OK &&
        PQtransactionStatus(m_connection.get()) != PQTRANS_IDLE)
        Result(PQexec(m_connection.get(), "ROLLBACK"));
    return PQstatus(m_connection.get()) == CONNECTION_OK &&
           PQtransactionStatus(m_connection.get()) == PQTRANS_IDLE;
}

int PgConnection::processId() const
{
    return PQbackendPID(m_connection.get());
}

int PgConnection::socket() const
{
    return PQsocket(m_connection.get());
}

void PgConnection::notifications(const std::function<void(int, const std::string&)>& receive)
{
    if (PQconsumeInput(m_connection.get()) == 0)
        fail(nullptr);
    struct Free
    {
        void operator()(PGnotify* notice) const { PQfreemem(notice); }
    };
    while (const auto notice = std::unique_ptr<PGnotify, Free>(PQnotifies(m_connection.get())))
        receive(notice->be_pid, notice->extra);
}

const std::string& PgConnection::prepared(std::string_view sql)
{
    const auto known = m_prepared.find(sql);
    if (known != m_prepared.end())
        return known->second;
    std::string statement = "s" + std::to_string(m_prepared.size() + 1);
    checked(Result(PQprepare(m_connection.get(), statement.c_str(), std::string(sql).c_str(), 0, nullptr)));
    return m_prepared.emplace(std::string(sql), std::move(statement)).first->second;
}

PgConnection::Result PgConnection::checked(Result result)
{
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        fail(result.get());
    return result;
}

void PgConnection::fail(const pg_result* result)
{
    const char* field = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const std::string state = field ? field : "";
    const bool lost = PQstatus(m_connection.get()) != CONNECTION_OK || contains(lostStates, state);
    PgError error("PostgreSQL: " + trimmed(PQerrorMessage(m_connection.get())), state, lost);
    if (!m_failure)
        m_failure = error;
    throw error;
}

std::vector<SqlRow> PgConnection::rowsOf(const pg_result* result)
{
    std::vector<SqlRow> rows;
    const int columns = PQnfields(result);
    for (int row = 0; row < PQntuples(result); ++row) {
        std::vector<SqlValue> values;
        values.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column)
            values.push_back(valueOf(result, row, column));
        rows.emplace_back(std::move(values));
    }
    return rows;
}

std::string withoutPassword(const std::string& url)
{
    struct Free
    {
        void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
    };
    const std::unique_ptr<PQconninfoOption, Free> options(PQconninfoParse(url.c_str(), nullptr));
    std::string out;
    for (const PQconninfoOption* option = options.get(); option && option->keyword; ++option)
        for (const std::string_view shown : {"host", "hostaddr", "port", "dbname", "user"})
            if (option->val && shown == option->keyword)
                out += (out.empty() ? "" : " ") + std::string(option->keyword) + "=" + option->val;
    return out.empty() ? "the given address" : out;
}

} // namespace matoi::store
