#pragma once

#include "models/domain/error.h"
#include "models/domain/time.h"

#include <boost/json/object.hpp>

#include <map>
#include <string>
#include <vector>

/// The webhook of Prometheus Alertmanager, version 4:
/// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
namespace matoi::ingest {

using Labels = std::map<std::string, std::string>;

struct Alert
{
    bool firing = true;
    Labels labels;
    Labels annotations;
    domain::Time startsAt{};
    std::string generatorUrl;
    /// Tells the alerts of a group apart. Made from the labels when the sender (before 0.19) has none.
    std::string fingerprint;
};

/// One message: the alerts of one group, firing and resolved.
struct AlertGroup
{
    std::string receiver;
    bool firing = true; ///< at least one alert fires
    std::string externalUrl;
    std::string groupKey;
    Labels groupLabels;
    Labels commonLabels;
    Labels commonAnnotations;
    std::vector<Alert> alerts;
};

/// Members that are not known are let through: newer senders add some. MalformedInput and InvalidValue name
/// the field ("alerts[2].startsAt") and the form that was expected.
domain::Result<AlertGroup> alertGroupFrom(const boost::json::object& message);

/// What templates may use: status, receiver, externalURL, groupKey, alertname, count (of firing alerts),
/// startsAt (the earliest), generatorURL (of the first), labels.X and annotations.X. A label in which the
/// firing alerts differ lists its values: "db-1, db-2".
std::map<std::string, std::string> templateValues(const AlertGroup& group);

/// The earliest begin of what fires (of all alerts when none does).
domain::Time earliestStart(const AlertGroup& group);

} // namespace matoi::ingest
