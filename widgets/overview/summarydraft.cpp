#include "widgets/overview/summarydraft.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

using namespace domain;

namespace {

std::string keyOf(Id<Incident> incident)
{
    return "summary:" + incident.toString();
}

} // namespace

std::optional<SummaryDraft> readSummaryDraft(const Drafts& drafts, Id<Incident> incident)
{
    const auto kept = drafts.draft(keyOf(incident));
    if (!kept)
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(*kept)).object();
    if (!json.contains("text"_L1))
        return std::nullopt;
    SummaryDraft draft;
    draft.text = json.value("text"_L1).toString().toStdString();
    if (json.contains("base"_L1)) {
        Record<Summary> base;
        base.id = summaryIdOf(incident);
        base.value = {incident, json.value("base"_L1).toString().toStdString()};
        base.meta.rev = json.value("rev"_L1).toInteger();
        draft.base = std::move(base);
    }
    return draft;
}

void keepSummaryDraft(Drafts& drafts, Id<Incident> incident, const SummaryDraft& draft)
{
    QJsonObject json{{"text"_L1, QString::fromStdString(draft.text)}};
    if (draft.base) {
        json.insert("base"_L1, QString::fromStdString(draft.base->value.text));
        json.insert("rev"_L1, static_cast<qint64>(draft.base->meta.rev));
    }
    drafts.setDraft(keyOf(incident), QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString());
}

void dropSummaryDraft(Drafts& drafts, Id<Incident> incident)
{
    drafts.setDraft(keyOf(incident), {});
}

} // namespace matoi::widgets
