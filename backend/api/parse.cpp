#include "backend/api/parse.h"

#include "models/wire/json.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

namespace matoi::api {

using domain::ErrorCode;
using domain::fail;
using domain::Result;
namespace json = boost::json;

namespace {

std::optional<std::int64_t> number(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

} // namespace

Result<json::object> bodyOf(const http::Request& request)
{
    if (request.body.empty())
        return fail(ErrorCode::MalformedInput, {}, "the request has no body; expected a JSON object");
    return wire::parseObject(request.body);
}

Result<void> onlyMembers(const json::object& object, std::initializer_list<std::string_view> known)
{
    for (const auto& member : object)
        if (std::find(known.begin(), known.end(), std::string_view(member.key())) == known.end())
            return fail(ErrorCode::UnknownField, std::string(member.key()),
                        "is not a field of this version; remove it");
    return {};
}

Result<std::optional<std::string>> textMember(const json::object& object, std::string_view name)
{
    const json::value* value = object.if_contains(name);
    if (value == nullptr || value->is_null())
        return std::optional<std::string>();
    if (!value->is_string())
        return fail(ErrorCode::InvalidValue, std::string(name), "expected a string");
    if (value->get_string().find('\0') != json::string::npos)
        return fail(ErrorCode::InvalidValue, std::string(name), "must not contain NUL");
    return std::optional(std::string(value->get_string()));
}

Result<std::optional<domain::Uuid>> uuidMember(const json::object& object, std::string_view name)
{
    const auto text = textMember(object, name);
    if (!text)
        return tl::make_unexpected(text.error());
    if (!*text)
        return std::optional<domain::Uuid>();
    const auto id = domain::Uuid::parse(**text);
    if (!id || id->isNil())
        return fail(ErrorCode::InvalidValue, std::string(name), "expected an id (UUID)");
    return id;
}

Result<domain::Uuid> uuidOf(const http::Request& request, std::string_view capture)
{
    const auto id = domain::Uuid::parse(request.capture(capture));
    if (!id)
        return fail(ErrorCode::NotFound, std::string(capture), "the path names no id (UUID)");
    return *id;
}

Result<std::int64_t> numberOf(const http::Request& request, std::string_view parameter,
                              std::int64_t otherwise, std::int64_t min, std::int64_t max)
{
    const auto text = request.query.get(parameter);
    if (!text)
        return otherwise;
    const auto value = number(*text);
    if (!value || *value < min || *value > max)
        return fail(ErrorCode::InvalidValue, std::string(parameter),
                    "expected a number from " + std::to_string(min) + " to " + std::to_string(max));
    return *value;
}

Result<std::optional<domain::Uuid>> uuidParameter(const http::Request& request, std::string_view parameter)
{
    const auto text = request.query.get(parameter);
    if (!text)
        return std::optional<domain::Uuid>();
    const auto id = domain::Uuid::parse(*text);
    if (!id)
        return fail(ErrorCode::InvalidValue, std::string(parameter), "expected an id (UUID)");
    return id;
}

Result<std::optional<domain::Time>> timeParameter(const http::Request& request, std::string_view parameter)
{
    const auto text = request.query.get(parameter);
    if (!text)
        return std::optional<domain::Time>();
    const auto time = domain::parseTime(*text);
    if (!time)
        return fail(ErrorCode::InvalidValue, std::string(parameter),
                    "expected a time with its zone, like 2026-11-18T05:02:14Z");
    return time;
}

Result<std::optional<domain::Revision>> ifMatch(const http::Request& request)
{
    const auto header = request.headers.get("If-Match");
    if (!header)
        return std::optional<domain::Revision>();
    std::string_view text = *header;
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    const auto revision = number(text);
    if (!revision || *revision < 1)
        return fail(ErrorCode::MalformedInput, "If-Match",
                    "expected the revision that the change is based on, like \"3\"");
    return revision;
}

std::string etag(domain::Revision revision)
{
    return '"' + std::to_string(revision) + '"';
}

} // namespace matoi::api
