#include "widgets/analysis/answerdraft.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

using namespace domain;

namespace {

std::string keyOf(const Answer& answer)
{
    return "answer:" + answer.analysisId.toString() + ":" + answer.questionKey;
}

} // namespace

std::optional<AnswerDraft> readAnswerDraft(const Repositories& repositories, const Answer& answer)
{
    const auto kept = repositories.drafts.draft(keyOf(answer));
    if (!kept)
        return std::nullopt;
    const auto id = answerIdOf(answer.analysisId, answer.questionKey);
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(*kept)).object();
    if (!json.contains("draft"_L1))
        return AnswerDraft{*kept, repositories.answers.find(id)};
    AnswerDraft draft;
    draft.text = json.value("draft"_L1).toString().toStdString();
    if (json.contains("base"_L1)) {
        Record<Answer> base{id, answer, {}};
        base.value.text = json.value("base"_L1).toString().toStdString();
        base.meta.rev = json.value("rev"_L1).toInteger();
        draft.base = std::move(base);
    }
    return draft;
}

void keepAnswerDraft(Drafts& drafts, const Answer& answer, const AnswerDraft& draft)
{
    QJsonObject json{{"draft"_L1, QString::fromStdString(draft.text)}};
    if (draft.base) {
        json.insert("base"_L1, QString::fromStdString(draft.base->value.text));
        json.insert("rev"_L1, static_cast<qint64>(draft.base->meta.rev));
    }
    drafts.setDraft(keyOf(answer), QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString());
}

void dropAnswerDraft(Drafts& drafts, const Answer& answer)
{
    drafts.setDraft(keyOf(answer), {});
}

} // namespace matoi::widgets
