#pragma once

#include <tl/expected.hpp>

#include <string>

namespace matoi::domain {

/// What went wrong, as a code that callers can branch on. Texts for people are made in widgets.
enum class ErrorCode
{
    InvalidValue,    ///< a field has a value that is not allowed
    MissingField,    ///< a required field is not there
    UnknownField,    ///< a field that this version does not know
    MalformedInput,  ///< not JSON, not UTF-8, wrong shape
    NotFound,        ///<
    AlreadyExists,   ///< the id is taken by another record
    StaleRevision,   ///< the record has moved on since the caller read it
    NotAllowed,      ///< known, but the role does not permit it
    Unauthenticated, ///< no token, or one that is not known
    Illegal,         ///< the rule book forbids it now (a resolved incident cannot be paged for)
    TooLarge,        ///<
    TooMany,         ///< a rate or a count limit
    Unavailable,     ///< a peer or the store cannot be reached; trying again can help
    Internal         ///< our fault
};

struct Error
{
    ErrorCode code = ErrorCode::Internal;
    /// The path of the field: "stages[2].durationSeconds". Empty when no one field is to blame.
    std::string field;
    /// English, for logs and API clients: what is wrong and what to do. Never a secret.
    std::string detail;

    bool operator==(const Error&) const = default;
};

template <class T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string field, std::string detail)
{
    return tl::make_unexpected(Error{code, std::move(field), std::move(detail)});
}

/// "stale-revision" and so on: the stable name on the wire.
const char* name(ErrorCode code);

} // namespace matoi::domain
