#include "backend/ingest/alertmanager.h"

#include "models/domain/id.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::ingest {

using domain::ErrorCode;
using domain::fail;
using domain::Result;
namespace json = boost::json;

namespace {

constexpr std::size_t maxAlerts = 5000;
constexpr std::size_t maxLabels = 200;
constexpr std::size_t shownValues = 5;

/// Reads one object; keeps the first error, with the path of the field.
class Members
{
public:
    Members(const json::object& object, std::string path, std::optional<domain::Error>& error)
        : m_object(object)
        , m_path(std::move(path))
        , m_error(error)
    {}

    std::string text(const char* name, bool required = false)
    {
        const json::value* value = m_object.if_contains(name);
        if (value == nullptr || value->is_null()) {
            if (required)
                refuse(ErrorCode::MissingField, name, "is required");
            return {};
        }
        if (!value->is_string()) {
            refuse(ErrorCode::InvalidValue, name, "expected a string");
            return {};
        }
        std::string out(value->get_string());
        if (out.find('\0') != std::string::npos)
            refuse(ErrorCode::InvalidValue, name, "must not contain NUL");
        if (required && out.empty())
            refuse(ErrorCode::InvalidValue, name, "must not be empty");
        return out;
    }

    Labels labels(const char* name)
    {
        const json::value* value = m_object.if_contains(name);
        if (value == nullptr || value->is_null())
            return {};
        if (!value->is_object() || value->get_object().size() > maxLabels) {
            refuse(ErrorCode::InvalidValue, name,
                   "expected an object of at most " + std::to_string(maxLabels) + " strings");
            return {};
        }
        Labels out;
        Members inner(value->get_object(), m_path + name + '.', m_error);
        for (const auto& member : value->get_object()) {
            const std::string label(member.key());
            out[label] = inner.text(label.c_str());
        }
        return out;
    }

    bool firing()
    {
        const std::string status = text("status", true);
        if (status != "firing" && status != "resolved")
            refuse(ErrorCode::InvalidValue, "status", "expected one of: firing, resolved");
        return status == "firing";
    }

    domain::Time time(const char* name)
    {
        const auto parsed = domain::parseTime(text(name, true));
        if (!parsed)
            refuse(ErrorCode::InvalidValue, name, "expected a time with its zone, like 2026-11-18T05:02:14Z");
        return parsed.value_or(domain::Time{});
    }

    void refuse(ErrorCode code, const std::string& name, std::string expected)
    {
        if (!m_error)
            m_error = domain::Error{code, m_path + name, std::move(expected)};
    }

private:
    const json::object& m_object;
    std::string m_path;
    std::optional<domain::Error>& m_error;
};

std::string fingerprintOf(const Labels& labels)
{
    std::string all;
    for (const auto& [name, value] : labels)
        all += name + '\n' + value + '\n';
    return domain::Uuid::named("alert:" + all).toString();
}

Alert alertFrom(const json::object& object, const std::string& path, std::optional<domain::Error>& error)
{
    Members members(object, path, error);
    Alert alert;
    alert.firing = members.firing();
    alert.labels = members.labels("labels");
    alert.annotations = members.labels("annotations");
    alert.startsAt = members.time("startsAt");
    alert.generatorUrl = members.text("generatorURL");
    alert.fingerprint = members.text("fingerprint");
    if (alert.fingerprint.empty())
        alert.fingerprint = fingerprintOf(alert.labels);
    if (alert.fingerprint.size() > 200)
        members.refuse(ErrorCode::InvalidValue, "fingerprint", "at most 200 bytes");
    return alert;
}

void readAlerts(const json::object& message, AlertGroup& group, std::optional<domain::Error>& error)
{
    Members members(message, {}, error);
    const json::value* alerts = message.if_contains("alerts");
    if (alerts == nullptr || !alerts->is_array() || alerts->get_array().empty() ||
        alerts->get_array().size() > maxAlerts) {
        members.refuse(ErrorCode::InvalidValue, "alerts",
                       "expected a list of 1 to " + std::to_string(maxAlerts) + " alerts");
        return;
    }
    for (std::size_t i = 0; i < alerts->get_array().size() && !error; ++i) {
        const std::string path = "alerts[" + std::to_string(i) + "]";
        if (const json::object* alert = alerts->get_array()[i].if_object())
            group.alerts.push_back(alertFrom(*alert, path + '.', error));
        else
            members.refuse(ErrorCode::InvalidValue, path, "expected an object");
    }
}

/// The distinct values of a label among the firing alerts.
std::string joined(const std::vector<std::string>& values)
{
    std::string out;
    for (std::size_t i = 0; i < values.size() && i < shownValues; ++i)
        out += (i == 0 ? "" : ", ") + values[i];
    if (values.size() > shownValues)
        out += " and " + std::to_string(values.size() - shownValues) + " more";
    return out;
}

template <class F> void forRelevant(const AlertGroup& group, F&& f)
{
    const bool any = std::any_of(group.alerts.begin(), group.alerts.end(),
                                 [](const Alert& alert) { return alert.firing; });
    for (const Alert& alert : group.alerts)
        if (alert.firing || !any)
            f(alert);
}

} // namespace

Result<AlertGroup> alertGroupFrom(const json::object& message)
{
    std::optional<domain::Error> error;
    Members members(message, {}, error);
    AlertGroup group;
    if (members.text("version", true) != "4" && !error)
        members.refuse(ErrorCode::InvalidValue, "version",
                       "expected \"4\", the version that Alertmanager has sent since 0.6");
    group.firing = members.firing();
    group.groupKey = members.text("groupKey", true);
    group.receiver = members.text("receiver");
    group.externalUrl = members.text("externalURL");
    group.groupLabels = members.labels("groupLabels");
    group.commonLabels = members.labels("commonLabels");
    group.commonAnnotations = members.labels("commonAnnotations");
    if (!error)
        readAlerts(message, group, error);
    if (error)
        return tl::make_unexpected(*error);
    group.firing = std::any_of(group.alerts.begin(), group.alerts.end(),
                               [](const Alert& alert) { return alert.firing; });
    return group;
}

std::map<std::string, std::string> templateValues(const AlertGroup& group)
{
    std::map<std::string, std::vector<std::string>> labels;
    std::map<std::string, std::string> values;
    std::size_t count = 0;
    forRelevant(group, [&](const Alert& alert) {
        ++count;
        for (const auto& [name, value] : alert.labels) {
            auto& known = labels[name];
            if (std::find(known.begin(), known.end(), value) == known.end())
                known.push_back(value);
        }
        for (const auto& [name, value] : alert.annotations)
            values.emplace("annotations." + name, value); // the first alert's, unless all share one
        if (!alert.generatorUrl.empty())
            values.emplace("generatorURL", alert.generatorUrl);
    });
    for (const auto& [name, known] : labels)
        values["labels." + name] = joined(known);
    for (const auto& [name, value] : group.groupLabels)
        values["labels." + name] = value;
    for (const auto& [name, value] : group.commonLabels)
        values["labels." + name] = value;
    for (const auto& [name, value] : group.commonAnnotations)
        values["annotations." + name] = value;
    if (const auto name = values.find("labels.alertname"); name != values.end())
        values["alertname"] = name->second;
    values["status"] = group.firing ? "firing" : "resolved";
    values["receiver"] = group.receiver;
    values["externalURL"] = group.externalUrl;
    values["groupKey"] = group.groupKey;
    values["count"] = std::to_string(count);
    values["startsAt"] = domain::formatTime(earliestStart(group));
    return values;
}

domain::Time earliestStart(const AlertGroup& group)
{
    std::optional<domain::Time> earliest;
    forRelevant(group, [&](const Alert& alert) {
        if (!earliest || alert.startsAt < *earliest)
            earliest = alert.startsAt;
    });
    return earliest.value_or(domain::Time{});
}

} // namespace matoi::ingest
