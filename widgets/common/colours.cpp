#include "widgets/common/colours.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

constexpr std::array<const char*, roleCount> roleNames{
    "bg.window",     "bg.surface",      "bg.raised",       "bg.inset",     "bg.hover",       "bg.selected",
    "line.hairline", "line.strong",     "line.control",    "text.primary", "text.secondary", "text.tertiary",
    "accent.text",   "accent.fill",     "accent.onFill",   "accent.tint",  "state.ok",       "state.okBg",
    "state.wait",    "state.waitBg",    "state.fail",      "state.failBg", "state.local",    "state.localBg",
    "chart.grid",    "chart.threshold", "chart.breachFill"};

/// "#RRGGBB" or CSS "rgba(211,47,39,.30)".
QColor parseColour(const QString& text)
{
    static const QRegularExpression rgba(u"^rgba\\((\\d+),\\s*(\\d+),\\s*(\\d+),\\s*([0-9.]+)\\)$"_s);
    if (const auto match = rgba.match(text); match.hasMatch()) {
        QColor colour(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
        colour.setAlphaF(match.captured(4).toFloat());
        return colour;
    }
    const QColor colour(text);
    Q_ASSERT_X(colour.isValid(), "parseColour", qPrintable(text));
    return colour.isValid() ? colour : QColor(Qt::magenta);
}

Marker parseMarker(const QString& name)
{
    static const QStringList names{u"circle"_s,  u"square"_s, u"triangle"_s,
                                   u"diamond"_s, u"cross"_s,  u"bar"_s};
    return static_cast<Marker>(std::max<qsizetype>(0, names.indexOf(name)));
}

/// Tokens give dashes in pixels of a 1.5 px line; QPen counts in line widths.
std::vector<qreal> parseDash(const QString& text)
{
    constexpr qreal lineWidth = 1.5;
    std::vector<qreal> dash;
    if (text != u"solid"_s) {
        for (const QString& part : text.split(u' ', Qt::SkipEmptyParts)) {
            dash.push_back(part.toDouble() / lineWidth);
        }
    }
    return dash;
}

double luminance(const QColor& colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

} // namespace

QLatin1StringView roleName(Role role)
{
    return QLatin1StringView(roleNames[static_cast<std::size_t>(role)]);
}

ColourSet readColours(const QJsonObject& tokens, QLatin1StringView scheme)
{
    ColourSet set;
    set.dark = scheme == "dark"_L1;
    const QJsonObject source = tokens["color"_L1].toObject()[scheme].toObject();

    const QJsonObject roles = source["roles"_L1].toObject();
    for (std::size_t i = 0; i < set.roles.size(); ++i) {
        set.roles[i] = parseColour(roles[QLatin1StringView(roleNames[i])].toObject()["value"_L1].toString());
    }

    const QJsonArray levels = source["severity"_L1].toObject()["levels"_L1].toArray();
    for (std::size_t i = 0; i < set.severity.size(); ++i) {
        const QJsonObject level = levels[static_cast<int>(i)].toObject();
        const auto value = [&level](QLatin1StringView key) { return parseColour(level[key].toString()); };
        set.severity[i] = {value("fill"_L1), value("onFill"_L1), value("text"_L1), value("tint"_L1)};
    }

    const QJsonArray list = source["series"_L1].toObject()["list"_L1].toArray();
    for (std::size_t i = 0; i < set.series.size(); ++i) {
        const QJsonObject entry = list[static_cast<int>(i)].toObject();
        set.series[i] = {parseColour(entry["value"_L1].toString()), parseDash(entry["dash"_L1].toString()),
                         parseMarker(entry["marker"_L1].toString())};
    }
    return set;
}

bool isHighContrast(const QPalette& palette)
{
    return contrast(palette.color(QPalette::Window), palette.color(QPalette::WindowText)) >= 20.0;
}

ColourSet highContrastColours(const QPalette& palette)
{
    const QColor ground = palette.color(QPalette::Window);
    const QColor text = palette.color(QPalette::WindowText);
    const QColor link =
        contrast(palette.color(QPalette::Link), ground) >= 4.5 ? palette.color(QPalette::Link) : text;

    ColourSet set;
    set.highContrast = true;
    set.dark = luminance(ground) < luminance(text);
    for (std::size_t i = 0; i < set.roles.size(); ++i) {
        const QLatin1StringView name(roleNames[i]);
        const bool isGround = name.startsWith("bg."_L1) || name.endsWith("Bg"_L1) ||
                              name.endsWith("tint"_L1) || name == "chart.breachFill"_L1;
        set.roles[i] = isGround ? ground : text;
    }
    const auto put = [&set](Role role, const QColor& colour) {
        set.roles[static_cast<std::size_t>(role)] = colour;
    };
    put(Role::AccentText, link);
    put(Role::AccentFill, palette.color(QPalette::Highlight));
    put(Role::AccentOnFill, palette.color(QPalette::HighlightedText));
    put(Role::ChartBreachFill, Qt::transparent);

    set.severity.fill({ground, text, text, ground});
    // Impact 1 and 2 stay solid: the outline style is what tells them apart here.
    set.severity[0] = set.severity[1] = {text, ground, text, ground};
    const std::array<std::vector<qreal>, 6> dashes{{{}, {6, 2}, {2, 2}, {6, 2, 1, 2}, {4, 2}, {1, 2}}};
    for (std::size_t i = 0; i < set.series.size(); ++i) {
        set.series[i] = {text, dashes[i], static_cast<Marker>(i)};
    }
    return set;
}

QPalette toPalette(const ColourSet& colours)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Role colour) { palette.setColor(role, colours[colour]); };
    set(QPalette::Window, Role::BgWindow);
    set(QPalette::WindowText, Role::TextPrimary);
    set(QPalette::Base, Role::BgSurface);
    set(QPalette::AlternateBase, Role::BgInset);
    set(QPalette::Text, Role::TextPrimary);
    set(QPalette::Button, Role::BgRaised);
    set(QPalette::ButtonText, Role::TextPrimary);
    set(QPalette::BrightText, Role::StateFail);
    set(QPalette::PlaceholderText, Role::TextTertiary);
    set(QPalette::ToolTipBase, Role::BgRaised);
    set(QPalette::ToolTipText, Role::TextPrimary);
    set(QPalette::Highlight, Role::AccentFill);
    set(QPalette::HighlightedText, Role::AccentOnFill);
    set(QPalette::Link, Role::AccentText);
    set(QPalette::LinkVisited, Role::AccentText);
    set(QPalette::Light, Role::LineStrong);
    set(QPalette::Midlight, Role::LineStrong);
    set(QPalette::Mid, Role::LineHairline);
    set(QPalette::Dark, Role::LineControl);
    set(QPalette::Shadow, Role::BgInset);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, colours[Role::TextTertiary]);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colours[Role::LineStrong]);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, colours[Role::TextPrimary]);
    return palette;
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace matoi::widgets
