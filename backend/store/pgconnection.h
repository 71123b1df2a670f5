#pragma once

#include "backend/store/sqlsession.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct pg_conn;
struct pg_result;

namespace matoi::store {

/// What PostgreSQL or the way to it said.
class PgError : public StoreError
{
public:
    PgError(const std::string& what, std::string state, bool lost)
        : StoreError(what)
        , m_state(std::move(state))
        , m_lost(lost)
    {}
    /// SQLSTATE; empty when it was not the server that failed.
    const std::string& state() const { return m_state; }
    /// The connection is gone, or the server will end it: nothing that it had not acknowledged may be
    /// assumed.
    bool lost() const { return m_lost; }
    /// Doing all of the transaction again can help.
    bool transient() const;

private:
    std::string m_state;
    bool m_lost;
};

/// One blocking connection, used by one thread at a time, and the session that both stores' statements run
/// on. Parameters and results travel in binary; each statement is prepared when it is first used.
class PgConnection final : public SqlSession
{
public:
    /// PgError when the server cannot be reached or is older than 13.
    explicit PgConnection(const std::string& url);
    ~PgConnection() override;

    std::vector<SqlRow> query(std::string_view sql, std::initializer_list<SqlParameter> parameters) override;

    /// Statements without parameters, the rows of the last one, in text.
    std::vector<SqlRow> script(const std::string& sql);
    /// PgError unless the server has really committed.
    void commit();
    /// Ends a transaction if one is open; never throws. False: the connection is of no more use.
    bool rollback() noexcept;

    /// The first failure since the transaction began, even if the caller swallowed it: the server keeps
    /// nothing of such a transaction.
    const std::optional<PgError>& failure() const { return m_failure; }
    void forgetFailure() { m_failure.reset(); }

    /// The server's process: what a notification names as its sender.
    int processId() const;
    int socket() const;
    /// Takes in what has arrived without waiting for more, and hands out each notification: the sender's
    /// process and the payload.
    void notifications(const std::function<void(int, const std::string&)>& receive);

private:
    struct Close
    {
        void operator()(pg_conn* connection) const;
        void operator()(pg_result* result) const;
    };
    using Result = std::unique_ptr<pg_result, Close>;

    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    const std::string& prepared(std::string_view sql);
    Result checked(Result result);
    [[noreturn]] void fail(const pg_result* result);
    static std::vector<SqlRow> rowsOf(const pg_result* result);

    std::unique_ptr<pg_conn, Close> m_connection;
    std::unordered_map<std::string, std::string, Hash, std::equal_to<>> m_prepared;
    std::optional<PgError> m_failure;
};

/// The connection string without its password, for messages.
std::string withoutPassword(const std::string& url);

} // namespace matoi::store
