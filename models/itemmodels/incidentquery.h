#pragma once

#include "models/domain/rules/incidentfilter.h"

#include <QtCore/QDate>
#include <QtCore/QString>
#include <QtCore/QTimeZone>

namespace matoi::itemmodels {

/// Everything that a person has set up on the page of all incidents: what is kept as a view of one's own.
struct IncidentQuery
{
    enum class Scope
    {
        Open,
        Mine,
        NeedsAnalysis, ///< resolved, no drill, and no analysis published
        All
    };
    /// When the incidents began. Relative ones stay so: "last 7 days" means others tomorrow.
    enum class Period
    {
        Any,
        Today,
        Last7Days,
        Last30Days,
        Last90Days,
        ThisYear,
        Between ///< from and to, both of them included; either may be missing
    };

    Scope scope = Scope::All;
    QString text;
    domain::rules::IncidentFilter filter; ///< without its times, which come from the period
    Period period = Period::Any;
    QDate from;
    QDate to;

    /// Apart from the scope, everything is let through.
    bool isPlain() const;
    /// With the period's times, by the days of `zone`.
    domain::rules::IncidentFilter effective(domain::Time now, const QTimeZone& zone) const;

    /// One line of JSON. What cannot be read, or is of a newer version, is left out of the result.
    QString toText() const;
    static IncidentQuery fromText(const QString& text);

    bool operator==(const IncidentQuery&) const = default;
};

} // namespace matoi::itemmodels
