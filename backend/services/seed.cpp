#include "backend/services/seed.h"

#include "backend/auth/actor.h"
#include "backend/services/questionset.h"
#include "backend/store/records.h"

namespace matoi::services {

void seed(store::Store& store)
{
    const auto id = defaultQuestionSetId();
    // A set that somebody removed stays removed: it is found here, as deleted.
    const bool there = store::read(store, [&](store::ReadTransaction& tx) {
        return tx.find(domain::Kind::QuestionSet, id.uuid()).has_value();
    });
    if (there)
        return;
    store::write(store, [&](store::WriteTransaction& tx) {
        if (!tx.find(domain::Kind::QuestionSet, id.uuid()))
            store::put(tx, id, defaultQuestionSet(), auth::serviceActor().name);
    });
}

} // namespace matoi::services
