#include "widgets/panel/texts.h"

#include "widgets/panel/undowords.h"

#include <QtCore/QCoreApplication>

namespace matoi::widgets::texts {

using namespace domain;

QString impact(Impact impact)
{
    switch (impact) {
    case Impact::Critical: return QCoreApplication::translate("Texts", "Critical");
    case Impact::High: return QCoreApplication::translate("Texts", "High");
    case Impact::Medium: return QCoreApplication::translate("Texts", "Medium");
    case Impact::Low: return QCoreApplication::translate("Texts", "Low");
    case Impact::None: return QCoreApplication::translate("Texts", "No impact");
    }
    return {};
}

QString impactMeaning(Impact impact)
{
    switch (impact) {
    case Impact::Critical: return QCoreApplication::translate("Texts", "Many customers cannot use it");
    case Impact::High: return QCoreApplication::translate("Texts", "Some customers cannot use it");
    case Impact::Medium: return QCoreApplication::translate("Texts", "Slow or partly broken");
    case Impact::Low: return QCoreApplication::translate("Texts", "Few notice, there is a way round");
    case Impact::None: return QCoreApplication::translate("Texts", "Drill or watch only");
    }
    return {};
}

QString status(IncidentStatus status)
{
    switch (status) {
    case IncidentStatus::Open: return QCoreApplication::translate("Texts", "Open");
    case IncidentStatus::Acknowledged: return QCoreApplication::translate("Texts", "Acknowledged");
    case IncidentStatus::Mitigating: return QCoreApplication::translate("Texts", "Mitigating");
    case IncidentStatus::Mitigated: return QCoreApplication::translate("Texts", "Mitigated");
    case IncidentStatus::Resolved: return QCoreApplication::translate("Texts", "Resolved");
    }
    return {};
}

QString role(IncidentRole role)
{
    switch (role) {
    case IncidentRole::Commander: return QCoreApplication::translate("Texts", "Incident commander");
    case IncidentRole::Operations: return QCoreApplication::translate("Texts", "Operations");
    case IncidentRole::Communications: return QCoreApplication::translate("Texts", "Communications");
    case IncidentRole::Liaison: return QCoreApplication::translate("Texts", "Liaison");
    case IncidentRole::Scribe: return QCoreApplication::translate("Texts", "Scribe");
    }
    return {};
}

QString eventKind(EventKind kind)
{
    switch (kind) {
    case EventKind::Automatic: return QCoreApplication::translate("Texts", "Automatic");
    case EventKind::Observation: return QCoreApplication::translate("Texts", "Observation");
    case EventKind::Action: return QCoreApplication::translate("Texts", "Action");
    case EventKind::Decision: return QCoreApplication::translate("Texts", "Decision");
    case EventKind::Communication: return QCoreApplication::translate("Texts", "Communication");
    case EventKind::Note: return QCoreApplication::translate("Texts", "Note");
    }
    return {};
}

QString channel(ChannelKind kind)
{
    switch (kind) {
    case ChannelKind::Email: return QCoreApplication::translate("Texts", "E-mail");
    case ChannelKind::Webhook: return QCoreApplication::translate("Texts", "Webhook");
    case ChannelKind::Desktop: return QCoreApplication::translate("Texts", "This console");
    case ChannelKind::Test: return QCoreApplication::translate("Texts", "Test channel");
    }
    return {};
}

QString pageState(PageState state)
{
    switch (state) {
    case PageState::Pending: return QCoreApplication::translate("Texts", "planned");
    case PageState::Sending: return QCoreApplication::translate("Texts", "sending");
    case PageState::Sent: return QCoreApplication::translate("Texts", "sent");
    case PageState::Delivered: return QCoreApplication::translate("Texts", "delivered");
    case PageState::Read: return QCoreApplication::translate("Texts", "read");
    case PageState::Error: return QCoreApplication::translate("Texts", "not delivered");
    case PageState::Stopped: return QCoreApplication::translate("Texts", "not needed");
    }
    return {};
}

QString engagementState(EngagementState state)
{
    switch (state) {
    case EngagementState::Running: return QCoreApplication::translate("Texts", "No answer yet");
    case EngagementState::Acknowledged: return QCoreApplication::translate("Texts", "Acknowledged");
    case EngagementState::Stopped: return QCoreApplication::translate("Texts", "Stopped");
    case EngagementState::Exhausted: return QCoreApplication::translate("Texts", "No one answered");
    }
    return {};
}

QString category(QuestionCategory category)
{
    switch (category) {
    case QuestionCategory::Detection: return QCoreApplication::translate("Texts", "Detection");
    case QuestionCategory::Diagnosis: return QCoreApplication::translate("Texts", "Diagnosis");
    case QuestionCategory::Mitigation: return QCoreApplication::translate("Texts", "Mitigation");
    case QuestionCategory::Prevention: return QCoreApplication::translate("Texts", "Prevention");
    }
    return {};
}

QString priority(ActionPriority priority)
{
    switch (priority) {
    case ActionPriority::Must: return QCoreApplication::translate("Texts", "Must");
    case ActionPriority::Should: return QCoreApplication::translate("Texts", "Should");
    case ActionPriority::Could: return QCoreApplication::translate("Texts", "Could");
    }
    return {};
}

QString actionKind(ActionKind kind)
{
    switch (kind) {
    case ActionKind::Detect: return QCoreApplication::translate("Texts", "Detect earlier");
    case ActionKind::Prevent: return QCoreApplication::translate("Texts", "Prevent");
    case ActionKind::Mitigate: return QCoreApplication::translate("Texts", "Mitigate faster");
    case ActionKind::Process: return QCoreApplication::translate("Texts", "Process");
    }
    return {};
}

QString actionState(ActionState state)
{
    switch (state) {
    case ActionState::Open: return QCoreApplication::translate("Texts", "To do");
    case ActionState::Done: return QCoreApplication::translate("Texts", "Done");
    case ActionState::Dropped: return QCoreApplication::translate("Texts", "Dropped");
    }
    return {};
}

QString spokenTitle(const Incident& incident)
{
    const QString title = QString::fromStdString(incident.title);
    return incident.restricted ? QCoreApplication::translate("Texts", "Restricted: %1").arg(title) : title;
}

QString incidentNumber(const Incident& incident)
{
    return incident.number > 0 ? QStringLiteral("INC-%1").arg(incident.number)
                               : QCoreApplication::translate("Texts", "not numbered yet");
}

QString audience(const QString& name)
{
    if (name == QLatin1String("internal"))
        return QCoreApplication::translate("Texts", "Team");
    if (name == QLatin1String("customers"))
        return QCoreApplication::translate("Texts", "Customers");
    if (name == QLatin1String("management"))
        return QCoreApplication::translate("Texts", "Management");
    return name;
}

QString deed(commands::Deed deed)
{
    using enum commands::Deed;
    switch (deed) {
    case EventLogged: return QCoreApplication::translate("Texts", "Event logged");
    case TodoLogged: return QCoreApplication::translate("Texts", "Event logged, action item added");
    case EventChanged: return QCoreApplication::translate("Texts", "Event changed");
    case EventRemoved: return QCoreApplication::translate("Texts", "Event removed");
    case EventPinned: return QCoreApplication::translate("Texts", "Event pinned");
    case EventUnpinned: return QCoreApplication::translate("Texts", "Event unpinned");
    case SummaryChanged: return QCoreApplication::translate("Texts", "Summary saved");
    case StatusChanged: return QCoreApplication::translate("Texts", "Status changed");
    case ImpactChanged: return QCoreApplication::translate("Texts", "Impact changed");
    case TitleChanged: return QCoreApplication::translate("Texts", "Title changed");
    case RoleTaken: return QCoreApplication::translate("Texts", "Role assigned");
    case UpdatePosted: return QCoreApplication::translate("Texts", "Update posted");
    case TaskChanged: return QCoreApplication::translate("Texts", "Checklist changed");
    case TaskAdded: return QCoreApplication::translate("Texts", "Checklist row added");
    case IncidentStarted: return QCoreApplication::translate("Texts", "Incident started");
    case AnswerChanged: return QCoreApplication::translate("Texts", "Answer saved");
    case ActionItemChanged: return QCoreApplication::translate("Texts", "Action item changed");
    case ActionItemAdded: return QCoreApplication::translate("Texts", "Action item added");
    case AnalysisBegun: return QCoreApplication::translate("Texts", "Analysis begun");
    case ConflictSettled: return QCoreApplication::translate("Texts", "Conflict settled");
    case MarkCorrected: return QCoreApplication::translate("Texts", "Mark corrected");
    case TaskGiven: return QCoreApplication::translate("Texts", "Task given");
    case DecisionAsked: return QCoreApplication::translate("Texts", "Question asked");
    case DecisionMade: return QCoreApplication::translate("Texts", "Decision logged");
    case Reported: return QCoreApplication::translate("Texts", "Report written down");
    case TagsChanged: return QCoreApplication::translate("Texts", "Tags changed");
    case ServiceChanged: return QCoreApplication::translate("Texts", "Service changed");
    case LinkAdded: return QCoreApplication::translate("Texts", "Linked");
    case LinkChanged: return QCoreApplication::translate("Texts", "Link changed");
    case LinkRemoved: return QCoreApplication::translate("Texts", "Link removed");
    case SuggestionRefused: return QCoreApplication::translate("Texts", "Not suggested here again");
    case PhoneChanged: return QCoreApplication::translate("Texts", "Number changed");
    case AudiencesChanged: return QCoreApplication::translate("Texts", "Audiences changed");
    case CalledOut: return QCoreApplication::translate("Texts", "Call-out written down");
    case MetricLinked: return QCoreApplication::translate("Texts", "Metric added");
    case MetricUnlinked: return QCoreApplication::translate("Texts", "Metric taken off");
    case MetricChanged: return QCoreApplication::translate("Texts", "Metric changed");
    case SnapshotPinned: return QCoreApplication::translate("Texts", "Snapshot pinned");
    case SnapshotChanged: return QCoreApplication::translate("Texts", "Snapshot's note saved");
    case SnapshotRemoved: return QCoreApplication::translate("Texts", "Snapshot deleted");
    case SightChanged: return QCoreApplication::translate("Texts", "Changed who sees it");
    }
    return {};
}

QString error(const Error& error)
{
    const QString field = QString::fromStdString(error.field);
    switch (error.code) {
    case ErrorCode::InvalidValue:
    case ErrorCode::MissingField:
    case ErrorCode::UnknownField:
    case ErrorCode::MalformedInput:
        return field.isEmpty()
                   ? QCoreApplication::translate("Texts", "The value is not allowed.")
                   : QCoreApplication::translate("Texts", "The value of “%1” is not allowed.").arg(field);
    case ErrorCode::NotFound: return QCoreApplication::translate("Texts", "It is no longer there.");
    case ErrorCode::AlreadyExists: return QCoreApplication::translate("Texts", "It exists already.");
    case ErrorCode::StaleRevision:
        return QCoreApplication::translate(
            "Texts", "Someone changed it meanwhile. Look at the new state, then try again.");
    case ErrorCode::NotAllowed:
        return QCoreApplication::translate("Texts", "Your role does not permit this.");
    case ErrorCode::Unauthenticated:
        return QCoreApplication::translate("Texts", "The service does not know you. Sign in again.");
    case ErrorCode::Illegal:
        return QCoreApplication::translate("Texts", "This is not possible in the present state.");
    case ErrorCode::TooLarge:
        return QCoreApplication::translate("Texts", "It is too long. Shorten it and try again.");
    case ErrorCode::TooMany:
        return QCoreApplication::translate("Texts", "Too many requests. It is tried again by itself.");
    case ErrorCode::Unavailable:
        return QCoreApplication::translate("Texts",
                                           "The service cannot be reached. It is tried again by itself.");
    case ErrorCode::Internal:
        return QCoreApplication::translate("Texts",
                                           "Something failed in the service. Its log has the details.");
    }
    return {};
}

QString notUndone(const Error& problem)
{
    if (problem.code == ErrorCode::StaleRevision)
        return QCoreApplication::translate("Texts", "Not undone: someone has changed it since.");
    return error(problem);
}

Icon channelIcon(ChannelKind kind)
{
    switch (kind) {
    case ChannelKind::Email: return Icon::Mail;
    case ChannelKind::Webhook: return Icon::Webhook;
    case ChannelKind::Desktop: return Icon::Monitor;
    case ChannelKind::Test: return Icon::ShieldCheck;
    }
    return Icon::Mail;
}

} // namespace matoi::widgets::texts
