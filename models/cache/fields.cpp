#include "models/cache/fields.h"

#include "models/domain/records.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

namespace matoi::cache {

namespace json = boost::json;
using domain::Kind;

bool isLongText(Kind kind, std::string_view field)
{
    switch (kind) {
    case Kind::Summary:
    case Kind::Answer: return field == "text";
    case Kind::TimelineEvent: return field == "details";
    default: return false;
    }
}

bool isSet(Kind kind, std::string_view field)
{
    return (kind == Kind::TimelineEvent && field == "attachments") ||
           (kind == Kind::Incident && field == "visibleTo");
}

const json::value& member(const json::object& object, std::string_view name)
{
    static const json::value absent;
    const json::value* found = object.if_contains(name);
    return found != nullptr ? *found : absent;
}

std::string textMember(const json::object& object, std::string_view name)
{
    const json::string* text = member(object, name).if_string();
    return text != nullptr ? std::string(text->data(), text->size()) : std::string();
}

std::vector<std::string> differing(const json::object& one, const json::object& other)
{
    std::vector<std::string> names;
    for (const auto& [key, value] : one)
        if (value != member(other, key))
            names.emplace_back(key);
    for (const auto& [key, value] : other)
        if (!one.contains(key) && !value.is_null())
            names.emplace_back(key);
    return names;
}

json::object withoutServiceFields(Kind kind, json::object value)
{
    const auto names = domain::withRecordType(
        kind, []<class T>() -> std::vector<std::string> { return wire::serviceFields<T>(); });
    for (const std::string& name : names)
        value.erase(name);
    return value;
}

json::object emptyValue(Kind kind)
{
    return domain::withRecordType(kind, []<class T>() -> json::object { return wire::toJson(T{}); });
}

} // namespace matoi::cache
