#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace matoi::domain {

/// 128 bits, written as 8-4-4-4-12 hexadecimal digits in lower case.
class Uuid
{
public:
    constexpr Uuid() = default; ///< the nil id: never stored, never sent

    static Uuid generate(); ///< version 4, from the system's random source
    static std::optional<Uuid> parse(std::string_view text);
    /// The same id for the same name: version 5 (RFC 4122, SHA-1) in Matoi's own name space.
    static Uuid named(std::string_view name);

    static constexpr Uuid fromBytes(const std::array<std::uint8_t, 16>& bytes)
    {
        Uuid uuid;
        uuid.m_bytes = bytes;
        return uuid;
    }

    std::string toString() const;
    bool isNil() const { return *this == Uuid(); }
    const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }
    auto operator<=>(const Uuid&) const = default;

private:
    std::array<std::uint8_t, 16> m_bytes{};
};

/// The id of one kind of record. Ids of two kinds cannot be mixed up.
template <class T> class Id
{
public:
    constexpr Id() = default;
    constexpr explicit Id(Uuid uuid)
        : m_uuid(uuid)
    {}
    static Id generate() { return Id(Uuid::generate()); }
    static std::optional<Id> parse(std::string_view text)
    {
        const auto uuid = Uuid::parse(text);
        return uuid ? std::optional(Id(*uuid)) : std::nullopt;
    }

    const Uuid& uuid() const { return m_uuid; }
    std::string toString() const { return m_uuid.toString(); }
    bool isNil() const { return m_uuid.isNil(); }
    auto operator<=>(const Id&) const = default;

private:
    Uuid m_uuid;
};

} // namespace matoi::domain

template <> struct std::hash<matoi::domain::Uuid>
{
    std::size_t operator()(const matoi::domain::Uuid& uuid) const noexcept
    {
        std::size_t value = 0;
        for (const std::uint8_t byte : uuid.bytes())
            value = value * 131 + byte;
        return value;
    }
};

template <class T> struct std::hash<matoi::domain::Id<T>>
{
    std::size_t operator()(const matoi::domain::Id<T>& id) const noexcept
    {
        return std::hash<matoi::domain::Uuid>()(id.uuid());
    }
};
