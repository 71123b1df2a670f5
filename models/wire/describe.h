#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>

/// A struct is described once, as a list of fields; reading, writing, checking and the OpenAPI schema all
/// come from that list. Included by the *json.cpp files of this folder only.
namespace matoi::wire {

/// Who may set a field.
enum class Access
{
    Anyone,  ///< whoever may write the record
    Service, ///< the service alone; a client that sends another value than the present one is refused
};

struct Rule
{
    bool required = false;
    Access access = Access::Anyone;
    std::size_t maxLength = 1000; ///< bytes of a string, elements of a list or map
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
    const char* doc = "";
};

template <class Owner, class Member> struct Field
{
    std::string_view name;
    Member Owner::*member;
    Rule rule;
};

template <class Owner, class Member>
constexpr Field<Owner, Member> field(std::string_view name, Member Owner::*member, Rule rule = {})
{
    return {name, member, rule};
}

/// Specialised for each described struct: `static constexpr auto fields = std::make_tuple(field(…), …);`
template <class T> struct Described;

template <class T>
concept HasDescription = requires
{
    Described<T>::fields;
};

/// Specialised for each enum: `static constexpr std::array words = {std::pair{Enum::X, "x"sv}, …};`
template <class E> struct Words;

template <class E>
concept HasWords = requires
{
    Words<E>::words;
};

} // namespace matoi::wire
