#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace matoi::wire {

/// A member of a record that names content.
struct ContentName
{
    std::string field; ///< "attachments[0].sha256"
    std::string sha256;
    std::int64_t size = 0;

    bool operator==(const ContentName&) const = default;
};

/// Everything in a value that names content, in its order: in every kind of record, an object with a content
/// hash as "sha256" and a number as "size" does (docs/adr/0007). So content is sent before whatever needs it,
/// and checked, without anybody listing the kinds that can have it. (The size sets it apart from a map of
/// texts, such as an alert's labels.)
std::vector<ContentName> contentNamesIn(const boost::json::value& value);

} // namespace matoi::wire
