#pragma once

#include "models/domain/id.h"
#include "models/domain/kind.h"

#include <optional>
#include <string>
#include <vector>

namespace matoi::domain {

enum class ContactKind
{
    Personal,
    Escalation
};
enum class ChannelKind
{
    Email,
    Webhook,
    Desktop,
    Test
};

struct Contact;
struct ContactChannel;

/// One thing that a stage does: page on one of the contact's own channels (a personal contact), or engage
/// another contact (an escalation plan). Exactly one of the two is set.
struct PlanTarget
{
    std::optional<Id<ContactChannel>> channelId;
    std::optional<Id<Contact>> contactId;

    bool operator==(const PlanTarget&) const = default;
};

/// All targets of a stage start together; the next stage begins `durationSeconds` later unless somebody
/// acknowledges. The last stage's duration is how long to wait before "nobody answered" is said.
struct PlanStage
{
    int durationSeconds = 300; ///< 0 to 86,400
    std::vector<PlanTarget> targets;

    bool operator==(const PlanStage&) const = default;
};

/// Class C.
struct Contact
{
    static constexpr Kind kind = Kind::Contact;

    ContactKind contactKind = ContactKind::Personal;
    std::string alias; ///< unique, [a-z0-9_-]: payments-oncall
    std::string name;
    std::string title;            ///< "Payments lead"
    std::string language = "en";  ///< en or ja: what pages are written in
    std::string timeZone = "UTC"; ///< IANA name
    /// For a person who calls by hand, also while nothing else works: nothing is ever sent to it.
    std::string phone;
    std::vector<PlanStage> stages;
    bool drill = false; ///< made by a drill: test channels only

    bool operator==(const Contact&) const = default;
};

/// Class C. `active` false: nothing is sent to it, and every plan that uses it says so.
struct ContactChannel
{
    static constexpr Kind kind = Kind::ContactChannel;

    Id<Contact> contactId;
    ChannelKind channelKind = ChannelKind::Email;
    std::string name;
    std::string address; ///< mail address, URL, or empty (desktop, test)
    bool active = true;

    bool operator==(const ContactChannel&) const = default;
};

} // namespace matoi::domain
