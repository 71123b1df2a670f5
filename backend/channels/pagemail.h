#pragma once

#include "backend/channels/pagecontent.h"

namespace matoi::channels {

struct PageMail
{
    std::string subject;
    std::string text; ///< the plain twin, in the same order
    std::string html; ///< a table 540 wide; no images, survives dark readers
};

PageMail renderPageMail(const PageContent& content);

} // namespace matoi::channels
