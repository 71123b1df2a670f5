#include "tests/widgets/metrics/samplecharts.h"
#include "widgets/common/desktopscheme.h"
#include "widgets/common/theme.h"
#include "widgets/metrics/seriespainter.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

#include <memory>

using namespace matoi;
using namespace matoi::itemmodels;
using namespace matoi::widgets;
using domain::Duration;
using tests::jst;

namespace {

constexpr Duration minute{60'000};
constexpr double noValue = std::numeric_limits<double>::quiet_NaN();
constexpr QSize size{300, 100};

/// What was painted: the line and the breach fill in colours that nothing else has.
class Picture
{
public:
    explicit Picture(QImage image)
        : m_image(std::move(image))
    {}

    /// Pixels of the series' line in column x.
    int line(int x) const
    {
        int count = 0;
        for (int y = 0; y < m_image.height(); ++y)
            count += m_image.pixelColor(x, y).green() > 120;
        return count;
    }
    /// Highest and lowest pixel of the line in column x.
    std::pair<int, int> reach(int x) const
    {
        int top = m_image.height();
        int bottom = -1;
        for (int y = 0; y < m_image.height(); ++y)
            if (m_image.pixelColor(x, y).green() > 120) {
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
        return {top, bottom};
    }
    bool filled(int x, int y) const
    {
        return m_image.pixelColor(x, y).red() > 20 && m_image.pixelColor(x, y).green() < 20;
    }
    bool empty(int x, int y) const { return m_image.pixelColor(x, y) == QColor(Qt::black); }

private:
    QImage m_image;
};

} // namespace

class SeriesPainterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(Theme::Mode::Dark);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void aGapIsLeftOpen()
    {
        std::vector<ChartSample> samples;
        for (int index = 0; index <= 60; ++index)
            if (index < 20 || index > 30)
                samples.push_back({m_start + index * minute, 0.5});
        const auto picture = draw(samples, above(1));
        QVERIFY(picture.line(50) > 0);
        QCOMPARE(picture.line(125), 0);
        QVERIFY(picture.line(200) > 0);
    }

    void oneMissingSampleIsBridged()
    {
        std::vector<ChartSample> samples;
        for (int index = 0; index <= 60; ++index)
            if (index != 25)
                samples.push_back({m_start + index * minute, 0.5});
        QVERIFY(draw(samples, above(1)).line(125) > 0);
    }

    void aSampleBetweenTwoGapsIsADot()
    {
        const auto picture = draw(
            {{m_start, noValue}, {m_start + 30 * minute, 0.5}, {m_start + 31 * minute, noValue}}, above(1));
        QVERIFY(picture.line(150) > 0);
        QCOMPARE(picture.line(140), 0);
    }

    void onlyTheBreachSideIsFilled()
    {
        // Up through the threshold and down again.
        std::vector<ChartSample> samples;
        for (int index = 0; index <= 60; ++index)
            samples.push_back({m_start + index * minute, index < 30 ? 0.3 : 1.8});
        const auto high = draw(samples, above(1));
        QVERIFY(high.filled(250, 40));
        QVERIFY(high.empty(250, 80));
        QVERIFY(high.empty(60, 40));
        QVERIFY(high.empty(60, 70));
        auto definition = above(1);
        definition.threshold->direction = ChartThreshold::Direction::Below;
        const auto low = draw(samples, definition);
        QVERIFY(low.empty(250, 40));
        QVERIFY(low.filled(60, 70));
    }

    void manySamplesLookLikeFewOfTheSameShape()
    {
        const auto shape = [](double share) { return 0.4 + 1.2 * share * share; };
        std::vector<ChartSample> few;
        for (int index = 0; index <= 60; ++index)
            few.push_back({m_start + index * minute, shape(index / 60.0)});
        std::vector<ChartSample> many;
        for (int index = 0; index <= 36'000; ++index)
            many.push_back({m_start + Duration(100) * index, shape(index / 36'000.0)});
        const auto sparse = draw(few, above(1));
        const auto dense = draw(many, above(1));
        for (const auto x : {20, 100, 180, 260}) {
            QVERIFY(std::abs(sparse.reach(x).first - dense.reach(x).first) <= 1);
            QVERIFY(std::abs(sparse.reach(x).second - dense.reach(x).second) <= 1);
        }
        QVERIFY(dense.filled(280, 45));
        QVERIFY(dense.empty(280, 80));
        QVERIFY(dense.empty(40, 40));
    }

    void oneSpikeAmongAHundredThousandSamplesIsSeen()
    {
        std::vector<ChartSample> samples;
        for (int index = 0; index < 100'000; ++index)
            samples.push_back({m_start + Duration(36) * index, index == 50'000 ? 1.9 : 0.5});
        const auto picture = draw(samples, above(1));
        const auto [top, bottom] = picture.reach(150);
        QVERIFY2(bottom - top > 40, qPrintable(QString::number(bottom - top)));
        QVERIFY(picture.reach(140).second - picture.reach(140).first < 4);
    }

    void valuesThatAreOffTheScaleAreMarkedAtTheEdge()
    {
        std::vector<ChartSample> samples;
        for (int index = 0; index <= 60; ++index)
            samples.push_back({m_start + index * minute, index == 30 ? 50 : 0.5});
        const auto count = [&](int parts) {
            const auto picture = draw(samples, above(1), {}, parts);
            int pixels = 0;
            for (int x = 140; x < 160; ++x)
                pixels += picture.line(x);
            return pixels;
        };
        QVERIFY(count(SeriesPainter::Line | SeriesPainter::Overflow) > count(SeriesPainter::Line) + 8);
    }

    void nothingIsDrawnAfterTheLastSampleButTheHatchToNow()
    {
        std::vector<ChartSample> samples;
        for (int index = 0; index <= 30; ++index)
            samples.push_back({m_start + index * minute, 0.5});
        const auto hatch = [&](domain::Time now) {
            const auto picture = draw(samples, above(1), now, SeriesPainter::Hatch);
            int painted = 0;
            for (int x = 170; x < 290; ++x)
                for (int y = 10; y < 90; ++y)
                    painted += !picture.empty(x, y);
            return painted;
        };
        QCOMPARE(hatch(m_start + 30 * minute), 0);
        QVERIFY(hatch(m_start + 60 * minute) > 500);
    }

private:
    static ChartDefinition above(double value)
    {
        ChartDefinition definition;
        definition.unit = QStringLiteral("Seconds");
        definition.threshold = ChartThreshold{value, ChartThreshold::Direction::Above, false, 1, 1};
        return definition;
    }

    /// An hour on black, without threshold line and dot; the scale is that of a threshold at 1: 0 to 2.
    Picture draw(const std::vector<ChartSample>& samples, const ChartDefinition& definition,
                 domain::Time now = {},
                 int parts = SeriesPainter::Fill | SeriesPainter::Line | SeriesPainter::Overflow)
    {
        auto spread = definition;
        if (samples.size() > 1)
            spread.period = std::min(definition.period, Duration(samples[1].time - samples[0].time));
        ChartSeries series(spread);
        // Read the scale's anchors first: the scale then stays, whatever the samples.
        series.replace({{m_start, 0.0}, {m_start + minute, 1.9}, {m_start + 2 * minute, 1.9}}, m_start);
        series.replace(samples, m_start + 30 * minute);
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        SeriesPainter subject;
        subject.setSeries(&series);
        SeriesPainter::Look look;
        look.line = QColor(0, 255, 0);
        look.parts = parts;
        subject.paint(painter, *m_theme, QRectF(QPointF(0, 0), QSizeF(size)),
                      {m_start, m_start + 60 * minute}, now, look);
        painter.end();
        return Picture(image);
    }

    const domain::Time m_start = jst("14:00:00");
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(SeriesPainterTest)
#include "seriespainter_test.moc"
