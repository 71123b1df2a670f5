#pragma once

#include "backend/services/sight.h"
#include "models/domain/error.h"

namespace matoi::services {

/// A write that would touch a record which the one who writes may not see. What it says is what would be said
/// of a record that is not there, or of an id that is taken.
class HiddenRecord : public std::runtime_error
{
public:
    explicit HiddenRecord(domain::Error error)
        : std::runtime_error(error.detail)
        , m_error(std::move(error))
    {}
    const domain::Error& error() const { return m_error; }

private:
    domain::Error m_error;
};

/// The store as one person may see it (docs/adr/0010): whatever is hidden from them is not there, in no
/// read, list, feed, history, audit log or content, and cannot be written over. All that the API does for a
/// person goes through this, so that no endpoint has to think of it, or can forget to.
///
/// Within one write the sight is that of its beginning: whoever gives away what they see by can still do it.
class SightedStore final : public store::Store
{
public:
    /// The store must outlive it.
    SightedStore(store::Store& store, auth::Actor by)
        : m_store(store)
        , m_by(std::move(by))
    {}

    void write(const std::function<void(store::WriteTransaction&)>& work) override;
    void read(const std::function<void(store::ReadTransaction&)>& work) override;
    [[nodiscard]] std::shared_ptr<void> onCommit(std::function<void(store::ChangeNumber)> listener) override
    {
        return m_store.onCommit(std::move(listener));
    }
    std::vector<std::string> check() override { return m_store.check(); }

private:
    store::Store& m_store;
    const auth::Actor m_by;
};

} // namespace matoi::services
