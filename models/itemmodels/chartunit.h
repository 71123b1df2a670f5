#pragma once

#include <QLocale>
#include <QString>

namespace matoi::itemmodels {

/// How the values of one chart are written: one prefix and one number of decimals for all of them, chosen
/// once from the chart's scale, so that digits stand still while values move.
class ChartUnit
{
public:
    ChartUnit() = default;

    /// `unit` as a metric source names it (CloudWatch "Seconds", "Percent", "Bytes/Second", "Count", "None";
    /// Prometheus "s", "bytes"; or any text, kept as it is). `magnitude`: the largest absolute value that is
    /// shown, `span`: the height of the scale.
    ChartUnit(const QString& unit, double magnitude, double span);

    /// "s", "%", "MiB/s", "k"; empty for plain numbers.
    QString symbol() const { return m_symbol; }
    bool isPercent() const { return m_symbol == QLatin1String("%"); }

    /// "1.44": the number alone, for where the unit is drawn smaller beside it.
    QString number(double value, const QLocale& locale) const;
    /// "1.44 s", "87%": a no-break space before the unit, none before the percent sign.
    QString text(double value, const QLocale& locale) const;
    /// "1.2 s", "300": no more decimals than the value has. For thresholds and axis labels.
    QString shortText(double value, const QLocale& locale) const;
    QString shortNumber(double value, const QLocale& locale) const;

    /// For axes, which print numbers themselves: what to multiply values by, and a printf format for numbers
    /// that are multiples of `step`. The number alone ("1.5"), but with the prefix of counts ("450 k"), which
    /// nobody would guess.
    double factor() const { return m_factor; }
    QString axisFormat(double step) const;

private:
    int decimalsOf(double value) const;
    QString withSymbol(const QString& number) const;

    QString m_symbol;
    double m_factor = 1;
    int m_decimals = 2;
    bool m_counts = false;
};

} // namespace matoi::itemmodels
