#include "widgets/common/theme.h"

#include "resources/resources.h"
#include "widgets/common/accessible.h"
#include "widgets/common/desktopscheme.h"
#include "widgets/common/keycap.h"
#include "widgets/common/matoistyle.h"
#include "widgets/common/stylesheet.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QLocale>
#include <QtCore/QResource>
#include <QtGui/QFontDatabase>
#include <QtGui/QScreen>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyleFactory>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

struct TypeEntry
{
    int size; ///< px at 96 dpi
    int line;
    QFont::Weight weight;
    bool mono;
};

/// tokens.json, type.scalePx; the order is TextStyle's. Medium, ClockSmall and the two mono ones are ours.
constexpr std::array<TypeEntry, textStyles> typeScale{{{11, 14, QFont::Normal, false},
                                                       {12, 16, QFont::Normal, false},
                                                       {13, 18, QFont::Normal, false},
                                                       {13, 18, QFont::Medium, false},
                                                       {13, 18, QFont::DemiBold, false},
                                                       {16, 22, QFont::DemiBold, false},
                                                       {18, 24, QFont::DemiBold, false},
                                                       {20, 26, QFont::DemiBold, false},
                                                       {18, 22, QFont::DemiBold, false},
                                                       {20, 26, QFont::DemiBold, false},
                                                       {22, 26, QFont::DemiBold, false},
                                                       {32, 34, QFont::DemiBold, false},
                                                       {12, 16, QFont::Normal, true},
                                                       {13, 18, QFont::Normal, true}}};

const TypeEntry& entry(TextStyle style)
{
    return typeScale[static_cast<std::size_t>(style)];
}

QJsonObject readTokens()
{
    QFile file(u":/matoi/tokens.json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "readTokens", "resources are not linked in");
    Q_UNUSED(opened)
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace

bool isJapanese()
{
    return QLocale().language() == QLocale::Japanese;
}

Theme::Theme(QApplication& app, std::unique_ptr<DesktopScheme> desktop)
    : m_app(app)
    , m_systemPalette(app.palette())
    , m_desktop(desktop ? std::move(desktop) : std::make_unique<PortalScheme>())
{
    initResources();
    installAccessibility();
    m_tokens = readTokens();
    m_icons = std::make_unique<IconStore>(*this);
    m_keyCaps = std::make_unique<KeyCapVisibility>(app);
    loadFonts();
    makeFonts();
    m_colours = wanted();
    app.setStyle(new MatoiStyle(*this));
    apply();
    connect(m_desktop.get(), &DesktopScheme::changed, this, [this] {
        if (m_mode == Mode::System) {
            apply();
        }
    });
}

Theme::~Theme()
{
    // The style reads from this theme, and the application keeps the style.
    m_app.setStyleSheet({});
    m_app.setStyle(QStyleFactory::create(u"Fusion"_s));
}

void Theme::setMode(Mode mode)
{
    if (mode != m_mode) {
        m_mode = mode;
        apply();
    }
}

void Theme::cycleMode()
{
    setMode(m_mode == Mode::System ? Mode::Dark : m_mode == Mode::Dark ? Mode::Light : Mode::System);
}

void Theme::setTextScale(qreal scale)
{
    const qreal within = std::clamp(scale, 1.0, 1.5);
    if (!qFuzzyCompare(within, m_textScale)) {
        m_textScale = within;
        apply();
    }
}

const SeverityColours& Theme::severity(domain::Impact impact) const
{
    const int level = std::clamp(static_cast<int>(impact), 1, 5);
    return m_colours.severity[static_cast<std::size_t>(level - 1)];
}

const SeriesStyle& Theme::series(int index) const
{
    return m_colours.series[static_cast<std::size_t>(index) % m_colours.series.size()];
}

QFont Theme::makeFont(TextStyle style) const
{
    const TypeEntry& type = entry(style);
    QFont font;
    // Naming the Japanese family keeps fontconfig from answering with Chinese shapes of the same characters.
    font.setFamilies(
        type.mono ? QStringList{u"Matoi Mono"_s, u"Noto Sans Mono CJK JP"_s, u"monospace"_s}
                  : QStringList{u"Matoi Sans"_s, u"Noto Sans CJK JP"_s, u"Noto Sans"_s, u"sans-serif"_s});
    font.setPointSizeF(type.size * 0.75 * m_textScale);
    font.setWeight(type.weight);
    // Unhinted, glyphs sit at fractions of a pixel: even letter spacing at small sizes.
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

void Theme::makeFonts()
{
    for (std::size_t i = 0; i < textStyles; ++i) {
        m_fonts[i] = makeFont(static_cast<TextStyle>(i));
        m_widths[i].clear();
    }
}

qreal Theme::textWidth(TextStyle style, const QString& text) const
{
    const auto i = static_cast<std::size_t>(style);
    return m_widths[i].plain(m_fonts[i], text);
}

qreal Theme::tabularWidth(TextStyle style, const QString& text) const
{
    const auto i = static_cast<std::size_t>(style);
    return m_widths[i].tabular(m_fonts[i], text);
}

int Theme::lineHeight(TextStyle style) const
{
    return px(entry(style).line + (isJapanese() ? 2 : 0));
}

qreal Theme::fontScale() const
{
    const QScreen* screen = QGuiApplication::primaryScreen();
    const qreal dpi = screen != nullptr ? screen->logicalDotsPerInchY() : 96.0;
    return m_textScale * dpi / 96.0;
}

int Theme::px(int atHundredPercent) const
{
    return static_cast<int>(std::lround(atHundredPercent * fontScale()));
}

int Theme::iconSize(int atHundredPercent) const
{
    return static_cast<int>(std::lround(atHundredPercent * (1.0 + (fontScale() - 1.0) * 0.7)));
}

QIcon Theme::icon(Icon icon, Role role) const
{
    return m_icons->icon(icon, role);
}

QPixmap Theme::pixmap(Icon icon, int size, Role role, qreal devicePixelRatio) const
{
    return m_icons->pixmap(icon, size, colour(role), devicePixelRatio);
}

QPixmap Theme::pixmap(Icon icon, int size, const QColor& colour, qreal devicePixelRatio) const
{
    return m_icons->pixmap(icon, size, colour, devicePixelRatio);
}

ColourSet Theme::wanted() const
{
    if (m_mode == Mode::System && widgets::isHighContrast(m_systemPalette)) {
        return highContrastColours(m_systemPalette);
    }
    bool dark = m_mode == Mode::Dark;
    if (m_mode == Mode::System) {
        switch (m_desktop->preference()) {
        case DesktopScheme::Preference::Dark: dark = true; break;
        case DesktopScheme::Preference::Light: dark = false; break;
        case DesktopScheme::Preference::None:
            dark = m_systemPalette.color(QPalette::Window).lightness() < 128;
            break;
        }
    }
    return readColours(m_tokens, dark ? "dark"_L1 : "light"_L1);
}

void Theme::apply()
{
    m_colours = wanted();
    makeFonts();
    m_icons->clear();
    // The palette goes first: a style sheet resolves against it.
    const QPalette palette = toPalette(m_colours);
    m_app.setPalette(palette);
    QPalette rows = palette;
    // A selected row is a tint and an edge, not a block of blue: its text keeps its colours.
    rows.setColor(QPalette::Highlight, colour(Role::BgSelected));
    rows.setColor(QPalette::HighlightedText, colour(Role::TextPrimary));
    m_app.setPalette(rows, "QAbstractItemView");
    m_app.setFont(font(TextStyle::Body));
    m_app.setStyleSheet(styleSheet(*this));
    Q_EMIT changed();
}

void Theme::loadFonts()
{
    for (const QString& file :
         {u"MatoiSans-Regular.otf"_s, u"MatoiSans-Medium.otf"_s, u"MatoiSans-SemiBold.otf"_s,
          u"MatoiSans-Bold.otf"_s, u"MatoiSans-Italic.otf"_s, u"MatoiMono-Regular.ttf"_s,
          u"MatoiMono-SemiBold.ttf"_s}) {
        // Where it lies in the program: a start copies no font.
        const QResource font(u":/matoi/fonts/"_s + file);
        QFontDatabase::addApplicationFontFromData(
            QByteArray::fromRawData(reinterpret_cast<const char*>(font.data()), font.size()));
    }
}

} // namespace matoi::widgets
