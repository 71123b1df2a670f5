#pragma once

#include "models/domain/incident.h"
#include "widgets/common/colours.h"
#include "widgets/common/icons.h"
#include "widgets/common/textwidths.h"

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtGui/QFont>

#include <array>
#include <memory>

QT_BEGIN_NAMESPACE
class QApplication;
class QLocale;
class QScreen;
QT_END_NAMESPACE

namespace matoi::widgets {

class DesktopScheme;
class KeyCapVisibility;

/// The type scale of tokens.json (size in px at 96 dpi and 100 %), and what weights and families it takes.
enum class TextStyle
{
    Caption,       ///< 11: rail and key caps only
    Meta,          ///< 12: the smallest text elsewhere
    Body,          ///< 13
    Medium,        ///< 13, weight 500: names, selected segments
    Strong,        ///< 13, semibold: section titles
    DialogTitle,   ///< 16, semibold
    PageTitle,     ///< 18, semibold
    IncidentTitle, ///< 20, semibold
    Fact,          ///< 18, semibold
    ClockSmall,    ///< 20, semibold: the second of two clocks
    Metric,        ///< 22, semibold
    Clock,         ///< 32, semibold
    Mono,          ///< 12, JetBrains Mono
    MonoBody       ///< 13, JetBrains Mono
};
constexpr std::size_t textStyles = 14;

/// How Matoi looks: colours by role, fonts by style, sizes, icons; and the one place that gives them to the
/// application (style, palette, style sheet, font). Made once in main() and passed to widgets by reference,
/// as their first constructor argument:
///
///     Theme theme(app);                                  // loads fonts, follows the desktop, dresses the
///     app MyWidget::MyWidget(Theme& theme, …, QWidget* parent) p.setPen(theme.colour(Role::TextSecondary));
///     // in paintEvent: ask each time, keep nothing layout->setSpacing(theme.px(8));                   //
///     sizes at 100 %, grown with the text button->setIcon(theme.icon(Icon::Siren));          // re-tints
///     itself
///
/// After changed() every widget is repainted by Qt (a palette change); connect to it only to redo what was
/// copied out of the theme: fixed sizes, fonts, spacings. It has to outlive the widgets.
///
/// The last section of this file lists the other headers of widgets/common.
class Theme final : public QObject
{
    Q_OBJECT

public:
    enum class Mode
    {
        System,
        Dark,
        Light
    };
    Q_ENUM(Mode)

    /// `desktop`: nullptr takes the desktop portal.
    explicit Theme(QApplication& app, std::unique_ptr<DesktopScheme> desktop = nullptr);
    ~Theme() override;

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    /// The next of system, dark, light (Ctrl+Shift+L).
    void cycleMode();

    /// 1.0, 1.25 or 1.5; anything between is kept within these ends. Multiplies the desktop's own font scale.
    qreal textScale() const { return m_textScale; }
    void setTextScale(qreal scale);

    bool isDark() const { return m_colours.dark; }
    bool isHighContrast() const { return m_colours.highContrast; }

    const ColourSet& colours() const { return m_colours; }
    QColor colour(Role role) const { return m_colours[role]; }
    /// Ground of what one types into or ticks: sunk in the dark, white in the light.
    QColor fieldColour() const { return colour(isDark() ? Role::BgInset : Role::BgSurface); }
    const SeverityColours& severity(domain::Impact impact) const;
    /// Any index: wraps after six.
    const SeriesStyle& series(int index) const;

    QFont font(TextStyle style) const { return m_fonts[static_cast<std::size_t>(style)]; }
    /// Of one line in that style. Cheap when it is asked again: see TextWidths.
    qreal textWidth(TextStyle style, const QString& text) const;
    /// With the digits in cells, as drawTabular() draws it.
    qreal tabularWidth(TextStyle style, const QString& text) const;
    /// Height of one line as designed, which is more than the font's own; Japanese gets 2 px more.
    int lineHeight(TextStyle style) const;

    /// A length given for 100 %, at the present text scale: paddings, row heights, widths of clocks.
    int px(int atHundredPercent) const;
    /// Icons grow less than text, and hairlines not at all.
    int iconSize(int atHundredPercent) const;

    QIcon icon(Icon icon, Role role = Role::TextSecondary) const;
    /// For paintEvent. `size` is in logical pixels, already scaled (iconSize()).
    QPixmap pixmap(Icon icon, int size, Role role, qreal devicePixelRatio) const;
    QPixmap pixmap(Icon icon, int size, const QColor& colour, qreal devicePixelRatio) const;

    /// Whether buttons show their keys: always, or only while Alt is held.
    KeyCapVisibility& keyCaps() const { return *m_keyCaps; }

Q_SIGNALS:
    /// Colours, fonts or sizes are new. Not sent when nothing differs.
    void changed();

private:
    void apply();
    ColourSet wanted() const;
    qreal fontScale() const;
    void loadFonts();
    QFont makeFont(TextStyle style) const;
    void makeFonts();

    QApplication& m_app;
    QJsonObject m_tokens;
    QPalette m_systemPalette;
    std::unique_ptr<DesktopScheme> m_desktop;
    std::unique_ptr<IconStore> m_icons;
    std::unique_ptr<KeyCapVisibility> m_keyCaps;
    Mode m_mode = Mode::System;
    qreal m_textScale = 1.0;
    /// Kept, for a font that is made anew looks for its file anew.
    std::array<QFont, textStyles> m_fonts;
    mutable std::array<TextWidths, textStyles> m_widths;
    ColourSet m_colours;
};

/// The language that texts are shown in.
bool isJapanese();

} // namespace matoi::widgets

// What else is in widgets/common (each header says more):
//   paint.h             hairlines, crisp and dashed boxes, focus ring, hatch
//   tabular.h           drawTabular(): digits in cells of one width
//   textlabel.h         TextLabel (style + role), ElidedLabel, TabularLabel, Hairline
//   durationtext.h      "06:34", "00:29:12", "3 m 26 s", "Wed 18 Nov" in both languages
//   impactbadge.h       ImpactBadge, paintImpactSquare()
//   clocks.h            ElapsedClock, CountdownClock
//   nextupdateclock.h   NextUpdateClock with the cadence bar
//   statustrack.h       StatusTrack: done, current, coming
//   statusdot.h         StatusDot
//   keycap.h            KeyCap, paintKeyCap(), KeyCapVisibility
//   commandbutton.h     CommandButton: icon, label, key; normal, filled, quiet, danger, link
//   sectionheader.h     SectionHeader: title left, meta and actions right
//   avatar.h            Avatar, initials()
//   chip.h              Chip (filter), SegmentedControl is in segmentedcontrol.h
//   banner.h            Banner: one line under the top bar
//   emptystate.h        EmptyState: one sentence, one action
//   hairlinesplitter.h  HairlineSplitter
//   markdownview.h      MarkdownView; MarkdownEditor is in markdowneditor.h
//   timeaxis.h          TimeAxis: time to x, ticks in a zone
//   channelnode.h       ChannelNode, paintChannelNode()
