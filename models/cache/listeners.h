#pragma once

#include "models/domain/ports/changes.h"

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace matoi::cache {

/// Who wants to be told. One may come or go while it is being told.
template <class... Args> class Listeners
{
public:
    using Callback = std::function<void(Args...)>;

    [[nodiscard]] domain::Subscription add(Callback callback)
    {
        auto listener = std::make_shared<Callback>(std::move(callback));
        m_listeners.push_back(listener);
        return listener;
    }

    void tell(const Args&... args)
    {
        std::erase_if(m_listeners, [](const auto& listener) { return listener.expired(); });
        const auto present = m_listeners;
        for (const auto& candidate : present)
            if (const auto listener = candidate.lock())
                (*listener)(args...);
    }

private:
    std::vector<std::weak_ptr<Callback>> m_listeners;
};

} // namespace matoi::cache
