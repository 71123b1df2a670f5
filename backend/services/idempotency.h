#pragma once

#include "backend/store/store.h"
#include "models/domain/error.h"

#include <optional>
#include <string>

namespace matoi::services {

/// What was answered to a request that changed something.
struct RememberedAnswer
{
    unsigned status = 0;
    std::string etag;
    std::string location;
    std::string body;
};

/// The same request sent again gets the first answer again, and does nothing twice: the answer is kept in
/// the transaction of the write (keys space "idempotency", 24 hours).
class Idempotency
{
public:
    /// `who` keeps the keys of two clients apart; `request` is all that makes a request the same one.
    Idempotency(std::string who, std::string key, const std::string& request);

    /// nullopt: not seen before. InvalidValue: the key was used for another request.
    domain::Result<std::optional<RememberedAnswer>> recall(store::ReadTransaction& tx) const;
    void remember(store::WriteTransaction& tx, const RememberedAnswer& answer) const;

    /// 1 to 200 printable ASCII characters.
    static bool isKey(std::string_view text);

private:
    std::string m_key;
    std::string m_hash;
};

} // namespace matoi::services
