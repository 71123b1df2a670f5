#pragma once

#include "backend/store/sqlsession.h"

namespace matoi::store {

/// What Store::check says about the content, the same for both databases. Reads page by page; the session
/// must be in a transaction that sees one consistent state.
std::vector<std::string> checkContent(SqlSession& session);

} // namespace matoi::store
