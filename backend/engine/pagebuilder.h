#pragma once

#include "backend/channels/pagecontent.h"
#include "backend/store/records.h"

namespace matoi::engine {

/// What a message about `page` says now: read in the transaction that claims the page, or that shows the
/// link.
channels::PageContent buildPageContent(store::ReadTransaction& tx, const domain::Record<domain::Page>& page,
                                       const domain::Record<domain::Engagement>& engagement);

} // namespace matoi::engine
