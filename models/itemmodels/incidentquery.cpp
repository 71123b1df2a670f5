#include "models/itemmodels/incidentquery.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace matoi::itemmodels {

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

Time beginOf(QDate day, const QTimeZone& zone)
{
    return Time(Duration(QDateTime(day, QTime(0, 0), zone).toMSecsSinceEpoch()));
}

QJsonArray texts(const std::vector<std::string>& values)
{
    QJsonArray array;
    for (const std::string& value : values)
        array.append(QString::fromStdString(value));
    return array;
}

std::vector<std::string> texts(const QJsonValue& value)
{
    std::vector<std::string> result;
    for (const QJsonValue& entry : value.toArray())
        if (entry.isString())
            result.push_back(entry.toString().toStdString());
    return result;
}

template <class E> QJsonArray numbers(const std::vector<E>& values)
{
    QJsonArray array;
    for (const E value : values)
        array.append(static_cast<int>(value));
    return array;
}

template <class E> std::vector<E> numbers(const QJsonValue& value, E first, E last)
{
    std::vector<E> result;
    for (const QJsonValue& entry : value.toArray())
        if (const int number = entry.toInt(-1);
            number >= static_cast<int>(first) && number <= static_cast<int>(last))
            result.push_back(static_cast<E>(number));
    return result;
}

template <class E> E number(const QJsonValue& value, E fallback, E last)
{
    const int found = value.toInt(-1);
    return found >= 0 && found <= static_cast<int>(last) ? static_cast<E>(found) : fallback;
}

} // namespace

bool IncidentQuery::isPlain() const
{
    return text.trimmed().isEmpty() && filter.empty() && period == Period::Any;
}

rules::IncidentFilter IncidentQuery::effective(Time now, const QTimeZone& zone) const
{
    rules::IncidentFilter result = filter;
    const QDate today =
        QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC).toTimeZone(zone).date();
    const auto since = [&](QDate day) { result.startedFrom = beginOf(day, zone); };
    switch (period) {
    case Period::Any: break;
    case Period::Today: since(today); break;
    case Period::Last7Days: since(today.addDays(-6)); break;
    case Period::Last30Days: since(today.addDays(-29)); break;
    case Period::Last90Days: since(today.addDays(-89)); break;
    case Period::ThisYear: since(QDate(today.year(), 1, 1)); break;
    case Period::Between:
        if (from.isValid())
            since(from);
        if (to.isValid())
            result.startedBefore = beginOf(to.addDays(1), zone);
        break;
    }
    return result;
}

QString IncidentQuery::toText() const
{
    QJsonObject object{{u"scope"_s, static_cast<int>(scope)}, {u"period"_s, static_cast<int>(period)}};
    const auto put = [&](const QString& key, const QJsonArray& array) {
        if (!array.isEmpty())
            object.insert(key, array);
    };
    if (!text.isEmpty())
        object.insert(u"text"_s, text);
    put(u"impacts"_s, numbers(filter.impacts));
    put(u"statuses"_s, numbers(filter.statuses));
    put(u"services"_s, texts(filter.services));
    put(u"commanders"_s, texts(filter.commanders));
    put(u"plans"_s, texts(filter.plans));
    put(u"tags"_s, texts(filter.tags));
    if (from.isValid())
        object.insert(u"from"_s, from.toString(Qt::ISODate));
    if (to.isValid())
        object.insert(u"to"_s, to.toString(Qt::ISODate));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

IncidentQuery IncidentQuery::fromText(const QString& text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    IncidentQuery query;
    query.scope = number(object[u"scope"_s], Scope::All, Scope::All);
    query.period = number(object[u"period"_s], Period::Any, Period::Between);
    query.text = object[u"text"_s].toString();
    query.filter.impacts = numbers(object[u"impacts"_s], Impact::Critical, Impact::None);
    query.filter.statuses = numbers(object[u"statuses"_s], IncidentStatus::Open, IncidentStatus::Resolved);
    query.filter.services = texts(object[u"services"_s]);
    query.filter.commanders = texts(object[u"commanders"_s]);
    query.filter.plans = texts(object[u"plans"_s]);
    query.filter.tags = texts(object[u"tags"_s]);
    query.from = QDate::fromString(object[u"from"_s].toString(), Qt::ISODate);
    query.to = QDate::fromString(object[u"to"_s].toString(), Qt::ISODate);
    return query;
}

} // namespace matoi::itemmodels
