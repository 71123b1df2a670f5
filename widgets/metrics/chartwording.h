#pragma once

#include "models/itemmodels/chartseries.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

QT_BEGIN_NAMESPACE
class QTimeZone;
QT_END_NAMESPACE

namespace matoi::widgets {

/// The sentences about one metric, in one place for the stack, the mini charts and screen readers.
class ChartWording
{
    Q_DECLARE_TR_FUNCTIONS(ChartWording)

public:
    /// "above 1.2 s for 3 of 3"; empty without a threshold.
    static QString threshold(const itemmodels::ChartSeries& series, const QLocale& locale);
    /// "alarm above 1.2 s"
    static QString alarm(const itemmodels::ChartSeries& series, const QLocale& locale);
    /// "OK", "Alarm", "No data", "Stale"; empty for OK without a threshold.
    static QString state(const itemmodels::ChartSeries& series, itemmodels::ChartSeries::State state);
    /// "last value at 14:28", "no data since 14:20"; empty for a fresh value and for none.
    static QString age(const itemmodels::ChartSeries& series, domain::Time now, const QTimeZone& zone);
    /// "no data since 14:20", "no data"
    static QString noDataSince(const itemmodels::ChartSeries& series, const QTimeZone& zone);
    /// The accessible name: "Checkout p99 latency, 1.44 s, in alarm above 1.2 s".
    static QString spoken(const itemmodels::ChartSeries& series, domain::Time now, const QTimeZone& zone,
                          const QLocale& locale);
    static QString loading(const QString& source);
    static QString noData();
    static QString offline();
    /// "last week 0.41 s"; empty where nothing was measured then.
    static QString lastWeek(const itemmodels::ChartSeries& series, domain::Time at, const QLocale& locale);
    static QString noValue();
};

} // namespace matoi::widgets
