#pragma once

#include "backend/channels/pagecontent.h"

namespace matoi::channels {

/// The page of the mock-ups: Kenji Mori, 14:28:36 JST, INC-2041.
inline PageContent kenjisPage(const std::string& language = "en")
{
    using namespace std::chrono;
    const domain::Time start = sys_days(2026y / November / 18) + hours(5) + minutes(2) + seconds(14);
    PageContent content;
    content.pageId = "0b5c2a9e-4d7a-4c0e-9f00-000000000001";
    content.incidentNumber = 2041;
    content.title = "Checkout slow <and> failing";
    content.impact = domain::Impact::Critical;
    content.incidentStartedAt = start;
    content.commander = "Misaki Sato";
    content.summary = "**Impact.** About 52% of checkouts fail.\n\n**Doing.** Rolling back to `17-2`.";
    content.contactName = "Kenji Mori";
    content.language = language;
    content.timeZone = "Asia/Tokyo";
    content.startedBy = "Misaki Sato";
    content.reason = "held card authorisations";
    content.now = start + minutes(26) + seconds(22);
    content.next = {{content.now + minutes(2), "Kenji Mori", domain::ChannelKind::Webhook, true},
                    {content.now + minutes(5), "Aiko Tanaka", domain::ChannelKind::Email, false}};
    content.givesUpAt = content.now + minutes(20);
    content.ackUrl = "https://matoi.hinode.example/a/tok";
    content.validUntil = content.now + hours(1);
    return content;
}

} // namespace matoi::channels
