#pragma once

#include <QtGui/QColor>
#include <QtGui/QPalette>

#include <array>
#include <vector>

QT_BEGIN_NAMESPACE
class QJsonObject;
QT_END_NAMESPACE

namespace matoi::widgets {

/// What a colour is for, never what it looks like. The values are in resources/tokens.json, with their
/// contrast. Red (fail) is impact 1, an alarm in breach or a failure; amber (wait): a person or a clock is
/// waiting; teal (ok): confirmed; violet (local): only on this computer; blue (accent): pressable, selected
/// or now.
enum class Role
{
    BgWindow,
    BgSurface,
    BgRaised,
    BgInset,
    BgHover,
    BgSelected,
    LineHairline, ///< between panes; decoration only
    LineStrong,   ///< decoration only: never the one edge of something to type in or to press
    LineControl,  ///< edge of inputs and check boxes, 3:1 and more
    TextPrimary,
    TextSecondary,
    TextTertiary,
    AccentText,
    AccentFill,
    AccentOnFill,
    AccentTint,
    StateOk,
    StateOkBg,
    StateWait,
    StateWaitBg,
    StateFail,
    StateFailBg,
    StateLocal,
    StateLocalBg,
    ChartGrid,
    ChartThreshold,
    ChartBreachFill
};
inline constexpr int roleCount = 27;

/// The token's name: Role::BgWindow is "bg.window".
QLatin1StringView roleName(Role role);

/// One impact's colours. `text` is also the outline's colour.
struct SeverityColours
{
    QColor fill;
    QColor onFill;
    QColor text;
    QColor tint;
};

enum class Marker
{
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
    Bar
};

/// How a chart series is told from the others: colour, dash (empty: solid; in units of the line's width,
/// as QPen takes it) and marker.
struct SeriesStyle
{
    QColor colour;
    std::vector<qreal> dash;
    Marker marker = Marker::Circle;
};

/// All colours of one appearance.
struct ColourSet
{
    std::array<QColor, roleCount> roles;
    std::array<SeverityColours, 5> severity; ///< [0] is impact 1
    std::array<SeriesStyle, 6> series;
    bool dark = true;
    bool highContrast = false;

    QColor operator[](Role role) const { return roles[static_cast<std::size_t>(role)]; }
};

/// From tokens.json; `scheme` is "dark" or "light". A missing token is a programming error: it stops in a
/// debug build and is loud magenta in a release.
ColourSet readColours(const QJsonObject& tokens, QLatin1StringView scheme);

/// Black-and-white system palettes (20:1 and more between text and window; ordinary black on light grey stays
/// under it) belong to people who need them.
bool isHighContrast(const QPalette& palette);

/// The system's own colours in our roles: meaning then rests on digits, outlines and icons alone.
ColourSet highContrastColours(const QPalette& palette);

/// The palette that standard widgets draw with.
QPalette toPalette(const ColourSet& colours);

/// WCAG 2 contrast ratio of two opaque colours, 1 to 21.
double contrast(const QColor& a, const QColor& b);

} // namespace matoi::widgets
