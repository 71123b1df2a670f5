#pragma once

#include "models/domain/error.h"
#include "models/domain/id.h"
#include "models/domain/time.h"
#include "models/wire/describe.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

/// The machinery behind recordjson.h. Included by the *json.cpp files of this folder only.
namespace matoi::wire::codec {

namespace json = boost::json;
using domain::ErrorCode;
using domain::Result;

template <class T> struct IsOptional : std::false_type
{};
template <class T> struct IsOptional<std::optional<T>> : std::true_type
{};
template <class T> struct IsVector : std::false_type
{};
template <class T> struct IsVector<std::vector<T>> : std::true_type
{};
template <class T> struct IsId : std::false_type
{};
template <class T> struct IsId<domain::Id<T>> : std::true_type
{};

using StringMap = std::map<std::string, std::string>;

// Writing.

template <class T> json::value write(const T& value);

template <class T> json::object writeObject(const T& value)
{
    json::object object;
    std::apply([&](const auto&... field) { ((object[field.name] = write(value.*field.member)), ...); },
               Described<T>::fields);
    return object;
}

template <class T> json::value write(const T& value)
{
    if constexpr (IsOptional<T>::value) {
        return value ? write(*value) : json::value(nullptr);
    } else if constexpr (IsVector<T>::value) {
        json::array array;
        array.reserve(value.size());
        for (const auto& item : value)
            array.push_back(write(item));
        return array;
    } else if constexpr (IsId<T>::value) {
        return json::value(value.toString());
    } else if constexpr (std::is_same_v<T, domain::Time>) {
        return json::value(domain::formatTime(value));
    } else if constexpr (std::is_same_v<T, StringMap>) {
        json::object object;
        for (const auto& [key, text] : value)
            object[key] = text;
        return object;
    } else if constexpr (std::is_same_v<T, double>) {
        return std::isfinite(value) ? json::value(value) : json::value(nullptr);
    } else if constexpr (HasWords<T>) {
        for (const auto& [word, text] : Words<T>::words)
            if (word == value)
                return json::value(text);
        return nullptr;
    } else if constexpr (std::is_enum_v<T>) {
        return static_cast<std::int64_t>(value); // Impact: a digit everywhere
    } else if constexpr (HasDescription<T>) {
        return writeObject(value);
    } else {
        return json::value(value);
    }
}

// Reading.

struct Reader
{
    Unknown unknown;
    std::string path;
    std::optional<domain::Error> error;

    bool failWith(ErrorCode code, std::string detail)
    {
        if (!error)
            error = domain::Error{code, path, std::move(detail)};
        return false;
    }
};

/// Extends the path while one member is read.
class At
{
public:
    At(Reader& reader, std::string_view member)
        : m_reader(reader)
        , m_size(reader.path.size())
    {
        if (!reader.path.empty())
            reader.path += '.';
        reader.path += member;
    }
    At(Reader& reader, std::size_t index)
        : m_reader(reader)
        , m_size(reader.path.size())
    {
        reader.path += '[' + std::to_string(index) + ']';
    }
    ~At() { m_reader.path.resize(m_size); }
    At(const At&) = delete;
    At& operator=(const At&) = delete;

private:
    Reader& m_reader;
    std::size_t m_size;
};

template <class T> bool read(Reader& reader, const json::value& value, T& out, const Rule& rule);

inline bool readText(Reader& reader, const json::value& value, std::string& out, const Rule& rule)
{
    const json::string* text = value.if_string();
    if (text == nullptr)
        return reader.failWith(ErrorCode::InvalidValue, "expected a string");
    if (text->size() > rule.maxLength)
        return reader.failWith(ErrorCode::TooLarge, "at most " + std::to_string(rule.maxLength) + " bytes");
    if (rule.required && text->find_first_not_of(" \t\r\n") == json::string::npos)
        return reader.failWith(ErrorCode::InvalidValue, "must not be empty");
    out.assign(text->data(), text->size());
    return true;
}

inline std::string plain(double number)
{
    return std::to_string(static_cast<long long>(number));
}

template <class T> bool readNumber(Reader& reader, const json::value& value, T& out, const Rule& rule)
{
    if (!value.is_number())
        return reader.failWith(ErrorCode::InvalidValue, "expected a number");
    const double number = value.to_number<double>();
    if (number < rule.min)
        return reader.failWith(ErrorCode::InvalidValue, "must be at least " + plain(rule.min));
    if (number > rule.max)
        return reader.failWith(ErrorCode::InvalidValue, "must be at most " + plain(rule.max));
    if constexpr (std::is_integral_v<T>) {
        if (number != std::floor(number) || std::abs(number) > 2147483647.0)
            return reader.failWith(ErrorCode::InvalidValue, "expected a whole number");
    }
    out = static_cast<T>(number);
    return true;
}

template <class E> bool readWord(Reader& reader, const json::value& value, E& out)
{
    std::string known;
    for (const auto& [word, text] : Words<E>::words) {
        if (value.is_string() && value.get_string() == text) {
            out = word;
            return true;
        }
        known += (known.empty() ? "" : ", ") + std::string(text);
    }
    return reader.failWith(ErrorCode::InvalidValue, "expected one of: " + known);
}

template <class T> bool readObject(Reader& reader, const json::value& value, T& out)
{
    const json::object* object = value.if_object();
    if (object == nullptr)
        return reader.failWith(ErrorCode::InvalidValue, "expected an object");
    std::size_t known = 0;
    const auto readField = [&](const auto& field) {
        const json::value* member = object->if_contains(field.name);
        At at(reader, field.name);
        if (member != nullptr)
            ++known;
        if (member == nullptr || member->is_null()) {
            if (field.rule.required)
                return reader.failWith(ErrorCode::MissingField, "is required");
            // A number that is not there is no zero: write() made null of "no value".
            if constexpr (std::is_same_v<std::remove_reference_t<decltype(out.*field.member)>, double>)
                out.*field.member = std::numeric_limits<double>::quiet_NaN();
            return true;
        }
        return read(reader, *member, out.*field.member, field.rule);
    };
    const bool ok =
        std::apply([&](const auto&... field) { return (readField(field) && ...); }, Described<T>::fields);
    if (!ok || reader.unknown == Unknown::Ignore || known == object->size())
        return ok;
    for (const auto& member : *object) {
        const bool described = std::apply(
            [&](const auto&... field) { return ((std::string_view(member.key()) == field.name) || ...); },
            Described<T>::fields);
        if (!described) {
            At at(reader, std::string_view(member.key()));
            return reader.failWith(ErrorCode::UnknownField, "is not a field of this version; remove it");
        }
    }
    return ok;
}

template <class T>
bool readList(Reader& reader, const json::value& value, std::vector<T>& out, const Rule& rule)
{
    const json::array* array = value.if_array();
    if (array == nullptr)
        return reader.failWith(ErrorCode::InvalidValue, "expected a list");
    if (array->size() > rule.maxLength)
        return reader.failWith(ErrorCode::TooLarge, "at most " + std::to_string(rule.maxLength) + " entries");
    out.clear();
    out.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
        At at(reader, i);
        T item{};
        if (!read(reader, (*array)[i], item, Rule{}))
            return false;
        out.push_back(std::move(item));
    }
    return true;
}

inline bool readMap(Reader& reader, const json::value& value, StringMap& out, const Rule& rule)
{
    const json::object* object = value.if_object();
    if (object == nullptr)
        return reader.failWith(ErrorCode::InvalidValue, "expected an object of strings");
    if (object->size() > rule.maxLength)
        return reader.failWith(ErrorCode::TooLarge, "at most " + std::to_string(rule.maxLength) + " entries");
    out.clear();
    for (const auto& member : *object) {
        At at(reader, std::string_view(member.key()));
        if (!readText(reader, member.value(), out[std::string(member.key())], Rule{.maxLength = 8000}))
            return false;
    }
    return true;
}

template <class T> bool read(Reader& reader, const json::value& value, T& out, const Rule& rule)
{
    if constexpr (IsOptional<T>::value) {
        typename T::value_type inner{};
        if (!read(reader, value, inner, rule))
            return false;
        out = std::move(inner);
        return true;
    } else if constexpr (IsVector<T>::value) {
        return readList(reader, value, out, rule);
    } else if constexpr (std::is_same_v<T, std::string>) {
        return readText(reader, value, out, rule);
    } else if constexpr (std::is_same_v<T, StringMap>) {
        return readMap(reader, value, out, rule);
    } else if constexpr (IsId<T>::value) {
        const auto id = value.is_string() ? T::parse(std::string_view(value.get_string())) : std::nullopt;
        if (!id || id->isNil())
            return reader.failWith(ErrorCode::InvalidValue, "expected an id (UUID)");
        out = *id;
        return true;
    } else if constexpr (std::is_same_v<T, domain::Time>) {
        const auto time =
            value.is_string() ? domain::parseTime(std::string_view(value.get_string())) : std::nullopt;
        if (!time)
            return reader.failWith(ErrorCode::InvalidValue,
                                   "expected a time with its zone, like 2026-11-18T05:02:14Z");
        out = *time;
        return true;
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!value.is_bool())
            return reader.failWith(ErrorCode::InvalidValue, "expected true or false");
        out = value.get_bool();
        return true;
    } else if constexpr (HasWords<T>) {
        return readWord(reader, value, out);
    } else if constexpr (std::is_enum_v<T>) {
        int number = 0;
        if (!readNumber(reader, value, number, Rule{.min = 1, .max = 5}))
            return false;
        out = static_cast<T>(number);
        return true;
    } else if constexpr (std::is_arithmetic_v<T>) {
        return readNumber(reader, value, out, rule);
    } else {
        return readObject(reader, value, out);
    }
}

// The schema (JSON Schema 2020-12, as OpenAPI 3.1 uses it).

template <class T> json::object schemaOf(const Rule& rule)
{
    if constexpr (IsOptional<T>::value) {
        return schemaOf<typename T::value_type>(rule);
    } else if constexpr (IsVector<T>::value) {
        return {{"type", "array"},
                {"maxItems", rule.maxLength},
                {"items", schemaOf<typename T::value_type>(Rule{})}};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return {{"type", "string"}, {"maxLength", rule.maxLength}};
    } else if constexpr (std::is_same_v<T, StringMap>) {
        return {{"type", "object"}, {"additionalProperties", json::object{{"type", "string"}}}};
    } else if constexpr (IsId<T>::value) {
        return {{"type", "string"}, {"format", "uuid"}};
    } else if constexpr (std::is_same_v<T, domain::Time>) {
        return {{"type", "string"}, {"format", "date-time"}};
    } else if constexpr (std::is_same_v<T, bool>) {
        return {{"type", "boolean"}};
    } else if constexpr (HasWords<T>) {
        json::array words;
        for (const auto& [word, text] : Words<T>::words)
            words.emplace_back(text);
        return {{"type", "string"}, {"enum", std::move(words)}};
    } else if constexpr (std::is_enum_v<T>) {
        return {{"type", "integer"}, {"minimum", 1}, {"maximum", 5}};
    } else if constexpr (std::is_arithmetic_v<T>) {
        json::object schema{{"type", std::is_integral_v<T> ? "integer" : "number"}};
        if (std::isfinite(rule.min))
            schema["minimum"] = rule.min;
        if (std::isfinite(rule.max))
            schema["maximum"] = rule.max;
        return schema;
    } else {
        json::object properties;
        json::array required;
        const auto add = [&](const auto& field) {
            using Member = std::remove_cvref_t<decltype(std::declval<T>().*field.member)>;
            json::object schema = schemaOf<Member>(field.rule);
            if (*field.rule.doc != '\0')
                schema["description"] = field.rule.doc;
            if (field.rule.access == Access::Service)
                schema["readOnly"] = true;
            properties[field.name] = std::move(schema);
            if (field.rule.required)
                required.emplace_back(field.name);
        };
        std::apply([&](const auto&... field) { (add(field), ...); }, Described<T>::fields);
        json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
        if (!required.empty())
            schema["required"] = std::move(required);
        schema["additionalProperties"] = false;
        return schema;
    }
}

template <class T> std::vector<std::string> serviceFieldsOf()
{
    std::vector<std::string> names;
    const auto add = [&](const auto& field) {
        if (field.rule.access == Access::Service)
            names.emplace_back(field.name);
    };
    std::apply([&](const auto&... field) { (add(field), ...); }, Described<T>::fields);
    return names;
}

} // namespace matoi::wire::codec

/// Puts the functions of recordjson.h for one described struct into this translation unit.
#define MATOI_RECORD_JSON(T)                                                                                 \
    template <> boost::json::object toJson(const T& value)                                                   \
    {                                                                                                        \
        return codec::writeObject(value);                                                                    \
    }                                                                                                        \
    template <> domain::Result<T> fromJson(const boost::json::value& value, Unknown unknown)                 \
    {                                                                                                        \
        codec::Reader reader{unknown, {}, {}};                                                               \
        T out{};                                                                                             \
        if (!codec::readObject(reader, value, out))                                                          \
            return tl::make_unexpected(*reader.error);                                                       \
        return out;                                                                                          \
    }                                                                                                        \
    template <> boost::json::object schema<T>()                                                              \
    {                                                                                                        \
        return codec::schemaOf<T>(Rule{});                                                                   \
    }                                                                                                        \
    template <> std::vector<std::string> serviceFields<T>()                                                  \
    {                                                                                                        \
        return codec::serviceFieldsOf<T>();                                                                  \
    }
