#include "widgets/timeline/eventdraft.h"

#include "widgets/attachments/attachmentdraft.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace matoi::widgets {

using namespace domain;

namespace {

QJsonObject toJson(const TimelineEvent& event)
{
    return {{QStringLiteral("at"), static_cast<qint64>(event.at.time_since_epoch().count())},
            {QStringLiteral("kind"), static_cast<int>(event.eventKind)},
            {QStringLiteral("text"), QString::fromStdString(event.text)},
            {QStringLiteral("details"), QString::fromStdString(event.details)},
            {QStringLiteral("pinned"), event.pinned},
            {QStringLiteral("attachments"), attachmentsToJson(event.attachments)}};
}

TimelineEvent fromJson(const QJsonObject& json, TimelineEvent event)
{
    event.at =
        Time(Duration(json.value(QStringLiteral("at")).toInteger(event.at.time_since_epoch().count())));
    const int kind = json.value(QStringLiteral("kind")).toInt(-1);
    if (kind >= static_cast<int>(EventKind::Automatic) && kind <= static_cast<int>(EventKind::Note))
        event.eventKind = static_cast<EventKind>(kind);
    event.text = json.value(QStringLiteral("text")).toString().toStdString();
    event.details = json.value(QStringLiteral("details")).toString().toStdString();
    event.pinned = json.value(QStringLiteral("pinned")).toBool();
    event.attachments = attachmentsFromJson(json.value(QStringLiteral("attachments")).toArray());
    return event;
}

} // namespace

std::string toText(const EventDraft& draft)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("base"), toJson(draft.base)},
                                     {QStringLiteral("mine"), toJson(draft.mine)}})
        .toJson(QJsonDocument::Compact)
        .toStdString();
}

std::optional<EventDraft> eventDraftFrom(const std::string& text, const TimelineEvent& now)
{
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    const QJsonValue base = json.value(QStringLiteral("base"));
    const QJsonValue mine = json.value(QStringLiteral("mine"));
    if (!base.isObject() || !mine.isObject())
        return std::nullopt;
    return EventDraft{fromJson(base.toObject(), now), fromJson(mine.toObject(), now)};
}

} // namespace matoi::widgets
