#include "widgets/shell/undeliveredwords.h"

#include "widgets/common/durationtext.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>

namespace matoi::widgets {

using namespace domain;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Undelivered)

public:
    Words(const PanelContext& context, const Undelivered& undelivered)
        : m_context(context)
        , m_one(undelivered)
    {}

    QString title() const;
    QString why() const;
    bool isEdit() const
    {
        const std::string& action = m_one.item.action;
        return action == "create" || action == "change" || action == "remove";
    }
    bool canBeTriedAgain() const;

private:
    QString what() const;
    QString kind() const;
    QString engaged() const;

    const PanelContext& m_context;
    const Undelivered& m_one;
};

QString Words::engaged() const
{
    const auto engagement = m_context.repositories.engagements.find(Id<Engagement>(m_one.item.record));
    return engagement ? QString::fromStdString(engagement->value.contactName) : tr("somebody");
}

QString Words::kind() const
{
    switch (m_one.item.kind) {
    case Kind::Incident: return tr("Incident");
    case Kind::Summary: return tr("Summary");
    case Kind::TimelineEvent: return tr("Timeline event");
    case Kind::RoleAssignment: return tr("Role");
    case Kind::Task: return tr("Task");
    case Kind::StatusUpdate: return tr("Status update");
    case Kind::Analysis: return tr("Analysis");
    case Kind::Answer: return tr("Answer of the analysis");
    case Kind::ActionItem: return tr("Action item");
    case Kind::Decision: return tr("Decision");
    case Kind::Report: return tr("Report");
    case Kind::CallOut: return tr("Call-out");
    case Kind::RelatedItem: return tr("Related item");
    case Kind::MetricDefinition: return tr("Metric");
    case Kind::MetricSnapshot: return tr("Snapshot of the metrics");
    case Kind::Contact: return tr("Contact");
    case Kind::ResponsePlan: return tr("Response plan");
    default: return tr("Change");
    }
}

QString Words::what() const
{
    const std::string& action = m_one.item.action;
    if (action == "page") {
        const auto contact =
            m_one.contact ? m_context.repositories.contacts.find(*m_one.contact) : std::nullopt;
        return tr("Page %1").arg(contact ? QString::fromStdString(contact->value.name) : tr("somebody"));
    }
    if (action == "acknowledge")
        return tr("Acknowledge the page for %1").arg(engaged());
    if (action == "escalate")
        return tr("Escalate beyond %1").arg(engaged());
    if (action == "stop")
        return tr("Stop paging %1").arg(engaged());
    if (action == "offer")
        return tr("Offer command to %1").arg(QString::fromStdString(m_one.to));
    if (action == "accept")
        return tr("Accept command");
    if (action == "decline")
        return tr("Decline command");
    if (action == "withdraw")
        return tr("Withdraw the offer of command");
    if (action == "create")
        return tr("%1, new").arg(kind());
    if (action == "remove")
        return tr("%1, removal").arg(kind());
    return tr("%1, change").arg(kind());
}

QString Words::title() const
{
    const auto incident =
        m_one.incident ? m_context.repositories.incidents.find(*m_one.incident) : std::nullopt;
    if (!incident)
        return what();
    //: what was asked for, and of which incident
    return tr("%1: %2").arg(texts::incidentNumber(incident->value), what());
}

QString Words::why() const
{
    const QString asked = timeWithSecondsText(m_one.item.queuedAt, m_context.zone);
    if (m_one.item.state == OutboxItem::State::Expired)
        return m_one.mayHaveHappened
                   ? tr("Asked at %1 and sent, but no answer came within two minutes: it may have happened.")
                         .arg(asked)
                   : tr("Asked at %1. There was no connection for two minutes, so it was given up: nothing "
                        "happens "
                        "late.")
                         .arg(asked);
    const Error error = m_one.item.error.value_or(Error{});
    const QString refused = tr("Asked at %1. The service refused it. %2").arg(asked, texts::error(error));
    return error.detail.empty() ? refused
                                : tr("%1 It says: “%2”.").arg(refused, QString::fromStdString(error.detail));
}

bool Words::canBeTriedAgain() const
{
    if (m_one.item.state == OutboxItem::State::Expired)
        return true;
    switch (m_one.item.error.value_or(Error{}).code) {
    case ErrorCode::NotAllowed: // another role may have been given
    case ErrorCode::Unauthenticated:
    case ErrorCode::StaleRevision:
    case ErrorCode::TooMany:
    case ErrorCode::Unavailable:
    case ErrorCode::Internal: return true;
    default: return false; // the same would be refused for the same reason
    }
}

} // namespace

UndeliveredWords undeliveredWords(const PanelContext& context, const Undelivered& undelivered)
{
    const Words words(context, undelivered);
    return {words.title(), words.why(), QString::fromStdString(undelivered.item.text), words.isEdit(),
            words.canBeTriedAgain()};
}

} // namespace matoi::widgets
