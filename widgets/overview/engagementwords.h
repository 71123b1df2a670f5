#pragma once

#include "models/domain/records.h"
#include "widgets/common/channelnode.h"
#include "widgets/common/icons.h"

#include <QtCore/QString>
#include <QtCore/QTimeZone>

#include <optional>
#include <vector>

namespace matoi::widgets {

/// One channel of an engagement's person as a row shows it.
struct ChannelMark
{
    Channel channel = Channel::Email;
    ChannelState state = ChannelState::Planned;
};

/// An engagement as one row says it. Made anew when a record changes; only `clock` moves with time.
struct EngagementView
{
    domain::Id<domain::Engagement> id;
    bool waiting = false; ///< somebody has been asked and has not answered
    bool ended = false;   ///< acknowledged, stopped or nobody left
    QString person;       ///< who answered, or who is being paged
    QString through;      ///< the escalation plan, or who paged
    QString state;        ///< "E-mail and webhook sent, no answer"
    Icon icon = Icon::None;
    Role iconRole = Role::TextSecondary;
    Role stateRole = Role::TextSecondary;
    std::vector<ChannelMark> channels;
    std::optional<domain::Time> startedAt;
    std::optional<domain::Time> endedAt;
    std::optional<domain::Time> nextStepAt;
    /// The pages to come, earliest first.
    std::vector<domain::Record<domain::Page>> coming;

    /// "+03:26" after an answer, "02:10" before the next step.
    QString clock(domain::Time now) const;
    /// "Voice call in 01:10, then Aiko Tanaka (stage 2) in 02:10", with the clocks in bold; empty when
    /// nothing is to come.
    QString comingSentence(domain::Time now) const;
    /// The same while nobody knows whether it went on so: "Voice call planned for 14:32, then Aiko Tanaka
    /// (stage 2) for 14:33". No clock runs down in it.
    QString plannedSentence(const QTimeZone& zone) const;
    /// The row as a screen reader says it.
    QString spoken(const QTimeZone& zone) const;
};

/// "E-mail and webhook not delivered: 550 5.1.1 mailbox unavailable", of what was tried on `person`; empty
/// when nothing failed.
QString failureWords(const std::vector<domain::Record<domain::Page>>& pages, const QString& person);

EngagementView engagementView(const domain::Record<domain::Engagement>& engagement,
                              std::vector<domain::Record<domain::Page>> pages);

} // namespace matoi::widgets
