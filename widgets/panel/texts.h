#pragma once

#include "models/commands/edithistory.h"
#include "models/domain/error.h"
#include "models/domain/records.h"
#include "widgets/common/icons.h"

#include <QtCore/QString>

/// The words of the domain in the user's language. The only place that names them.
namespace matoi::widgets::texts {

QString impact(domain::Impact impact);         ///< Critical
QString impactMeaning(domain::Impact impact);  ///< Many customers cannot use it
QString status(domain::IncidentStatus status); ///< Mitigating
QString role(domain::IncidentRole role);       ///< Incident commander
QString eventKind(domain::EventKind kind);     ///< Decision
Icon eventIcon(const domain::TimelineEvent& event);
QString channel(domain::ChannelKind kind); ///< E-mail
Icon channelIcon(domain::ChannelKind kind);
QString pageState(domain::PageState state); ///< sent
QString engagementState(domain::EngagementState state);
QString category(domain::QuestionCategory category);
QString priority(domain::ActionPriority priority);
QString actionKind(domain::ActionKind kind);
QString actionState(domain::ActionState state);
QString
incidentNumber(const domain::Incident& incident); ///< INC-2041; "not numbered yet" before the service saw it

/// The title; of a restricted incident it says that first.
QString spokenTitle(const domain::Incident& incident);

/// An automatic event's sentence, made from its type and values; any other event's own text.
QString event(const domain::TimelineEvent& event);

/// "internal" is "Team"; the audience of a plan is called as the plan calls it.
QString audience(const QString& name);

/// What was done, as the status line says it: "Event logged".
QString deed(commands::Deed deed);

/// An error in words, with what to do.
QString error(const domain::Error& error);

} // namespace matoi::widgets::texts
