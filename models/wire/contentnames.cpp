#include "models/wire/contentnames.h"

#include "models/domain/attachment.h"

#include <boost/json.hpp>

namespace matoi::wire {

namespace json = boost::json;

namespace {

std::string inside(const std::string& path, std::string_view member)
{
    return (path.empty() ? path : path + '.') + std::string(member);
}

/// -1: no number of bytes.
std::int64_t wholeNumber(const json::value& value)
{
    boost::system::error_code error;
    const auto number = value.to_number<std::int64_t>(error);
    return error ? -1 : number;
}

// As deep as parseJson() lets a value be.
void collect(const json::value& value, const std::string& path, std::vector<ContentName>& out)
{
    if (const json::array* list = value.if_array()) {
        for (std::size_t i = 0; i < list->size(); ++i)
            collect((*list)[i], path + '[' + std::to_string(i) + ']', out);
        return;
    }
    const json::object* object = value.if_object();
    if (object == nullptr)
        return;
    for (const auto& member : *object) {
        if (member.value().is_structured())
            collect(member.value(), inside(path, member.key()), out);
    }
    const json::value* hash = object->if_contains("sha256");
    const json::value* size = object->if_contains("size");
    if (hash != nullptr && hash->is_string() && domain::isContentHash(hash->get_string()) &&
        size != nullptr && size->is_number())
        out.push_back({inside(path, "sha256"), std::string(hash->get_string()), wholeNumber(*size)});
}

} // namespace

std::vector<ContentName> contentNamesIn(const json::value& value)
{
    std::vector<ContentName> names;
    collect(value, {}, names);
    return names;
}

} // namespace matoi::wire
