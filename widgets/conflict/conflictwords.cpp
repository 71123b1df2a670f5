#include "widgets/conflict/conflictwords.h"

#include "models/domain/ports/repositoryof.h"
#include "models/merge/textmerge.h"
#include "widgets/common/durationtext.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <array>

namespace matoi::widgets {

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

QString inWords(const char* text)
{
    return QCoreApplication::translate("Conflicts", text);
}

struct FieldName
{
    Kind kind;
    const char* field;
    const char* name;
};

constexpr std::array fieldNames = {
    FieldName{Kind::Incident, "title", QT_TRANSLATE_NOOP("Conflicts", "Title")},
    FieldName{Kind::Incident, "impact", QT_TRANSLATE_NOOP("Conflicts", "Impact")},
    FieldName{Kind::Incident, "status", QT_TRANSLATE_NOOP("Conflicts", "Status")},
    FieldName{Kind::Incident, "updateIntervalMinutes", QT_TRANSLATE_NOOP("Conflicts", "Update interval")},
    FieldName{Kind::Incident, "nextUpdateDueAt", QT_TRANSLATE_NOOP("Conflicts", "Next update due")},
    FieldName{Kind::Incident, "startedAt", QT_TRANSLATE_NOOP("Conflicts", "Start")},
    FieldName{Kind::Incident, "detectedAt", QT_TRANSLATE_NOOP("Conflicts", "Time of detection")},
    FieldName{Kind::Incident, "acknowledgedAt", QT_TRANSLATE_NOOP("Conflicts", "Time of acknowledgement")},
    FieldName{Kind::Incident, "mitigatedAt", QT_TRANSLATE_NOOP("Conflicts", "Time of mitigation")},
    FieldName{Kind::Incident, "resolvedAt", QT_TRANSLATE_NOOP("Conflicts", "Time of resolution")},
    FieldName{Kind::Incident, "tags", QT_TRANSLATE_NOOP("Conflicts", "Tags")},
    FieldName{Kind::Incident, "service", QT_TRANSLATE_NOOP("Conflicts", "Service")},
    FieldName{Kind::Incident, "chatChannel", QT_TRANSLATE_NOOP("Conflicts", "Chat channel")},
    FieldName{Kind::Incident, "restricted", QT_TRANSLATE_NOOP("Conflicts", "Restricted")},
    FieldName{Kind::RoleAssignment, "since", QT_TRANSLATE_NOOP("Conflicts", "Time of taking over")},
    FieldName{Kind::Task, "title", QT_TRANSLATE_NOOP("Conflicts", "Text")},
    FieldName{Kind::Task, "state", QT_TRANSLATE_NOOP("Conflicts", "State")},
    FieldName{Kind::Task, "assignee", QT_TRANSLATE_NOOP("Conflicts", "Assigned to")},
    FieldName{Kind::Task, "doneBy", QT_TRANSLATE_NOOP("Conflicts", "Done by")},
    FieldName{Kind::Task, "doneAt", QT_TRANSLATE_NOOP("Conflicts", "Time")},
    FieldName{Kind::Task, "reason", QT_TRANSLATE_NOOP("Conflicts", "Reason")},
    FieldName{Kind::TimelineEvent, "at", QT_TRANSLATE_NOOP("Conflicts", "Time")},
    FieldName{Kind::TimelineEvent, "text", QT_TRANSLATE_NOOP("Conflicts", "Text")},
    FieldName{Kind::TimelineEvent, "details", QT_TRANSLATE_NOOP("Conflicts", "Details")},
    FieldName{Kind::TimelineEvent, "eventKind", QT_TRANSLATE_NOOP("Conflicts", "Kind")},
    FieldName{Kind::TimelineEvent, "pinned", QT_TRANSLATE_NOOP("Conflicts", "Pinned")},
    FieldName{Kind::ActionItem, "title", QT_TRANSLATE_NOOP("Conflicts", "Task")},
    FieldName{Kind::ActionItem, "owner", QT_TRANSLATE_NOOP("Conflicts", "Owner")},
    FieldName{Kind::ActionItem, "due", QT_TRANSLATE_NOOP("Conflicts", "Due")},
    FieldName{Kind::ActionItem, "priority", QT_TRANSLATE_NOOP("Conflicts", "Priority")},
    FieldName{Kind::ActionItem, "state", QT_TRANSLATE_NOOP("Conflicts", "State")},
};

QString fieldName(const Conflict& conflict)
{
    for (const FieldName& known : fieldNames)
        if (known.kind == conflict.kind && known.field == conflict.field)
            return inWords(known.name);
    return QString::fromStdString(conflict.field); // not edited by this console: the service's own word
}

bool isFreeText(const Conflict& conflict)
{
    if (conflict.conflictKind == ConflictKind::Text)
        return true;
    return conflict.field == "title" || (conflict.kind == Kind::TimelineEvent && conflict.field == "text") ||
           (conflict.kind == Kind::Task && conflict.field == "reason");
}

/// The stable words of the wire, as far as a person can disagree about them.
QString wordOf(const Conflict& conflict, const QString& word)
{
    const auto among = [&](const auto& words, const auto& text) {
        for (const auto& [name, value] : words)
            if (word == name)
                return text(value);
        return word;
    };
    if (conflict.kind == Kind::Incident && conflict.field == "status") {
        using enum IncidentStatus;
        return among(std::array{std::pair{"open"_L1, Open}, std::pair{"acknowledged"_L1, Acknowledged},
                                std::pair{"mitigating"_L1, Mitigating}, std::pair{"mitigated"_L1, Mitigated},
                                std::pair{"resolved"_L1, Resolved}},
                     texts::status);
    }
    if (conflict.kind == Kind::Task && conflict.field == "state")
        return among(std::array{std::pair{"open"_L1, QT_TRANSLATE_NOOP("Conflicts", "To do")},
                                std::pair{"done"_L1, QT_TRANSLATE_NOOP("Conflicts", "Done")},
                                std::pair{"not-needed"_L1, QT_TRANSLATE_NOOP("Conflicts", "Not needed")}},
                     inWords);
    if (conflict.kind == Kind::TimelineEvent && conflict.field == "eventKind") {
        using enum EventKind;
        return among(std::array{std::pair{"observation"_L1, Observation}, std::pair{"action"_L1, Action},
                                std::pair{"decision"_L1, Decision},
                                std::pair{"communication"_L1, Communication}, std::pair{"note"_L1, Note}},
                     texts::eventKind);
    }
    if (conflict.kind == Kind::ActionItem && conflict.field == "priority") {
        using enum ActionPriority;
        return among(std::array{std::pair{"must"_L1, Must}, std::pair{"should"_L1, Should},
                                std::pair{"could"_L1, Could}},
                     texts::priority);
    }
    if (conflict.kind == Kind::ActionItem && conflict.field == "state") {
        using enum ActionState;
        return among(std::array{std::pair{"open"_L1, Open}, std::pair{"done"_L1, Done},
                                std::pair{"dropped"_L1, Dropped}},
                     texts::actionState);
    }
    return word;
}

QString valueText(const PanelContext& context, const Conflict& conflict, const std::string& json)
{
    const QByteArray listed = '[' + QByteArray::fromStdString(json) + ']';
    const QJsonArray list = QJsonDocument::fromJson(listed).array();
    const QJsonValue value = list.isEmpty() ? QJsonValue() : list.first();
    if (value.isBool())
        return value.toBool() ? QCoreApplication::translate("Conflicts", "Yes")
                              : QCoreApplication::translate("Conflicts", "No");
    if (value.isDouble()) {
        const int number = value.toInt();
        if (conflict.field == "impact" && number >= 1 && number <= 5)
            return QCoreApplication::translate("Conflicts", "%1 %2")
                .arg(number)
                .arg(texts::impact(static_cast<Impact>(number)));
        if (conflict.field == "updateIntervalMinutes")
            return durationText(std::chrono::minutes(number));
        return QString::number(number);
    }
    if (value.isArray()) {
        QStringList parts;
        for (const auto& part : value.toArray())
            parts.push_back(part.toString());
        return parts.join(", "_L1);
    }
    const QString text = value.toString();
    if (text.isEmpty())
        return conflict.field == "person" || conflict.field == "assignee" || conflict.field == "owner"
                   ? QCoreApplication::translate("Conflicts", "Nobody")
                   : QCoreApplication::translate("Conflicts", "None");
    if (const auto at = parseTime(text.toStdString()); at && conflict.field != "due")
        return dateTimeText(*at, context.clock.now(), context.zone);
    return wordOf(conflict, text);
}

template <class T> std::optional<Record<T>> recordOf(const PanelContext& context, const Conflict& conflict)
{
    return repositoryOf<T>(context.repositories).find(Id<T>(conflict.record));
}

QString quoted(const std::string& text)
{
    return QString::fromStdString(text).simplified();
}

QString numberOf(const PanelContext& context, Uuid incident)
{
    const auto record = context.repositories.incidents.find(Id<Incident>(incident));
    if (!record)
        return {};
    return record->value.number > 0 ? texts::incidentNumber(record->value) : quoted(record->value.title);
}

/// What the record is, without the field.
QString recordText(const PanelContext& context, const Conflict& conflict)
{
    switch (conflict.kind) {
    case Kind::Incident: return numberOf(context, conflict.record);
    case Kind::Summary: return QCoreApplication::translate("Conflicts", "Summary");
    case Kind::RoleAssignment:
        if (const auto role = recordOf<RoleAssignment>(context, conflict))
            return texts::role(role->value.role);
        break;
    case Kind::Task:
        if (const auto task = recordOf<Task>(context, conflict))
            return QCoreApplication::translate("Conflicts", "Checklist: %1").arg(quoted(task->value.title));
        break;
    case Kind::TimelineEvent:
        if (const auto event = recordOf<TimelineEvent>(context, conflict))
            return QCoreApplication::translate("Conflicts", "Event of %1")
                .arg(timeText(event->value.at, context.zone));
        break;
    case Kind::ActionItem:
        if (const auto item = recordOf<ActionItem>(context, conflict))
            return QCoreApplication::translate("Conflicts", "Action item: %1").arg(quoted(item->value.title));
        break;
    case Kind::RelatedItem:
        if (const auto item = recordOf<RelatedItem>(context, conflict))
            return QCoreApplication::translate("Conflicts", "Related: %1").arg(quoted(item->value.title));
        break;
    case Kind::Answer: return QCoreApplication::translate("Conflicts", "Answer");
    default: break;
    }
    const std::string_view word = name(conflict.kind);
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

QString subjectOf(const PanelContext& context, const Conflict& conflict)
{
    const QString record = recordText(context, conflict);
    const bool whole = conflict.field.empty() || conflict.field == "deleted";
    if (whole || conflict.kind == Kind::Summary || conflict.kind == Kind::Answer ||
        (conflict.kind == Kind::RoleAssignment && conflict.field == "person"))
        return record;
    if (conflict.kind == Kind::Incident)
        return QCoreApplication::translate("Conflicts", "%1 of %2").arg(fieldName(conflict), record);
    return QCoreApplication::translate("Conflicts", "%1, %2").arg(record, fieldName(conflict));
}

QString fromWhom(const PanelContext& context, const Conflict& conflict)
{
    const auto at = withRecordType(conflict.kind, [&]<class T>() -> std::optional<Time> {
        const auto record = recordOf<T>(context, conflict);
        return record ? std::optional(record->meta.updatedAt) : std::nullopt;
    });
    const QString when = dateTimeText(at.value_or(conflict.at), context.clock.now(), context.zone);
    return conflict.theirsBy.empty() ? when
                                     : QCoreApplication::translate("Conflicts", "%1, %2")
                                           .arg(QString::fromStdString(conflict.theirsBy), when);
}

/// Between the two versions of one sentence: as they would stand on the page.
std::string between(const std::string& mine, const std::string& theirs)
{
    const bool block = theirs.starts_with("- ") || theirs.starts_with("* ") || theirs.starts_with("#") ||
                       theirs.starts_with("|") || theirs.starts_with("```");
    const auto endsWith = [&](std::string_view end) { return mine.ends_with(end); };
    if (block)
        return endsWith("\n") ? "" : "\n";
    return mine.empty() || theirs.empty() || endsWith("。") || endsWith(" ") || endsWith("\n") ? "" : " ";
}

} // namespace

ConflictWords conflictWords(const PanelContext& context, const Conflict& conflict)
{
    ConflictWords words;
    words.subject = subjectOf(context, conflict);
    words.theirsFrom = fromWhom(context, conflict);
    words.keepMine = QCoreApplication::translate("Conflicts", "Keep mine");
    words.takeTheirs = QCoreApplication::translate("Conflicts", "Take theirs");
    words.editable = isFreeText(conflict);
    if (conflict.field.empty()) {
        words.mine = QCoreApplication::translate("Conflicts", "Only this computer still has it.");
        words.theirs = QCoreApplication::translate(
            "Conflicts", "The service was restored from a backup and does not know it.");
        words.keepMine = QCoreApplication::translate("Conflicts", "Send it again");
        words.takeTheirs = QCoreApplication::translate("Conflicts", "Leave it out");
        words.editable = false;
    } else if (conflict.field == "deleted") {
        words.mine = QCoreApplication::translate("Conflicts", "Deleted");
        words.theirs = QCoreApplication::translate("Conflicts", "Changed meanwhile");
        words.keepMine = QCoreApplication::translate("Conflicts", "Delete it");
        words.takeTheirs = QCoreApplication::translate("Conflicts", "Leave it as it is there");
        words.editable = false;
    } else if (conflict.conflictKind == ConflictKind::Text) {
        words.mine = QString::fromStdString(conflict.mine);
        words.theirs = QString::fromStdString(conflict.theirs);
    } else {
        words.mine = valueText(context, conflict, conflict.mine);
        words.theirs = valueText(context, conflict, conflict.theirs);
    }
    return words;
}

QString bothTexts(const Conflict& conflict)
{
    merge::MergeResult merged = merge::mergeText(conflict.base, conflict.mine, conflict.theirs);
    while (!merged.conflicts.empty()) {
        const auto& one = merged.conflicts.front();
        const std::string both = one.mine + between(one.mine, one.theirs) + one.theirs;
        merged = merge::resolveConflict(std::move(merged), 0, both);
    }
    return QString::fromStdString(merged.text);
}

} // namespace matoi::widgets
