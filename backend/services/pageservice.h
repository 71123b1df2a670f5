#pragma once

#include "backend/auth/actor.h"
#include "backend/store/records.h"
#include "models/domain/error.h"

namespace matoi::services {

class PageService
{
public:
    /// What a console tells of a page on its screen: Delivered (it was shown) or Read (it was opened). Only
    /// forward, from Sent on; a page that is over, or already further, is returned as it is. Illegal for a
    /// page that was not sent yet, and for any other state.
    static domain::Result<domain::Record<domain::Page>> receipt(store::WriteTransaction& tx,
                                                                domain::Id<domain::Page> page,
                                                                domain::PageState state,
                                                                const auth::Actor& by);
};

} // namespace matoi::services
