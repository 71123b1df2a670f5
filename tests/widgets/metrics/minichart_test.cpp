#include "tests/widgets/metrics/samplecharts.h"
#include "widgets/common/desktopscheme.h"
#include "widgets/common/theme.h"
#include "widgets/metrics/minichart.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace matoi;
using namespace matoi::itemmodels;
using namespace matoi::widgets;
using tests::jst;

class MiniChartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(Theme::Mode::Dark);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        ChartDefinition definition;
        definition.title = QStringLiteral("Checkout p99 latency");
        definition.unit = QStringLiteral("Seconds");
        definition.threshold = ChartThreshold{1.2, ChartThreshold::Direction::Above, false, 1, 1};
        m_series = std::make_unique<ChartSeries>(definition);
        m_chart = std::make_unique<MiniChart>(*m_theme);
        m_chart->setLocale(QLocale::c());
        m_chart->setTimeZone(tests::japan());
        m_chart->setRange(jst("13:50:00"), jst("14:35:00"));
        m_chart->setNow(jst("14:31:00"));
        m_chart->setSeries(m_series.get());
        m_chart->resize(m_chart->sizeHint());
    }
    void cleanup()
    {
        m_chart.reset();
        m_series.reset();
    }

    void saysWhatItShows()
    {
        QCOMPARE(name(), QStringLiteral("Checkout p99 latency, loading"));
        m_series->replace({{jst("14:29:00"), 2.4}, {jst("14:30:00"), 1.44}}, jst("14:31:00"));
        QCOMPARE(name(), QStringLiteral("Checkout p99 latency, 1.44 s, in alarm above 1.2 s"));
        m_series->append({{jst("14:31:00"), 0.9}}, jst("14:31:00"));
        QCOMPARE(name(), QStringLiteral("Checkout p99 latency, 0.90 s, OK, alarm above 1.2 s"));
        m_chart->setNow(jst("14:33:00"));
        QCOMPARE(name(), QStringLiteral("Checkout p99 latency, 0.90 s at 14:31, stale"));
        m_series->append({}, jst("14:40:00"));
        m_chart->setNow(jst("14:40:00"));
        QCOMPARE(name(), QStringLiteral("Checkout p99 latency, no data since 14:31"));
    }

    void saysWhyThereIsNothing()
    {
        m_series->setFailed(QStringLiteral("Rate exceeded"));
        QCOMPARE(name(), QStringLiteral("Checkout p99 latency, could not be read: Rate exceeded"));
        m_series->replace(std::vector<ChartSample>{}, jst("14:31:00"));
        QCOMPARE(name(), QStringLiteral("Checkout p99 latency, no data"));
    }

    void opensWithTheKeyboardAndThroughAccessibility()
    {
        QSignalSpy clicked(m_chart.get(), &MiniChart::clicked);
        QTest::keyClick(m_chart.get(), Qt::Key_Space);
        QCOMPARE(clicked.size(), 1);
        auto* accessible = QAccessible::queryAccessibleInterface(m_chart.get());
        QVERIFY(accessible);
        QCOMPARE(accessible->role(), QAccessible::Button);
        accessible->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(clicked.size(), 2);
    }

    void redInBreachOnly()
    {
        m_series->replace({{jst("14:30:00"), 1.44}}, jst("14:31:00"));
        QVERIFY(hasColour(m_theme->colour(Role::StateFail)));
        m_series->append({{jst("14:31:00"), 0.4}}, jst("14:31:00"));
        QVERIFY(!hasColour(m_theme->colour(Role::StateFail), m_theme->px(60)));
    }

    void outlivesItsSeries()
    {
        m_series->replace({{jst("14:30:00"), 1.44}}, jst("14:31:00"));
        m_series.reset();
        QVERIFY(!m_chart->grab().isNull());
        m_chart->setNow(jst("14:32:00"));
    }

private:
    QString name() const { return m_chart->accessibleName(); }

    /// Whether one of the upper `height` rows holds exactly this colour.
    bool hasColour(const QColor& colour, int height = 1000) const
    {
        const auto image = m_chart->grab().toImage();
        for (int y = 0; y < std::min(height, image.height()); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y).rgb() == colour.rgb())
                    return true;
        return false;
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ChartSeries> m_series;
    std::unique_ptr<MiniChart> m_chart;
};

QTEST_MAIN(MiniChartTest)
#include "minichart_test.moc"
