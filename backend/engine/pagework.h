#pragma once

#include "backend/channels/channel.h"
#include "backend/store/records.h"

#include <optional>
#include <string>
#include <vector>

namespace matoi::engine {

/// A page in the engine's hands: claimed, in state Sending, with what is to be said.
struct PageWork
{
    domain::Id<domain::Page> page;
    domain::Id<domain::Engagement> engagement;
    domain::Id<domain::Incident> incident;
    domain::ChannelKind channelKind = domain::ChannelKind::Email;
    std::string address;
    channels::PageContent content;
    domain::Time dueAt{};
};

/// How long a claimed page is left to the process that claimed it. Longer than any provider's timeout.
inline constexpr std::chrono::seconds pageLease{60};
inline constexpr int maxAttempts = 4;
/// A page that was begun so often and whose outcome was never written down has done harm enough: each may
/// have reached somebody.
inline constexpr int maxBegun = 8;

/// How many pages of a kind can be handed over at once. One kind whose provider hangs leaves the other its
/// own.
struct PageRoom
{
    int email = 0;
    int webhook = 0;
};

struct ClaimedPages
{
    std::vector<PageWork> works;
    bool any = false; ///< something was written: look again
};

/// How many due pages are looked at in one go, those that wait for room included.
inline constexpr int claimLookAt = 500;

/// Takes the pages that are due and that there is room for: those of engagements that run become Sending and
/// are returned; those of engagements that are over become Stopped, also when a crash left them in Sending.
/// Pages for the console itself and for test channels need no provider and no room: they are Sent (Delivered)
/// here, by this transaction. What there is no room for stays due.
ClaimedPages claimPages(store::WriteTransaction& tx, const std::string& publicUrl, PageRoom room);
/// The same for one page that is due.
ClaimedPages claimPage(store::WriteTransaction& tx, domain::Uuid page, const std::string& publicUrl,
                       PageRoom room);

/// False when the engagement has ended since the claim: then nothing is sent.
bool stillWanted(store::ReadTransaction& tx, const PageWork& work);

/// What a provider says about a failure, as it can be kept: one line of text.
channels::SendResult readable(channels::SendResult result);

/// Writes down what came of it: Sent, or Pending again with a later try (5 s, 15 s, 45 s), or Error.
void finishPage(store::WriteTransaction& tx, const PageWork& work, const channels::SendResult& result);

/// Makes the pages that a killed process left in Sending due now. Only for a store that no other process
/// uses.
void takeUpInterrupted(store::WriteTransaction& tx);

/// Not handed over at all because it was no longer wanted.
void dropPage(store::WriteTransaction& tx, const PageWork& work);

} // namespace matoi::engine
