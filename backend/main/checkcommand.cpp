#include "backend/main/commands.h"
#include "backend/main/service.h"
#include "backend/store/records.h"

namespace matoi::service {
namespace {

/// The store checks its structure; what the values mean is checked here, by the codec that reads them.
template <class T> void checkValues(store::ReadTransaction& tx, std::vector<std::string>& problems)
{
    store::ListQuery query{.kind = T::kind, .includeDeleted = true};
    for (;;) {
        const auto page = tx.list(query);
        for (const auto& stored : page)
            if (const auto record = wire::recordFrom<T>(stored); !record)
                problems.push_back(std::string(domain::name(T::kind)) + " " + stored.id.toString() + ": " +
                                   record.error().field + " " + record.error().detail);
        if (static_cast<int>(page.size()) < query.limit)
            return;
        query.after = page.back().meta.change;
    }
}

} // namespace

int checkStore(const Settings& settings, std::ostream& out, std::ostream& err)
{
    try {
        const auto store = openStore(settings, true);
        auto problems = store->check();
        store->read([&](store::ReadTransaction& tx) {
            for (const domain::Kind kind : domain::allKinds)
                domain::withRecordType(kind, [&]<class T>() { checkValues<T>(tx, problems); });
        });
        for (const std::string& problem : problems)
            out << problem << '\n';
        out << (problems.empty() ? "The store is sound.\n" : "The store is damaged.\n");
        return problems.empty() ? 0 : 1;
    } catch (const store::StoreError& error) {
        err << "matoid: " << error.what() << '\n';
        return 1;
    }
}

} // namespace matoi::service
