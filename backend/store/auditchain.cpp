#include "backend/store/auditchain.h"

#include <boost/json.hpp>
#include <openssl/sha.h>

#include <array>

namespace matoi::store {

std::string auditHash(const std::string& before, const AuditEntry& entry)
{
    const boost::json::array fields{entry.n,       std::int64_t(entry.at.time_since_epoch().count()),
                                    entry.by,      entry.action,
                                    entry.subject, entry.detail};
    const std::string text = before + "\n" + boost::json::serialize(fields);
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += "0123456789abcdef"[byte >> 4];
        hex += "0123456789abcdef"[byte & 15];
    }
    return hex;
}

} // namespace matoi::store
