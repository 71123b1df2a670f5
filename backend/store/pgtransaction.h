#pragma once

#include "backend/store/pgconnection.h"
#include "backend/store/sqltransaction.h"
#include "backend/store/storeclock.h"

namespace matoi::store {

/// Begins a transaction that sees one state and writes nothing.
TransactionHead beginRead(PgConnection& connection, StoreClock& clock);

/// Begins a transaction that writes, and waits until it is the only one: it holds the counter row from its
/// begin to its end. So numbers are in the order of commits, and what a transaction reads stays true until it
/// writes
/// ("is there an open incident with this key? then make one"). Two that lock rows one after the other and
/// then wait for each other do not exist.
TransactionHead beginWrite(PgConnection& connection, StoreClock& clock);

} // namespace matoi::store
