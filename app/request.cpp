#include "app/request.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace matoi::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;

QByteArray line(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QByteArray toMessage(const Request& request)
{
    return line({{u"matoi"_s, version},
                 {u"links"_s, QJsonArray::fromStringList(request.links)},
                 {u"log"_s, request.log},
                 {u"drill"_s, request.drill},
                 {u"backend"_s, request.backend.toString(QUrl::FullyEncoded)},
                 {u"activationToken"_s, QString::fromUtf8(request.activationToken)},
                 {u"startupId"_s, QString::fromUtf8(request.startupId)}});
}

std::optional<Request> requestFrom(const QByteArray& message)
{
    const QJsonObject object = QJsonDocument::fromJson(message).object();
    if (object.value(u"matoi"_s).toInt() != version)
        return std::nullopt;
    Request request;
    for (const QJsonValue& link : object.value(u"links"_s).toArray())
        request.links << link.toString();
    request.log = object.value(u"log"_s).toBool();
    request.drill = object.value(u"drill"_s).toBool();
    const QUrl backend(object.value(u"backend"_s).toString(), QUrl::StrictMode);
    if (backend.isValid())
        request.backend = QUrl::fromEncoded(backend.toEncoded());
    request.activationToken = object.value(u"activationToken"_s).toString().toUtf8();
    request.startupId = object.value(u"startupId"_s).toString().toUtf8();
    return request;
}

QByteArray toAnswer(const QString& complaint)
{
    return line({{u"matoi"_s, version}, {u"complaint"_s, complaint}});
}

std::optional<QString> complaintFrom(const QByteArray& answer)
{
    const QJsonObject object = QJsonDocument::fromJson(answer).object();
    if (object.value(u"matoi"_s).toInt() != version)
        return std::nullopt;
    return object.value(u"complaint"_s).toString();
}

} // namespace matoi::app
