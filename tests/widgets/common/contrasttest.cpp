#include "tests/widgets/common/fixedscheme.h"
#include "widgets/common/theme.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace matoi::widgets;
using matoi::domain::Impact;

namespace {

constexpr double textNeeds = 4.5;
constexpr double graphicNeeds = 3.0;

constexpr std::array grounds{Role::BgWindow, Role::BgSurface, Role::BgRaised,
                             Role::BgInset,  Role::BgHover,   Role::BgSelected};

} // namespace

/// Every pair of colours that stand on each other, in both appearances. Text needs 4.5:1, edges and graphics
/// 3:1 (WCAG 2.1, 1.4.3 and 1.4.11). line.hairline and line.strong are decoration and have no duty.
class ContrastTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme =
            std::make_unique<Theme>(*qApp, std::make_unique<FixedScheme>(DesktopScheme::Preference::Dark));
    }

    void cleanupTestCase() { m_theme.reset(); }

    void everyPairHolds_data()
    {
        QTest::addColumn<QColor>("front");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("needed");
        for (const Theme::Mode mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            m_theme->setMode(mode);
            m_scheme = mode == Theme::Mode::Dark ? u"dark"_s : u"light"_s;
            addTexts();
            addEdges();
            addSeverities();
            addSeries();
        }
    }

    void everyPairHolds()
    {
        QFETCH(QColor, front);
        QFETCH(QColor, ground);
        QFETCH(double, needed);
        const double ratio = contrast(front, ground);
        QVERIFY2(ratio >= needed,
                 qPrintable(u"%1 on %2 is %3:1"_s.arg(front.name(), ground.name()).arg(ratio, 0, 'f', 2)));
    }

    void measuresAsTheStandardDoes()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        // A published figure: #767676 is the lightest grey that passes on white.
        QVERIFY(qAbs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01);
    }

private:
    void add(const QString& name, const QColor& front, const QColor& ground, double needed)
    {
        QTest::newRow(qPrintable(m_scheme + u' ' + name)) << front << ground << needed;
    }

    void addRoles(Role front, Role ground, double needed)
    {
        add(roleName(front) + u" on "_s + roleName(ground), m_theme->colour(front), m_theme->colour(ground),
            needed);
    }

    void addTexts()
    {
        for (const Role text : {Role::TextPrimary, Role::TextSecondary, Role::TextTertiary, Role::AccentText,
                                Role::StateOk, Role::StateWait, Role::StateFail, Role::StateLocal}) {
            for (const Role ground : grounds) {
                addRoles(text, ground, textNeeds);
            }
        }
        const std::array own{
            std::pair{Role::StateOk, Role::StateOkBg},     std::pair{Role::StateWait, Role::StateWaitBg},
            std::pair{Role::StateFail, Role::StateFailBg}, std::pair{Role::StateLocal, Role::StateLocalBg},
            std::pair{Role::AccentText, Role::AccentTint}, std::pair{Role::AccentOnFill, Role::AccentFill}};
        for (const auto& [text, ground] : own) {
            addRoles(text, ground, textNeeds);
        }
        // Banners and waiting rows carry names and sentences on their tint.
        for (const Role ground :
             {Role::StateWaitBg, Role::StateFailBg, Role::StateLocalBg, Role::AccentTint}) {
            addRoles(Role::TextPrimary, ground, textNeeds);
            addRoles(Role::TextSecondary, ground, textNeeds);
        }
        // Rows of the cockpit, the engagement and the notes of dialogs: ages, links and reasons on a tint.
        for (const Role ground : {Role::StateWaitBg, Role::StateFailBg, Role::StateLocalBg, Role::AccentTint})
            for (const Role text : {Role::TextTertiary, Role::AccentText, Role::StateFail, Role::StateWait,
                                    Role::StateOk, Role::StateLocal})
                if (std::find(own.begin(), own.end(), std::pair{text, ground}) == own.end())
                    addRoles(text, ground, textNeeds);
    }

    void addEdges()
    {
        for (const Role ground : {Role::BgWindow, Role::BgSurface, Role::BgInset}) {
            addRoles(Role::LineControl, ground, graphicNeeds);
            addRoles(Role::AccentFill, ground, graphicNeeds);
            addRoles(Role::ChartThreshold, ground, graphicNeeds);
        }
        // Buttons and channel nodes on a row that waits.
        addRoles(Role::LineControl, Role::StateWaitBg, graphicNeeds);
        // The acknowledged node: a check in the surface's colour on teal.
        addRoles(Role::BgSurface, Role::StateOk, graphicNeeds);
    }

    void addSeverities()
    {
        for (int level = 1; level <= 5; ++level) {
            const SeverityColours& colours = m_theme->severity(static_cast<Impact>(level));
            const QString name = u"impact %1 "_s.arg(level);
            add(name + u"digit on fill"_s, colours.onFill, colours.fill, textNeeds);
            add(name + u"text on tint"_s, colours.text, colours.tint, textNeeds);
            for (const Role ground : {Role::BgSurface, Role::BgHover, Role::BgSelected}) {
                add(name + u"text on "_s + roleName(ground), colours.text, m_theme->colour(ground),
                    textNeeds);
            }
            if (level <= 2) {
                // A weak fill is outlined in the text colour.
                const bool weak = contrast(colours.fill, m_theme->colour(Role::BgSurface)) < graphicNeeds;
                add(name + u"shape on surface"_s, weak ? colours.text : colours.fill,
                    m_theme->colour(Role::BgSurface), graphicNeeds);
            }
        }
    }

    void addSeries()
    {
        for (int i = 0; i < 6; ++i) {
            for (const Role ground : {Role::BgSurface, Role::BgInset}) {
                add(u"series %1 on "_s.arg(i + 1) + roleName(ground), m_theme->series(i).colour,
                    m_theme->colour(ground), graphicNeeds);
            }
        }
    }

    std::unique_ptr<Theme> m_theme;
    QString m_scheme;
};

QTEST_MAIN(ContrastTest)
#include "contrasttest.moc"
