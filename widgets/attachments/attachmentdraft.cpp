#include "widgets/attachments/attachmentdraft.h"

#include "models/domain/rules/attachments.h"

#include <QtCore/QJsonObject>

namespace matoi::widgets {

using domain::Attachment;

QJsonArray attachmentsToJson(const std::vector<Attachment>& attachments)
{
    QJsonArray json;
    for (const Attachment& one : attachments)
        json.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(one.name)},
                                {QStringLiteral("mediaType"), QString::fromStdString(one.mediaType)},
                                {QStringLiteral("size"), one.size},
                                {QStringLiteral("sha256"), QString::fromStdString(one.sha256)},
                                {QStringLiteral("width"), one.width},
                                {QStringLiteral("height"), one.height}});
    return json;
}

std::vector<Attachment> attachmentsFromJson(const QJsonArray& json)
{
    std::vector<Attachment> attachments;
    for (const QJsonValue& value : json) {
        const QJsonObject one = value.toObject();
        Attachment attachment{one.value(QStringLiteral("name")).toString().toStdString(),
                              one.value(QStringLiteral("mediaType")).toString().toStdString(),
                              one.value(QStringLiteral("size")).toInt(),
                              one.value(QStringLiteral("sha256")).toString().toStdString(),
                              one.value(QStringLiteral("width")).toInt(),
                              one.value(QStringLiteral("height")).toInt()};
        if (domain::rules::checkAttachments({attachment}))
            attachments.push_back(std::move(attachment));
    }
    return attachments;
}

} // namespace matoi::widgets
