#pragma once

#include "models/cache/fields.h"
#include "models/cache/localview.h"
#include "models/domain/ports/recentincidents.h"
#include "models/domain/ports/repository.h"
#include "models/wire/recordjson.h"

#include <functional>
#include <unordered_map>

namespace matoi::cache {

/// What a repository needs of the cache, and the cache of all repositories.
class RepositoryBase
{
public:
    virtual ~RepositoryBase() = default;
    /// The next read must look again.
    virtual void forget(domain::Uuid id) = 0;

    /// Shows an edit and hands it to the writer.
    using Submit = std::function<void(LocalEdit)>;
    /// Reads; false and a logged reason when the file cannot be read.
    using Read = std::function<bool(const std::function<void(const LocalView&)>&)>;
};

/// One kind of record, decoded once for each state that it was in.
template <class T> class RecordRepository : public domain::Repository<T>, public RepositoryBase
{
public:
    RecordRepository(Read read, Submit submit)
        : m_read(std::move(read))
        , m_submit(std::move(submit))
    {}

    std::optional<domain::Record<T>> find(domain::Id<T> id) const override
    {
        const auto known = m_decoded.find(id.uuid());
        if (known != m_decoded.end() && known->second.current)
            return known->second.record;
        std::optional<domain::Record<T>> found;
        m_read([&](const LocalView& view) {
            if (const auto shown = view.find(T::kind, id.uuid()))
                if (const auto* record = decoded(shown->stamp, shown->id, [&] { return *shown; }))
                    found = *record;
        });
        return found;
    }

    std::vector<domain::Record<T>> all() const override { return list(std::nullopt); }
    std::vector<domain::Record<T>> of(domain::Uuid parent) const override { return list(parent); }

    domain::Result<void> create(domain::Id<T> id, T value) override
    {
        if (id.isNil())
            return domain::fail(domain::ErrorCode::InvalidValue, "id", "must not be nil");
        if (find(id))
            return domain::fail(domain::ErrorCode::AlreadyExists, "id", "there is such a record already");
        LocalEdit edit{Action::Create, T::kind, id.uuid(), {}, wire::toJson(value), {}, {}};
        return submit(std::move(edit), value);
    }

    domain::Result<void> change(const domain::Record<T>& base, T value) override
    {
        if (base.value == value)
            return {};
        if (!find(base.id))
            return domain::fail(domain::ErrorCode::NotFound, "id", "there is no such record here");
        const auto before = wire::toJson(base.value);
        const auto after = wire::toJson(value);
        LocalEdit edit{Action::Change, T::kind, base.id.uuid(), {}, {}, {}, {}};
        for (const std::string& field : differing(before, after)) {
            edit.base[field] = member(before, field);
            edit.mine[field] = member(after, field);
        }
        return submit(std::move(edit), value);
    }

    domain::Result<void> remove(const domain::Record<T>& base) override
    {
        if (!find(base.id))
            return domain::fail(domain::ErrorCode::NotFound, "id", "there is no such record here");
        m_submit({Action::Remove, T::kind, base.id.uuid(), {}, {}, {}, {}});
        return {};
    }

    void forget(domain::Uuid id) override
    {
        const auto known = m_decoded.find(id);
        if (known != m_decoded.end())
            known->second.current = false;
    }

protected:
    /// What `list(view, visit)` visits.
    template <class List> std::vector<domain::Record<T>> collect(const List& list) const
    {
        std::vector<domain::Record<T>> records;
        m_read([&](const LocalView& view) {
            list(view, [&](const LocalView::Visited& visited) {
                if (const auto* record = decoded(visited.stamp, visited.id, visited.load))
                    records.push_back(*record);
            });
        });
        return records;
    }

private:
    struct Decoded
    {
        Shown::Stamp stamp;
        domain::Record<T> record;
        bool current = true;
    };

    /// What the service would refuse is refused here, while the person still sees what was typed.
    domain::Result<void> submit(LocalEdit edit, const T& value)
    {
        const auto sound = wire::fromJson<T>(boost::json::value(wire::toJson(value)), wire::Unknown::Reject);
        if (!sound)
            return tl::make_unexpected(sound.error());
        m_submit(std::move(edit));
        return {};
    }

    std::vector<domain::Record<T>> list(std::optional<domain::Uuid> parent) const
    {
        return collect([&](const LocalView& view, const auto& visit) { view.list(T::kind, parent, visit); });
    }

    /// nullptr for a value of a newer service that this version cannot read: it is not shown.
    template <class Load>
    const domain::Record<T>* decoded(const Shown::Stamp& stamp, domain::Uuid id, const Load& load) const
    {
        const auto known = m_decoded.find(id);
        if (known != m_decoded.end() && known->second.stamp == stamp) {
            known->second.current = true;
            return &known->second.record;
        }
        Shown shown = load();
        auto record = wire::recordFrom<T>({T::kind, id, std::move(shown.meta), std::move(shown.value)});
        if (!record) {
            m_decoded.erase(id);
            return nullptr;
        }
        Decoded& slot = m_decoded[id];
        slot = {stamp, std::move(*record), true};
        return &slot.record;
    }

    const Read m_read;
    const Submit m_submit;
    mutable std::unordered_map<domain::Uuid, Decoded> m_decoded;
};

/// Of incidents there are ten thousand, and a start wants the few that burn.
class IncidentRepository final : public RecordRepository<domain::Incident>, public domain::RecentIncidents
{
public:
    using RecordRepository::RecordRepository;

    std::vector<domain::Record<domain::Incident>> openOrResolvedSince(domain::Time since) const override
    {
        return collect(
            [&](const LocalView& view, const auto& visit) { view.listOpenOrResolvedSince(since, visit); });
    }
};

} // namespace matoi::cache
