#pragma once

#include "models/domain/contact.h"
#include "models/domain/incident.h"

#include <optional>
#include <string>
#include <vector>

namespace matoi::domain {

enum class EngagementState
{
    Running,      ///< somebody is still to be paged, or the last stage's wait is not over
    Acknowledged, ///< stopped by an answer
    Stopped,      ///< stopped by a person who was not paged
    Exhausted     ///< every stage has passed and nobody answered
};

/// One page to come, resolved when the engagement starts, so that editing a plan or a contact does not
/// change a running engagement.
struct EngagementStep
{
    int stage = 0;         ///< 0-based
    int offsetSeconds = 0; ///< after the engagement's start
    Id<Contact> contactId;
    std::string contactName;
    std::optional<Id<ContactChannel>> channelId; ///< nullopt: a contact without any usable channel
    ChannelKind channelKind = ChannelKind::Email;
    std::string address;
    bool active = true; ///< false: the channel is not active; shown, never sent

    bool operator==(const EngagementStep&) const = default;
};

struct EngagementStage
{
    int offsetSeconds = 0;
    int durationSeconds = 0;

    bool operator==(const EngagementStage&) const = default;
};

/// Class E: made and changed by the service alone, through calls (page, acknowledge, escalate, stop).
struct Engagement
{
    static constexpr Kind kind = Kind::Engagement;

    Id<Incident> incidentId;
    Id<Contact> contactId;
    std::string contactName;
    std::string reason;
    std::string startedBy; ///< a person, or the plan's name
    Time startedAt{};
    EngagementState state = EngagementState::Running;
    std::vector<EngagementStage> stages;
    std::vector<EngagementStep> steps;
    int stage = 0; ///< the stage that runs
    /// When the next thing happens by itself (a page, a stage, or "nobody answered"); nullopt when over.
    std::optional<Time> nextStepAt;
    std::string endedBy;
    std::string endedVia; ///< console, email-link, api
    std::optional<Time> endedAt;

    bool operator==(const Engagement&) const = default;
};

enum class PageState
{
    Pending,
    Sending,
    Sent,
    Delivered,
    Read,
    Error,
    Stopped
};

/// Class E: one message on one channel. Made with its engagement, as Pending with its due time.
/// pending → sending → sent → delivered → read; sending → pending (try again) or error; pending → stopped.
struct Page
{
    static constexpr Kind kind = Kind::Page;

    Id<Incident> incidentId;
    Id<Engagement> engagementId;
    Id<Contact> contactId;
    std::string contactName;
    int stage = 0;
    std::optional<Id<ContactChannel>> channelId;
    ChannelKind channelKind = ChannelKind::Email;
    std::string address;
    Time dueAt{};
    PageState state = PageState::Pending;
    int attempts = 0;
    std::optional<Time> sentAt;
    std::optional<Time> deliveredAt;
    std::optional<Time> readAt;
    std::optional<Time> failedAt;
    std::optional<Time> stoppedAt;
    std::string providerId; ///< what the provider calls it: the Message-ID of a mail
    std::string error;      ///< the provider's reason, in its own words

    bool operator==(const Page&) const = default;
};

} // namespace matoi::domain
