#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace matoi::http {

namespace detail {

template <class F, class T = std::invoke_result_t<F&>>
boost::asio::awaitable<T> runOnPool(boost::asio::thread_pool& pool, F work)
{
    namespace asio = boost::asio;
    using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
    using Signature = void(std::exception_ptr, std::optional<Value>);

    auto start = [&pool](auto handler, F task) {
        // Tracked: the io context must not run out of work while the result is on its way.
        auto home =
            asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        asio::post(
            pool, [handler = std::move(handler), home = std::move(home), task = std::move(task)]() mutable {
                std::exception_ptr error;
                std::optional<Value> value;
                try {
                    if constexpr (std::is_void_v<T>) {
                        task();
                        value.emplace();
                    } else {
                        value.emplace(task());
                    }
                } catch (...) {
                    error = std::current_exception();
                }
                asio::post(home, [handler = std::move(handler), error, value = std::move(value)]() mutable {
                    std::move(handler)(error, std::move(value));
                });
            });
    };
    std::optional<Value> value = co_await asio::async_initiate<const asio::use_awaitable_t<>, Signature>(
        std::move(start), asio::use_awaitable, std::move(work));
    if constexpr (!std::is_void_v<T>)
        co_return std::move(*value);
}

} // namespace detail

/// Runs a blocking function on the pool and comes back to the awaiting coroutine's own executor:
///
///     const auto page = co_await onPool(pool, [&] { return store.page(cursor); });
///
/// What it throws is thrown here. It cannot be cancelled: while it runs, the server that awaits it does not
/// finish stopping, so references to the coroutine's locals stay good. The pool must outlive the server.
template <class F> auto onPool(boost::asio::thread_pool& pool, F&& work)
{
    static_assert(
        std::is_lvalue_reference_v<F> || std::is_trivially_destructible_v<F>,
        "GCC 12 destroys the captures of a temporary lambda in a co_await expression twice. Capture by "
        "reference, or give the function a name and pass that.");
    return detail::runOnPool(pool, std::decay_t<F>(std::forward<F>(work)));
}

} // namespace matoi::http
