#include "backend/store/pgtransaction.h"

namespace matoi::store {
namespace {

#define MATOI_SELECT_HEAD                                                                                    \
    "SELECT epoch, change, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint FROM meta"

TransactionHead headOf(const std::vector<SqlRow>& rows, StoreClock& clock)
{
    if (rows.empty())
        throw StoreError("the counter row is missing: the database is damaged");
    const SqlRow& row = rows.front();
    return {row.text(0), row.integer(1), clock.at(row.time(2))};
}

} // namespace

TransactionHead beginRead(PgConnection& connection, StoreClock& clock)
{
    connection.forgetFailure();
    return headOf(connection.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; " MATOI_SELECT_HEAD),
                  clock);
}

TransactionHead beginWrite(PgConnection& connection, StoreClock& clock)
{
    connection.forgetFailure();
    // Each statement of READ COMMITTED sees what was committed before it: so the lock first, alone. One
    // journey.
    return headOf(
        connection.script(
            "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT one FROM meta FOR UPDATE; " MATOI_SELECT_HEAD),
        clock);
}

} // namespace matoi::store
