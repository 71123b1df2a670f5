#include "models/itemmodels/chartunit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace matoi::itemmodels {

using namespace Qt::StringLiterals;

namespace {

struct Step
{
    double from; ///< this prefix serves magnitudes from here on, in the source's unit
    double factor;
    const char16_t* symbol;
};

struct Family
{
    const char16_t* names[4];
    std::span<const Step> steps; ///< falling
};

constexpr double kibi = 1024;

constexpr std::array seconds{Step{600, 1.0 / 60, u"min"}, Step{1, 1, u"s"}, Step{1e-3, 1e3, u"ms"},
                             Step{0, 1e6, u"µs"}};
constexpr std::array milliseconds{Step{600e3, 1.0 / 60e3, u"min"}, Step{1e3, 1e-3, u"s"}, Step{1, 1, u"ms"},
                                  Step{0, 1e3, u"µs"}};
constexpr std::array microseconds{Step{1e6, 1e-6, u"s"}, Step{1e3, 1e-3, u"ms"}, Step{0, 1, u"µs"}};
constexpr std::array percent{Step{0, 1, u"%"}};
constexpr std::array bytes{Step{kibi * kibi * kibi * kibi, 1 / (kibi * kibi * kibi * kibi), u"TiB"},
                           Step{kibi * kibi * kibi, 1 / (kibi * kibi * kibi), u"GiB"},
                           Step{kibi * kibi, 1 / (kibi * kibi), u"MiB"}, Step{kibi, 1 / kibi, u"KiB"},
                           Step{0, 1, u"B"}};
constexpr std::array byteRate{Step{kibi * kibi * kibi, 1 / (kibi * kibi * kibi), u"GiB/s"},
                              Step{kibi * kibi, 1 / (kibi * kibi), u"MiB/s"}, Step{kibi, 1 / kibi, u"KiB/s"},
                              Step{0, 1, u"B/s"}};
constexpr std::array plain{Step{1e10, 1e-9, u"G"}, Step{1e7, 1e-6, u"M"}, Step{1e4, 1e-3, u"k"},
                           Step{0, 1, u""}};
constexpr std::array rate{Step{1e10, 1e-9, u"G/s"}, Step{1e7, 1e-6, u"M/s"}, Step{1e4, 1e-3, u"k/s"},
                          Step{0, 1, u"/s"}};

constexpr std::array families{Family{{u"Seconds", u"s", u"seconds", u"second"}, seconds},
                              Family{{u"Milliseconds", u"ms", u"milliseconds", u""}, milliseconds},
                              Family{{u"Microseconds", u"us", u"µs", u""}, microseconds},
                              Family{{u"Percent", u"%", u"percent", u""}, percent},
                              Family{{u"Bytes", u"B", u"bytes", u"byte"}, bytes},
                              Family{{u"Bytes/Second", u"B/s", u"bytes/s", u"Bps"}, byteRate},
                              Family{{u"Count/Second", u"/s", u"1/s", u"req/s"}, rate},
                              Family{{u"Count", u"None", u"count", u"none"}, plain}};

std::span<const Step> stepsOf(const QString& unit)
{
    if (unit.isEmpty())
        return plain;
    for (const auto& family : families)
        for (const auto* name : family.names)
            if (unit == QStringView(name))
                return family.steps;
    return {};
}

} // namespace

ChartUnit::ChartUnit(const QString& unit, double magnitude, double span)
    : m_symbol(unit)
{
    const auto steps = stepsOf(unit);
    const auto found = std::find_if(steps.begin(), steps.end(), [=](const Step& step) {
        return magnitude >= step.from || step.from <= 0;
    });
    if (found != steps.end()) {
        m_factor = found->factor;
        m_symbol = QString::fromUtf16(found->symbol);
        m_counts = steps.data() == plain.data();
    }
    // One unit of the last digit is at most a hundredth of the scale: about a pixel of most charts.
    // Percentages are read in whole steps, so they get one digit less.
    const auto resolution = span * m_factor / 100;
    const auto digits = resolution > 0 ? static_cast<int>(std::ceil(-std::log10(resolution))) : 2;
    m_decimals = std::clamp(isPercent() ? digits - 1 : digits, 0, 6);
}

QString ChartUnit::number(double value, const QLocale& locale) const
{
    auto scaled = value * m_factor;
    // Never "-0.00".
    if (std::abs(scaled) < 0.5 * std::pow(10.0, -m_decimals))
        scaled = 0;
    return locale.toString(scaled, 'f', m_decimals);
}

QString ChartUnit::text(double value, const QLocale& locale) const
{
    return withSymbol(number(value, locale));
}

int ChartUnit::decimalsOf(double value) const
{
    const auto scaled = value * m_factor;
    int decimals = 0;
    for (; decimals < 6; ++decimals) {
        const auto power = std::pow(10.0, decimals);
        if (std::abs(std::round(scaled * power) / power - scaled) <= 1e-9 * std::max(1.0, std::abs(scaled)))
            break;
    }
    return decimals;
}

QString ChartUnit::shortNumber(double value, const QLocale& locale) const
{
    return locale.toString(value * m_factor, 'f', decimalsOf(value));
}

QString ChartUnit::shortText(double value, const QLocale& locale) const
{
    return withSymbol(shortNumber(value, locale));
}

QString ChartUnit::axisFormat(double step) const
{
    const auto format = u"%."_s + QString::number(decimalsOf(step)) + QLatin1Char('f');
    return m_counts && !m_symbol.isEmpty() ? format + QChar::Nbsp + m_symbol : format;
}

QString ChartUnit::withSymbol(const QString& number) const
{
    if (m_symbol.isEmpty())
        return number;
    return isPercent() ? number + m_symbol : number + QChar::Nbsp + m_symbol;
}

} // namespace matoi::itemmodels
