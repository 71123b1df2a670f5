#include "widgets/common/theme.h"

#include "tests/widgets/common/fixedscheme.h"
#include "widgets/common/stylesheet.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QFontDatabase>
#include <QtGui/QFontInfo>
#include <QtGui/QGlyphRun>
#include <QtGui/QPainter>
#include <QtGui/QRawFont>
#include <QtGui/QTextLayout>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QStyleOptionButton>

using namespace Qt::StringLiterals;
using namespace matoi::widgets;
using Preference = DesktopScheme::Preference;

namespace {

std::unique_ptr<FixedScheme> desktop(Preference preference = Preference::Dark)
{
    return std::make_unique<FixedScheme>(preference);
}

QImage draw(const QFont& font, const QString& text)
{
    QImage image(200, 80, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(font);
    painter.drawText(image.rect(), Qt::AlignCenter, text);
    return image;
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheDesktopWhileTheModeIsSystem()
    {
        auto scheme = desktop(Preference::Light);
        FixedScheme& control = *scheme;
        Theme theme(*qApp, std::move(scheme));
        QVERIFY(!theme.isDark());
        QSignalSpy changed(&theme, &Theme::changed);
        control.set(Preference::Dark);
        QVERIFY(theme.isDark());
        QCOMPARE(changed.count(), 1);

        theme.setMode(Theme::Mode::Light);
        control.set(Preference::Dark);
        QVERIFY2(!theme.isDark(), "a chosen mode is stronger than the desktop");
    }

    void dressesTheApplicationInTheModesColours()
    {
        Theme theme(*qApp, desktop());
        for (const Theme::Mode mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            theme.setMode(mode);
            QCOMPARE(qApp->palette().color(QPalette::Window), theme.colour(Role::BgWindow));
            QVERIFY(qApp->styleSheet().contains(theme.colour(Role::AccentFill).name()));
        }
    }

    void fillsEveryPlaceholderOfTheStyleSheet()
    {
        Theme theme(*qApp, desktop());
        const QString sheet = styleSheet(theme);
        QVERIFY(!sheet.isEmpty());
        QVERIFY2(!sheet.contains(u'@'), "a placeholder was not filled");
        QVERIFY(sheet.count(u'\n') < 300);
    }

    void growsFontsAndSizesWithTheTextScale()
    {
        Theme theme(*qApp, desktop());
        const QFont small = theme.font(TextStyle::Body);
        QCOMPARE(theme.px(30), 30);
        theme.setTextScale(1.5);
        QCOMPARE(theme.px(30), 45);
        QCOMPARE(theme.font(TextStyle::Body).pointSizeF(), small.pointSizeF() * 1.5);
        QVERIFY2(theme.iconSize(16) > 16 && theme.iconSize(16) < 24, "icons grow less than text");
        theme.setTextScale(9);
        QCOMPARE(theme.textScale(), 1.5);
    }

    void bringsItsFontsInTheWeightsItUses()
    {
        Theme theme(*qApp, desktop());
        for (const TextStyle style : {TextStyle::Body, TextStyle::Medium, TextStyle::Strong}) {
            const QFontInfo info(theme.font(style));
            QCOMPARE(info.family(), u"Matoi Sans"_s);
            QCOMPARE(info.weight(), static_cast<int>(theme.font(style).weight()));
        }
        QCOMPARE(QFontInfo(theme.font(TextStyle::Mono)).family(), u"Matoi Mono"_s);
    }

    void showsWhatIsTypedAndNoArrowForAHyphen()
    {
        Theme theme(*qApp, desktop());
        for (const TextStyle style : {TextStyle::Body, TextStyle::Mono}) {
            QTextLayout line(u"a->b != 3x4"_s, theme.font(style));
            line.beginLayout();
            line.createLine();
            line.endLayout();
            const QList<QGlyphRun> runs = line.glyphRuns();
            QCOMPARE(runs.size(), 1);
            QCOMPARE(runs[0].glyphIndexes(), runs[0].rawFont().glyphIndexesForString(line.text()));
        }
    }

    void showsJapaneseFormsOfHanCharacters()
    {
        if (!QFontDatabase::hasFamily(u"Noto Sans CJK JP"_s) ||
            !QFontDatabase::hasFamily(u"Noto Sans CJK SC"_s)) {
            QSKIP("the Noto CJK fonts are not installed");
        }
        Theme theme(*qApp, desktop());
        QFont ours = theme.font(TextStyle::Clock);
        ours.setWeight(QFont::Normal);
        QFont japanese = ours;
        japanese.setFamilies({u"Noto Sans CJK JP"_s});
        QFont chinese = ours;
        chinese.setFamilies({u"Noto Sans CJK SC"_s});
        // These two are written differently in Japan and in China.
        const QString characters = u"直骨"_s;
        QVERIFY(draw(japanese, characters) != draw(chinese, characters));
        const auto ink = [&characters](const QFont& font) {
            const QImage image = draw(font, characters);
            qint64 dark = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    dark += 255 - qGray(image.pixel(x, y));
                }
            }
            return dark;
        };
        QVERIFY(std::abs(ink(ours) - ink(japanese)) < std::abs(ink(ours) - ink(chinese)));
    }

    void keepsAHighContrastPaletteOfTheSystem()
    {
        const QPalette before = qApp->palette();
        QPalette contrasting(Qt::black);
        for (const auto role : {QPalette::Window, QPalette::Base, QPalette::Button}) {
            contrasting.setColor(role, Qt::black);
        }
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
            contrasting.setColor(role, Qt::white);
        }
        qApp->setPalette(contrasting);
        {
            Theme theme(*qApp, desktop(Preference::Light));
            QVERIFY(theme.isHighContrast());
            QCOMPARE(theme.colour(Role::BgSurface), QColor(Qt::black));
            QCOMPARE(theme.colour(Role::StateFail), QColor(Qt::white));
            theme.setMode(Theme::Mode::Light);
            QVERIFY2(!theme.isHighContrast(), "a mode that was chosen is the user's word");
        }
        qApp->setPalette(before);
        QVERIFY(!isHighContrast(QPalette(QColor(239, 239, 239))));
    }

    void everyIconIsThere()
    {
        Theme theme(*qApp, desktop());
        for (int i = 1; i < iconCount(); ++i) {
            const auto icon = static_cast<Icon>(i);
            const QImage image = theme.pixmap(icon, 24, Role::TextPrimary, 1.0).toImage();
            bool inked = false;
            for (int y = 0; y < image.height() && !inked; ++y) {
                for (int x = 0; x < image.width() && !inked; ++x) {
                    inked = qAlpha(image.pixel(x, y)) > 128;
                }
            }
            QVERIFY2(inked, qPrintable(iconName(icon)));
        }
    }

    void iconsFollowTheTheme()
    {
        Theme theme(*qApp, desktop());
        const QIcon icon = theme.icon(Icon::Square, Role::TextPrimary);
        theme.setMode(Theme::Mode::Dark);
        const QImage dark = icon.pixmap(24).toImage();
        theme.setMode(Theme::Mode::Light);
        QVERIFY(icon.pixmap(24).toImage() != dark);
    }

    void anUncheckedBoxIsVisibleInTheDark()
    {
        Theme theme(*qApp, desktop());
        theme.setMode(Theme::Mode::Dark);
        QCheckBox box;
        box.resize(box.sizeHint());
        const QImage image = box.grab().toImage();
        double best = 1;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                best = std::max(best, contrast(image.pixelColor(x, y), theme.colour(Role::BgWindow)));
            }
        }
        QVERIFY2(best >= 3.0, qPrintable(QString::number(best)));
    }
};

QTEST_MAIN(ThemeTest)
#include "themetest.moc"
