#include "backend/services/idempotency.h"

#include "backend/auth/digest.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::services {
namespace {

namespace json = boost::json;
constexpr std::string_view space = "idempotency";
constexpr std::chrono::hours keptFor{24};

std::string textOf(const json::object& object, std::string_view name)
{
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

} // namespace

Idempotency::Idempotency(std::string who, std::string key, const std::string& request)
    : m_key(std::move(who) + ":" + std::move(key))
    , m_hash(auth::sha256Hex(request))
{}

domain::Result<std::optional<RememberedAnswer>> Idempotency::recall(store::ReadTransaction& tx) const
{
    const auto found = tx.key(space, m_key);
    if (!found)
        return std::optional<RememberedAnswer>();
    const auto object = wire::parseObject(*found);
    if (!object)
        throw store::StoreError("the remembered answer for " + m_key + " is damaged");
    if (textOf(*object, "hash") != m_hash)
        return domain::fail(domain::ErrorCode::InvalidValue, "Idempotency-Key",
                            "was used for another request; each request needs a key of its own");
    RememberedAnswer answer;
    const json::value* status = object->if_contains("status");
    answer.status =
        status != nullptr && status->is_int64() ? static_cast<unsigned>(status->get_int64()) : 200;
    answer.etag = textOf(*object, "etag");
    answer.location = textOf(*object, "location");
    answer.body = textOf(*object, "body");
    return std::optional(std::move(answer));
}

void Idempotency::remember(store::WriteTransaction& tx, const RememberedAnswer& answer) const
{
    const json::object object{{"hash", m_hash},
                              {"status", answer.status},
                              {"etag", answer.etag},
                              {"location", answer.location},
                              {"body", answer.body}};
    tx.setKey(space, m_key, wire::toText(object), tx.now() + keptFor);
}

bool Idempotency::isKey(std::string_view text)
{
    return !text.empty() && text.size() <= 200 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace matoi::services
