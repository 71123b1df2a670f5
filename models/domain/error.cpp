#include "models/domain/error.h"

namespace matoi::domain {

const char* name(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidValue: return "invalid-value";
    case ErrorCode::MissingField: return "missing-field";
    case ErrorCode::UnknownField: return "unknown-field";
    case ErrorCode::MalformedInput: return "malformed-input";
    case ErrorCode::NotFound: return "not-found";
    case ErrorCode::AlreadyExists: return "already-exists";
    case ErrorCode::StaleRevision: return "stale-revision";
    case ErrorCode::NotAllowed: return "not-allowed";
    case ErrorCode::Unauthenticated: return "unauthenticated";
    case ErrorCode::Illegal: return "illegal";
    case ErrorCode::TooLarge: return "too-large";
    case ErrorCode::TooMany: return "too-many";
    case ErrorCode::Unavailable: return "unavailable";
    case ErrorCode::Internal: return "internal";
    }
    return "internal";
}

} // namespace matoi::domain
