#include "backend/main/settings.h"

#include <fstream>
#include <sstream>
#include <yaml-cpp/yaml.h>

namespace matoi::service {

using domain::ErrorCode;
using domain::fail;
using domain::Result;

namespace {

std::string at(const std::string& path, const YAML::Mark& mark)
{
    return path + ':' + std::to_string(mark.line + 1);
}

std::string at(const std::string& path, const YAML::Mark& mark, const std::string& key)
{
    return at(path, mark) + ": " + key;
}

/// A map of scalars inside of a group is what the environment writes as a=b,c=d.
Result<std::string> pairsOf(const YAML::Node& node, const std::string& source)
{
    std::string joined;
    for (const auto& entry : node) {
        if (!entry.first.IsScalar() || !entry.second.IsScalar())
            return fail(ErrorCode::InvalidValue, {}, source + ": expected names with one text each");
        joined += (joined.empty() ? "" : ",") + entry.first.Scalar() + '=' + entry.second.Scalar();
    }
    return joined;
}

/// A list of scalars is what the environment writes with commas.
Result<std::string> valueOf(const YAML::Node& node, const std::string& source)
{
    if (node.IsScalar())
        return node.Scalar();
    if (node.IsMap())
        return pairsOf(node, source);
    if (!node.IsSequence())
        return fail(ErrorCode::InvalidValue, {}, source + ": has no value");
    std::string joined;
    for (const YAML::Node& item : node) {
        if (!item.IsScalar())
            return fail(ErrorCode::InvalidValue, {}, source + ": expected a list of texts");
        joined += (joined.empty() ? "" : ",") + item.Scalar();
    }
    return joined;
}

Result<void> applyMap(Settings& settings, const YAML::Node& map, const std::string& prefix,
                      const std::string& path)
{
    for (const auto& entry : map) {
        if (!entry.first.IsScalar())
            return fail(ErrorCode::MalformedInput, {},
                        at(path, entry.first.Mark()) + ": expected the name of a setting");
        const std::string key = prefix + entry.first.Scalar();
        if (entry.second.IsMap() && prefix.empty()) {
            if (auto applied = applyMap(settings, entry.second, key + '.', path); !applied)
                return applied;
            continue;
        }
        const std::string source = at(path, entry.first.Mark(), key);
        const auto value = valueOf(entry.second, source);
        if (!value)
            return tl::make_unexpected(value.error());
        if (auto applied = applySetting(settings, key, *value, source); !applied)
            return applied;
    }
    return {};
}

} // namespace

Result<void> applyYaml(Settings& settings, const std::string& text, const std::string& path)
{
    try {
        const YAML::Node root = YAML::Load(text);
        if (root.IsNull())
            return {};
        if (!root.IsMap())
            return fail(ErrorCode::MalformedInput, {},
                        path + ":1: expected settings, one \"key: value\" a line");
        return applyMap(settings, root, {}, path);
    } catch (const YAML::Exception& error) {
        return fail(ErrorCode::MalformedInput, {}, at(path, error.mark) + ": " + error.msg);
    }
}

Result<void> applyFile(Settings& settings, const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    // Nothing in it sets nothing; to the stream, copying no character would be a failure.
    if (file.is_open() && file.peek() == std::ifstream::traits_type::eof() && !file.bad())
        return {};
    std::ostringstream text;
    if (!file || !(text << file.rdbuf()))
        return fail(ErrorCode::Unavailable, {}, path + ": cannot be read");
    return applyYaml(settings, text.str(), path);
}

} // namespace matoi::service
