#pragma once

#include "backend/store/store.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

/// Typed access over the store's JSON. A value in the store that does not decode is damage, not input.
namespace matoi::store {

template <class T> domain::Record<T> typed(const StoredRecord& stored)
{
    auto record = wire::recordFrom<T>(stored);
    if (!record)
        throw StoreError(std::string(domain::name(T::kind)) + " " + stored.id.toString() +
                         " is damaged: " + record.error().field + " " + record.error().detail);
    return std::move(*record);
}

template <class T> std::optional<domain::Record<T>> find(ReadTransaction& tx, domain::Id<T> id)
{
    const auto stored = tx.find(T::kind, id.uuid());
    if (!stored || stored->meta.deleted)
        return std::nullopt;
    return typed<T>(*stored);
}

/// Visits what is stored, page by page.
inline void each(ReadTransaction& tx, Kind kind, std::optional<Uuid> parent,
                 const std::function<void(const StoredRecord&)>& visit)
{
    ListQuery query{.kind = kind, .parent = parent};
    for (;;) {
        const auto page = tx.list(query);
        std::for_each(page.begin(), page.end(), visit);
        if (static_cast<int>(page.size()) < query.limit)
            return;
        query.after = page.back().meta.change;
    }
}

template <class T>
std::vector<domain::Record<T>> list(ReadTransaction& tx, std::optional<Uuid> parent = std::nullopt)
{
    std::vector<domain::Record<T>> out;
    each(tx, T::kind, parent, [&](const StoredRecord& stored) { out.push_back(typed<T>(stored)); });
    return out;
}

/// The same without those that are damaged: for work on the others, which must not stop for them.
template <class T>
std::vector<domain::Record<T>> sound(ReadTransaction& tx, std::optional<Uuid> parent = std::nullopt)
{
    std::vector<domain::Record<T>> out;
    each(tx, T::kind, parent, [&](const StoredRecord& stored) {
        if (auto record = wire::recordFrom<T>(stored))
            out.push_back(std::move(*record));
    });
    return out;
}

template <class T>
domain::Record<T> put(WriteTransaction& tx, domain::Id<T> id, const T& value, const std::string& by)
{
    return typed<T>(tx.put(T::kind, id.uuid(), wire::toJson(value), by));
}

/// Runs `work(tx)` in a write transaction and returns what it returns.
template <class F> auto write(Store& store, F&& work)
{
    using R = decltype(work(std::declval<WriteTransaction&>()));
    if constexpr (std::is_void_v<R>) {
        store.write([&](WriteTransaction& tx) { work(tx); });
    } else {
        std::optional<R> result;
        store.write([&](WriteTransaction& tx) { result.emplace(work(tx)); });
        return std::move(*result);
    }
}

template <class F> auto read(Store& store, F&& work)
{
    using R = decltype(work(std::declval<ReadTransaction&>()));
    std::optional<R> result;
    store.read([&](ReadTransaction& tx) { result.emplace(work(tx)); });
    return std::move(*result);
}

} // namespace matoi::store
