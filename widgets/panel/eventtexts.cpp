#include "widgets/common/durationtext.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>

#include <string_view>

namespace matoi::widgets::texts {

using namespace domain;

namespace {

/// The words of models/wire/words.h as they stand in automatic events.
QString statusWord(const QString& word)
{
    static constexpr std::pair<std::string_view, IncidentStatus> words[] = {
        {"open", IncidentStatus::Open},
        {"acknowledged", IncidentStatus::Acknowledged},
        {"mitigating", IncidentStatus::Mitigating},
        {"mitigated", IncidentStatus::Mitigated},
        {"resolved", IncidentStatus::Resolved}};
    for (const auto& [text, value] : words)
        if (word == QLatin1StringView(text.data(), static_cast<qsizetype>(text.size())))
            return status(value);
    return word;
}

QString roleWord(const QString& word)
{
    static constexpr std::pair<std::string_view, IncidentRole> words[] = {
        {"commander", IncidentRole::Commander},
        {"operations", IncidentRole::Operations},
        {"communications", IncidentRole::Communications},
        {"liaison", IncidentRole::Liaison},
        {"scribe", IncidentRole::Scribe}};
    for (const auto& [text, value] : words)
        if (word == QLatin1StringView(text.data(), static_cast<qsizetype>(text.size())))
            return role(value);
    return word;
}

QString markWord(const QString& word)
{
    if (word == QLatin1StringView("started"))
        return QCoreApplication::translate("Events", "Time of the start");
    if (word == QLatin1StringView("detected"))
        return QCoreApplication::translate("Events", "Time of detection");
    return QCoreApplication::translate("Events", "Time of “%1”").arg(statusWord(word));
}

QString channelWord(const QString& word)
{
    static constexpr std::pair<std::string_view, ChannelKind> words[] = {{"email", ChannelKind::Email},
                                                                         {"webhook", ChannelKind::Webhook},
                                                                         {"desktop", ChannelKind::Desktop},
                                                                         {"test", ChannelKind::Test}};
    for (const auto& [text, kind] : words)
        if (word == QLatin1StringView(text.data(), static_cast<qsizetype>(text.size())))
            return channel(kind);
    return word;
}

QString impactWord(const QString& word)
{
    const int number = word.toInt();
    return number >= 1 && number <= 5 ? QStringLiteral("%1 %2").arg(word, impact(static_cast<Impact>(number)))
                                      : word;
}

class Sentence
{
public:
    explicit Sentence(const TimelineEvent& event)
        : m_event(event)
    {}

    QString value(const char* name) const
    {
        const auto found = m_event.values.find(name);
        return found == m_event.values.end() ? QString() : QString::fromStdString(found->second);
    }
    bool is(const char* type) const { return m_event.type == type; }

    QString incident() const
    {
        if (is(eventtype::opened))
            return value("plan").isEmpty()
                       ? QCoreApplication::translate("Events", "Opened by %1").arg(value("source"))
                       : QCoreApplication::translate("Events", "Opened by %1 with plan %2")
                             .arg(value("source"), value("plan"));
        if (is(eventtype::repeated))
            return QCoreApplication::translate("Events", "%1 reported it again, %2 in all")
                .arg(value("source"), value("count"));
        if (is(eventtype::recovered))
            return QCoreApplication::translate("Events", "%1 reports that it has recovered")
                .arg(value("source"));
        if (is(eventtype::statusChanged))
            return QCoreApplication::translate("Events", "Status: %1, was %2")
                .arg(statusWord(value("to")), statusWord(value("from")));
        if (is(eventtype::impactChanged))
            return QCoreApplication::translate("Events", "Impact: %1, was %2")
                .arg(impactWord(value("to")), impactWord(value("from")));
        if (is(eventtype::markCorrected))
            return QCoreApplication::translate("Events", "%1 corrected: %2")
                .arg(markWord(value("mark")), value("reason"));
        if (is(eventtype::restricted))
            return value("restricted") == QLatin1String("yes")
                       ? QCoreApplication::translate("Events", "The incident is restricted now")
                       : QCoreApplication::translate("Events", "The incident is no longer restricted");
        if (is(eventtype::titleChanged))
            return QCoreApplication::translate("Events", "Title changed from “%1”").arg(value("from"));
        if (is(eventtype::roleTaken)) {
            if (value("person").isEmpty())
                return QCoreApplication::translate("Events", "Nobody is %1 now").arg(roleWord(value("role")));
            if (!value("reason").isEmpty())
                return QCoreApplication::translate("Events", "%1 is %2, taken over from %3: %4")
                    .arg(value("person"), roleWord(value("role")), value("from"), value("reason"));
            if (!value("from").isEmpty())
                return QCoreApplication::translate("Events", "%1 is %2, after %3")
                    .arg(value("person"), roleWord(value("role")), value("from"));
            return QCoreApplication::translate("Events", "%1 is %2")
                .arg(value("person"), roleWord(value("role")));
        }
        if (is(eventtype::updatePosted))
            return QCoreApplication::translate("Events", "Update to %1: “%2”")
                .arg(audience(value("audience")), value("text"));
        return {};
    }

    QString handover() const
    {
        const QString role = roleWord(value("role"));
        if (is(eventtype::handoverOffered))
            return QCoreApplication::translate("Events", "%1 offers %3 to %2")
                .arg(value("from"), value("to"), role);
        if (is(eventtype::handoverAccepted))
            return QCoreApplication::translate("Events", "%1 accepts %3 from %2. First: %4")
                .arg(value("to"), value("from"), role, value("answer"));
        if (is(eventtype::handoverDeclined))
            return QCoreApplication::translate("Events", "%1 declines %2: %3")
                .arg(value("to"), role, value("answer"));
        if (is(eventtype::handoverExpired))
            return QCoreApplication::translate("Events",
                                               "%1 did not answer the offer of %3. It stays with %2")
                .arg(value("to"), value("from"), role);
        if (is(eventtype::handoverWithdrawn))
            return QCoreApplication::translate("Events", "The offer of %2 to %1 is withdrawn")
                .arg(value("to"), role);
        return {};
    }

    QString cockpit() const
    {
        if (is(eventtype::reported))
            return QCoreApplication::translate("Events", "%1 reports: %2")
                .arg(value("person"), value("first"));
        if (is(eventtype::calledOut))
            return value("missing").isEmpty()
                       ? QCoreApplication::translate("Events", "Call-out: everybody answered (%1)")
                             .arg(value("answered"))
                       : QCoreApplication::translate("Events", "Call-out: no answer from %1")
                             .arg(value("missing"));
        return {};
    }

    QString metrics() const
    {
        if (!is(eventtype::metricsPinned))
            return {};
        return value("note").isEmpty()
                   ? QCoreApplication::translate("Events", "Snapshot of %1").arg(value("metrics"))
                   : QCoreApplication::translate("Events", "Snapshot of %1: %2")
                         .arg(value("metrics"), value("note"));
    }

    QString engagement() const
    {
        if (is(eventtype::engaged))
            return value("reason").isEmpty()
                       ? QCoreApplication::translate("Events", "Paging %1").arg(value("contact"))
                       : QCoreApplication::translate("Events", "Paging %1: %2")
                             .arg(value("contact"), value("reason"));
        if (is(eventtype::stageReached))
            return QCoreApplication::translate("Events", "%1: stage %2 begins, nobody has acknowledged")
                .arg(value("contact"), value("stage"));
        if (is(eventtype::escalated))
            return QCoreApplication::translate("Events", "%1 escalated to stage %2 by %3")
                .arg(value("contact"), value("stage"), value("by"));
        if (is(eventtype::acknowledged)) {
            const QString after = value("after").isEmpty()
                                      ? QString()
                                      : durationText(std::chrono::seconds(value("after").toLongLong()));
            return after.isEmpty()
                       ? QCoreApplication::translate("Events", "%1 acknowledged").arg(value("person"))
                       : QCoreApplication::translate("Events", "%1 acknowledged after %2")
                             .arg(value("person"), after);
        }
        if (is(eventtype::stopped))
            return QCoreApplication::translate("Events", "Paging of %1 stopped by %2")
                .arg(value("contact"), value("by"));
        if (is(eventtype::exhausted))
            return QCoreApplication::translate("Events", "No one answered for %1. Page again")
                .arg(value("contact"));
        if (is(eventtype::refused))
            return QCoreApplication::translate("Events", "%1 cannot take it").arg(value("person"));
        if (is(eventtype::engagementLate))
            return QCoreApplication::translate("Events", "A page of %1 is %2 s late")
                .arg(value("contact"), value("seconds"));
        return {};
    }

    QString page() const
    {
        if (is(eventtype::pageSent))
            return QCoreApplication::translate("Events", "Paged %1 by %2")
                .arg(value("contact"), channelWord(value("channel")));
        if (is(eventtype::pageFailed))
            return QCoreApplication::translate("Events", "%2 to %1 was not delivered: %3")
                .arg(value("contact"), channelWord(value("channel")), value("reason"));
        return {};
    }

private:
    const TimelineEvent& m_event;
};

} // namespace

QString event(const TimelineEvent& event)
{
    if (!event.type.empty()) {
        const Sentence sentence(event);
        for (const QString& text : {sentence.incident(), sentence.engagement(), sentence.page(),
                                    sentence.handover(), sentence.cockpit(), sentence.metrics()})
            if (!text.isEmpty())
                return text;
    }
    return QString::fromStdString(event.text);
}

Icon eventIcon(const TimelineEvent& event)
{
    const auto begins = [&](std::string_view prefix) { return event.type.starts_with(prefix); };
    if (event.type == eventtype::updatePosted)
        return Icon::Megaphone;
    if (begins("engagement.acknowledged"))
        return Icon::CircleCheck;
    if (begins("engagement.exhausted") || begins("page.failed") || begins("engagement.late"))
        return Icon::TriangleAlert;
    if (begins("engagement.") || begins("page."))
        return Icon::PhoneCall;
    if (event.type == eventtype::metricsPinned)
        return Icon::Pin;
    if (begins("callout."))
        return Icon::Volume2;
    if (begins("report."))
        return Icon::MessageSquare;
    if (begins("incident.status") || begins("incident.mark"))
        return Icon::Flag;
    if (begins("role.") || begins("handover."))
        return Icon::Hand;
    switch (event.eventKind) {
    case EventKind::Automatic: return Icon::Zap;
    case EventKind::Observation: return Icon::Eye;
    case EventKind::Action: return Icon::Wrench;
    case EventKind::Decision: return Icon::Gavel;
    case EventKind::Communication: return Icon::Megaphone;
    case EventKind::Note: return Icon::Pencil;
    }
    return Icon::Zap;
}

} // namespace matoi::widgets::texts
