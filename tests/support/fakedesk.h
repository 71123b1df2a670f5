#pragma once

#include "models/sync/sync.h"
#include "tests/support/consolefixture.h"
#include "tests/support/fakeservice.h"

#include <chrono>
#include <memory>

namespace matoi::test {

/// A console that talks to a service that a test answers for.
struct FakeDesk
{
    explicit FakeDesk(FakeService& service, std::string token = "secret")
        : options{service.url(),
                  std::move(token),
                  &console.clock(),
                  std::chrono::milliseconds(10),
                  std::chrono::milliseconds(50),
                  std::chrono::seconds(25),
                  std::chrono::seconds(45)}
    {}
    void start()
    {
        sync = std::make_unique<sync::Sync>(console.cache(), options);
        sync->start();
    }
    domain::SyncState state() { return console.cache().syncState(); }
    bool isLive() { return state().connection == domain::SyncState::Connection::Live; }
    domain::Repositories repositories() { return console.repositories(); }
    /// Lets time pass, so that what waits for its next try goes.
    bool hasSentAll()
    {
        console.clock().advance(std::chrono::milliseconds(100));
        console.settle();
        return state().unsent == 0;
    }

    ConsoleFixture console;
    sync::Options options;
    std::unique_ptr<sync::Sync> sync;
};

} // namespace matoi::test
