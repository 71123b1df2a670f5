#include "models/wire/json.h"

#include <boost/json.hpp>

namespace matoi::wire {

namespace json = boost::json;
using domain::ErrorCode;

domain::Result<json::value> parseJson(std::string_view text)
{
    json::parse_options options;
    options.max_depth = 32;
    json::stream_parser parser({}, options);
    boost::system::error_code error;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error && read < text.size())
        return domain::fail(ErrorCode::MalformedInput, {},
                            "there is more after the JSON value, at byte " + std::to_string(read));
    if (!error)
        parser.finish(error);
    if (error)
        return domain::fail(ErrorCode::MalformedInput, {},
                            "not JSON at byte " + std::to_string(read) + ": " + error.message());
    return parser.release();
}

domain::Result<json::object> parseObject(std::string_view text)
{
    auto value = parseJson(text);
    if (!value)
        return tl::make_unexpected(value.error());
    if (!value->is_object())
        return domain::fail(ErrorCode::MalformedInput, {}, "expected a JSON object");
    return std::move(value->get_object());
}

std::string toText(const json::value& value)
{
    return json::serialize(value);
}

void applyMergePatch(json::object& target, const json::object& patch)
{
    for (const auto& member : patch) {
        if (member.value().is_null()) {
            target.erase(member.key());
        } else if (const json::object* inner = member.value().if_object()) {
            json::value& slot = target[member.key()];
            if (!slot.is_object())
                slot = json::object();
            applyMergePatch(slot.get_object(), *inner);
        } else {
            target[member.key()] = member.value();
        }
    }
}

json::object mergePatch(const json::object& from, const json::object& to)
{
    json::object patch;
    for (const auto& member : to) {
        const json::value* old = from.if_contains(member.key());
        if (old != nullptr && *old == member.value())
            continue;
        if (old == nullptr && member.value().is_null())
            continue;
        if (old != nullptr && old->is_object() && member.value().is_object())
            patch[member.key()] = mergePatch(old->get_object(), member.value().get_object());
        else
            patch[member.key()] = member.value();
    }
    for (const auto& member : from)
        if (!to.contains(member.key()) && !member.value().is_null())
            patch[member.key()] = nullptr;
    return patch;
}

} // namespace matoi::wire
