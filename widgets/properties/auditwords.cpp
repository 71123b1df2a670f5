#include "widgets/properties/auditwords.h"

#include "models/domain/kind.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace matoi::widgets::auditwords {

using namespace domain;

namespace {

std::optional<Kind> kindOf(const AuditLine& line)
{
    return kindNamed(line.subject.substr(0, line.subject.find('/')));
}

QString noun(Kind kind)
{
    switch (kind) {
    case Kind::Incident: return QCoreApplication::translate("Audit", "Incident");
    case Kind::Summary: return QCoreApplication::translate("Audit", "Summary");
    case Kind::TimelineEvent: return QCoreApplication::translate("Audit", "Timeline event");
    case Kind::RoleAssignment: return QCoreApplication::translate("Audit", "Role");
    case Kind::Task: return QCoreApplication::translate("Audit", "Task");
    case Kind::StatusUpdate: return QCoreApplication::translate("Audit", "Status update");
    case Kind::Engagement: return QCoreApplication::translate("Audit", "Engagement");
    case Kind::Page: return QCoreApplication::translate("Audit", "Page");
    case Kind::Analysis: return QCoreApplication::translate("Audit", "Analysis");
    case Kind::Answer: return QCoreApplication::translate("Audit", "Answer of the analysis");
    case Kind::ActionItem: return QCoreApplication::translate("Audit", "Action item");
    case Kind::Handover: return QCoreApplication::translate("Audit", "Handover");
    case Kind::Decision: return QCoreApplication::translate("Audit", "Decision");
    case Kind::Report: return QCoreApplication::translate("Audit", "Report");
    case Kind::CallOut: return QCoreApplication::translate("Audit", "Call-out");
    case Kind::RelatedItem: return QCoreApplication::translate("Audit", "Related item");
    default: return QString::fromUtf8(name(kind).data(), static_cast<int>(name(kind).size()));
    }
}

QString fieldWord(const QString& field)
{
    struct Word
    {
        const char* field;
        QString word;
    };
    const Word words[] = {
        {"title", QCoreApplication::translate("Audit", "title")},
        {"impact", QCoreApplication::translate("Audit", "impact")},
        {"status", QCoreApplication::translate("Audit", "status")},
        {"tags", QCoreApplication::translate("Audit", "tags")},
        {"service", QCoreApplication::translate("Audit", "service")},
        {"metrics", QCoreApplication::translate("Audit", "metrics")},
        {"chatChannel", QCoreApplication::translate("Audit", "chat channel")},
        {"updateIntervalMinutes", QCoreApplication::translate("Audit", "update interval")},
        {"nextUpdateDueAt", QCoreApplication::translate("Audit", "next update due")},
        {"startedAt", QCoreApplication::translate("Audit", "start")},
        {"detectedAt", QCoreApplication::translate("Audit", "detected")},
        {"acknowledgedAt", QCoreApplication::translate("Audit", "acknowledged")},
        {"mitigatedAt", QCoreApplication::translate("Audit", "mitigated")},
        {"resolvedAt", QCoreApplication::translate("Audit", "resolved")},
        {"markReason", QCoreApplication::translate("Audit", "reason")},
    };
    for (const Word& word : words)
        if (field == QLatin1String(word.field))
            return word.word;
    return field;
}

QString list(const QStringList& words)
{
    return words.join(QCoreApplication::translate("Audit", ", "));
}

/// Of a patch: what names the thing best, or for an incident which fields were changed.
QString aboutPatch(Kind kind, const std::string& detail)
{
    const QJsonObject patch = QJsonDocument::fromJson(QByteArray::fromStdString(detail)).object();
    if (kind == Kind::Incident) {
        QStringList fields;
        for (const QString& key : patch.keys())
            fields << fieldWord(key);
        return list(fields);
    }
    for (const char* member :
         {"person", "title", "what", "text", "conditions", "actions", "needs", "state"}) {
        const QString text = patch.value(QLatin1String(member)).toString().simplified();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QString with(const QString& what, const QString& about)
{
    return about.isEmpty() ? what : QCoreApplication::translate("Audit", "%1: %2").arg(what, about);
}

QString record(const AuditLine& line, Kind kind)
{
    if (line.action == "create") {
        if (kind == Kind::Incident)
            return with(QCoreApplication::translate("Audit", "Incident opened"),
                        QString::fromStdString(line.detail));
        return with(QCoreApplication::translate("Audit", "%1 added").arg(noun(kind)),
                    aboutPatch(kind, line.detail));
    }
    if (line.action == "change")
        return with(QCoreApplication::translate("Audit", "%1 changed").arg(noun(kind)),
                    aboutPatch(kind, line.detail));
    if (line.action == "remove")
        return QCoreApplication::translate("Audit", "%1 removed").arg(noun(kind));
    return {};
}

QString via(const std::string& word)
{
    if (word == "console")
        return QCoreApplication::translate("Audit", "in the console");
    if (word == "email-link")
        return QCoreApplication::translate("Audit", "by the link in the page");
    if (word == "engine")
        return QCoreApplication::translate("Audit", "by the service");
    if (word == "api")
        return QCoreApplication::translate("Audit", "by the API");
    return QString::fromStdString(word);
}

QString pageState(const std::string& word)
{
    if (word == "delivered")
        return QCoreApplication::translate("Audit", "delivered");
    if (word == "read")
        return QCoreApplication::translate("Audit", "read");
    return QString::fromStdString(word);
}

QString effect(const AuditLine& line)
{
    const QString detail = QString::fromStdString(line.detail);
    if (line.action == "engage")
        return with(QCoreApplication::translate("Audit", "Paging begun"), detail);
    if (line.action == "acknowledge")
        return with(QCoreApplication::translate("Audit", "Acknowledged"), via(line.detail));
    if (line.action == "escalate")
        return with(QCoreApplication::translate("Audit", "Escalated"), detail);
    if (line.action == "stop")
        return with(QCoreApplication::translate("Audit", "Paging stopped"), via(line.detail));
    if (line.action == "exhaust")
        return with(QCoreApplication::translate("Audit", "Nobody answered"), detail);
    if (line.action == "receipt")
        return with(QCoreApplication::translate("Audit", "Page"), pageState(line.detail));
    if (line.action == "handover-offered")
        return with(QCoreApplication::translate("Audit", "Handover offered"), detail);
    if (line.action == "handover-accepted")
        return with(QCoreApplication::translate("Audit", "Handover accepted"), detail);
    if (line.action == "handover-declined")
        return with(QCoreApplication::translate("Audit", "Handover declined"), detail);
    if (line.action == "handover-expired")
        return QCoreApplication::translate("Audit", "Handover expired");
    if (line.action == "handover-withdrawn")
        return QCoreApplication::translate("Audit", "Handover withdrawn");
    return {};
}

} // namespace

QString sentence(const AuditLine& line)
{
    const auto kind = kindOf(line);
    QString text = kind ? record(line, *kind) : QString();
    if (text.isEmpty())
        text = effect(line);
    if (text.isEmpty())
        text = with(QString::fromStdString(line.action), QString::fromStdString(line.detail));
    return text.simplified();
}

bool isAbout(const AuditLine& line, Topic topic)
{
    const auto kind = kindOf(line);
    const auto among = [&](std::initializer_list<Kind> kinds) {
        return kind && std::find(kinds.begin(), kinds.end(), *kind) != kinds.end();
    };
    switch (topic) {
    case Topic::All: return true;
    case Topic::Roles: return among({Kind::RoleAssignment, Kind::Handover});
    case Topic::Text:
        return among({Kind::Summary, Kind::TimelineEvent, Kind::StatusUpdate, Kind::Decision, Kind::Report,
                      Kind::Analysis, Kind::Answer});
    case Topic::Paging: return among({Kind::Engagement, Kind::Page});
    }
    return true;
}

} // namespace matoi::widgets::auditwords
