#pragma once

#include "backend/store/store.h"
#include "models/domain/error.h"

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace matoi::services {

/// Runs `work(tx)`, which returns a Result, in a write transaction. An error rolls everything back that
/// `work` had written, and is returned.
template <class F> auto transact(store::Store& store, F&& work)
{
    using R = std::invoke_result_t<F&, store::WriteTransaction&>;
    struct Refused : std::exception
    {};
    std::optional<R> result;
    try {
        store.write([&](store::WriteTransaction& tx) {
            result.emplace(work(tx));
            if (!*result)
                throw Refused();
        });
    } catch (const Refused&) {
        // `result` holds the error: only the transaction had to be left by an exception.
    }
    return std::move(*result);
}

} // namespace matoi::services
