#pragma once

#include "backend/main/settings.h"
#include "backend/store/store.h"

#include <memory>

namespace matoi::service {

/// The store that the settings name. StoreError says why it cannot be opened. `beside`: next to a running
/// matoid, for a small write such as a token.
std::unique_ptr<store::Store> openStore(const Settings& settings, bool beside);

/// matoid, put together: store, engine, API, server. One a process.
class Service
{
public:
    explicit Service(Settings settings);
    ~Service(); ///< stops
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// Opens the store and answers requests when it returns. The error names what is in the way.
    domain::Result<void> start();
    /// Finishes what is in flight.
    void stop();

    /// "http://127.0.0.1:8470"
    std::string url() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace matoi::service
