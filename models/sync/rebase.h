#pragma once

#include "models/cache/rebaserule.h"

namespace matoi::sync {

/// The rules of docs/features/sync.md for one record. For every field that an edit touches, with the value
/// that the person saw (base), the one wanted (mine) and the one that is there now (theirs):
///   theirs == base   mine stands;
///   theirs == mine   nothing is left to do;
///   a long text      merged by sentence; mine becomes the merged text, or a clash when one sentence was
///                    changed by both;
///   anything else    a clash: a person decides.
/// A clash leaves `mine` in the value that is shown here.
cache::Rebased rebase(domain::Kind kind, const cache::ServerState& server,
                      std::vector<cache::PendingEdit> edits);

} // namespace matoi::sync
