// What a frame of panning costs: the chart stack over its pyramid, beside the same samples as a raw
// QLineSeries and beside a painter that scans every sample for its pixel columns. One run gives all, so that
// the ratios hold on any machine. Not a test: numbers depend on the machine and are for people.
//
//   QT_QPA_PLATFORM=offscreen bench_chart [samples a series, 1000000]

#include "models/itemmodels/chartseries.h"
#include "widgets/common/desktopscheme.h"
#include "widgets/metrics/chartstack.h"
#include "widgets/metrics/metricchart.h"

#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <QtCore/QElapsedTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>

using namespace matoi;
using namespace matoi::itemmodels;
using namespace matoi::widgets;
using domain::Duration;
using domain::Time;

namespace {

constexpr int seriesCount = 4;
constexpr int frames = 60;
constexpr int rawSamples = 100'000;
constexpr int rawFrames = 8;
constexpr QSize plotSize{1200, 400};
constexpr Duration period{1000};
const Time start{Duration{1'790'000'000'000}};

struct Samples
{
    std::vector<std::int64_t> times;
    std::vector<double> values;
};

Samples walk(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> step(0, 0.02);
    Samples samples;
    double value = 1;
    for (std::size_t index = 0; index < count; ++index) {
        value += step(random) + (1 - value) * 0.001;
        samples.times.push_back(
            (start + period * static_cast<std::int64_t>(index)).time_since_epoch().count());
        samples.values.push_back(random() % 50'000 == 0 ? 6 : value);
    }
    return samples;
}

/// Wall time is what a person waits; the thread's own time is what stays comparable on a busy machine.
struct Spent
{
    double wall = 0;
    double cpu = 0;
};

struct Timing
{
    Spent first;
    double median = 0;
    double p95 = 0;
    double cpuMedian = 0;
};

Timing summarise(const Spent& first, const std::vector<Spent>& all)
{
    std::vector<double> wall;
    std::vector<double> cpu;
    for (const auto& frame : all) {
        wall.push_back(frame.wall);
        cpu.push_back(frame.cpu);
    }
    std::sort(wall.begin(), wall.end());
    std::sort(cpu.begin(), cpu.end());
    return {first, wall[wall.size() / 2], wall[wall.size() * 95 / 100], cpu[cpu.size() / 2]};
}

void report(const char* what, const Timing& timing)
{
    std::printf(
        "%-42s first paint %8.2f (cpu %8.2f)   frame median %8.2f   p95 %8.2f   cpu median %8.2f ms\n", what,
        timing.first.wall, timing.first.cpu, timing.median, timing.p95, timing.cpuMedian);
    std::fflush(stdout);
}

/// Counts paint events, so that a frame that was skipped cannot pass for a fast one.
class PaintCounter final : public QObject
{
public:
    int count = 0;
    bool eventFilter(QObject*, QEvent* event) override
    {
        count += event->type() == QEvent::Paint;
        return false;
    }
};

double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

template <class Frame> Spent timed(Frame frame)
{
    const auto cpu = threadMs();
    QElapsedTimer timer;
    timer.start();
    frame();
    return {static_cast<double>(timer.nsecsElapsed()) / 1e6, threadMs() - cpu};
}

void paintAll(const PaintCounter& counter, int expected)
{
    for (int round = 0; counter.count < expected && round < 1000; ++round)
        QCoreApplication::processEvents();
    if (counter.count < expected) {
        std::fprintf(stderr, "only %d of %d paints happened\n", counter.count, expected);
        std::exit(1);
    }
}

/// The window over half of the samples, moved by `frame` of `frames` parts of the other half.
TimeRange window(std::size_t count, int frame)
{
    const auto half = period * static_cast<std::int64_t>(count) / 2;
    const auto from = start + half * frame / frames;
    return {from, from + half};
}

Timing benchStack(Theme& theme, std::size_t count, Spent& build)
{
    std::vector<std::unique_ptr<ChartSeries>> owned;
    QList<ChartSeries*> series;
    std::vector<Samples> data;
    for (int index = 0; index < seriesCount; ++index)
        data.push_back(walk(count, static_cast<unsigned>(index + 1)));
    const auto end = start + period * static_cast<std::int64_t>(count);
    build = timed([&] {
        for (auto& samples : data) {
            ChartDefinition definition;
            definition.title = QStringLiteral("Series");
            definition.unit = QStringLiteral("Seconds");
            definition.period = period;
            definition.threshold = ChartThreshold{1.2, ChartThreshold::Direction::Above, false, 1, 1};
            owned.push_back(std::make_unique<ChartSeries>(definition));
            owned.back()->replace(std::move(samples.times), std::move(samples.values), end);
            series.append(owned.back().get());
        }
    });

    ChartStack stack(theme);
    PaintCounter counter;
    const auto first = timed([&] {
        stack.setNow(end);
        stack.setExtent(start, end);
        const auto range = window(count, 0);
        stack.setRange(range.from, range.to);
        stack.setSeries(series);
        stack.resize(plotSize.width() + 52 + 196, plotSize.height() + 180);
        for (auto* chart : stack.findChildren<MetricChart*>())
            chart->viewport()->installEventFilter(&counter);
        stack.show();
        paintAll(counter, seriesCount);
    });
    const auto plot = stack.findChild<MetricChart*>()->plot();
    std::printf("%-42s %d plots of %d x %d\n", "stack", seriesCount, static_cast<int>(plot.width()),
                static_cast<int>(plot.height()));
    std::vector<Spent> times;
    for (int frame = 1; frame <= frames; ++frame) {
        counter.count = 0;
        times.push_back(timed([&] {
            const auto range = window(count, frame);
            stack.setRange(range.from, range.to);
            paintAll(counter, seriesCount);
        }));
    }
    return summarise(first, times);
}

Timing benchRaw(std::size_t count)
{
    QChart chart;
    chart.setAnimationOptions(QChart::NoAnimation);
    auto* x = new QValueAxis;
    auto* y = new QValueAxis;
    chart.addAxis(x, Qt::AlignBottom);
    chart.addAxis(y, Qt::AlignLeft);
    y->setRange(0, 3);
    const auto set = [&](int frame) {
        const auto range = window(count, frame);
        x->setRange(static_cast<double>(range.from.time_since_epoch().count()),
                    static_cast<double>(range.to.time_since_epoch().count()));
    };
    set(0);
    QChartView view;
    PaintCounter counter;
    const auto first = timed([&] {
        for (int index = 0; index < seriesCount; ++index) {
            const auto samples = walk(count, static_cast<unsigned>(index + 1));
            QList<QPointF> points;
            for (std::size_t point = 0; point < count; ++point)
                points.append(QPointF(static_cast<double>(samples.times[point]), samples.values[point]));
            auto* line = new QLineSeries(&chart);
            line->replace(points);
            chart.addSeries(line);
            line->attachAxis(x);
            line->attachAxis(y);
        }
        view.setChart(&chart);
        view.resize(plotSize);
        view.viewport()->installEventFilter(&counter);
        view.show();
        paintAll(counter, 1);
    });
    std::vector<Spent> times;
    for (int frame = 1; frame <= rawFrames; ++frame) {
        counter.count = 0;
        times.push_back(timed([&] {
            set(frame);
            paintAll(counter, 1);
        }));
    }
    const auto timing = summarise(first, times);
    view.setChart(new QChart); // the view deletes its own; `chart` is on the stack
    return timing;
}

/// The same bars, found by reading every sample in the window.
Timing benchScan(std::size_t count)
{
    std::vector<Samples> data;
    for (int index = 0; index < seriesCount; ++index)
        data.push_back(walk(count, static_cast<unsigned>(index + 1)));
    QImage image(plotSize, QImage::Format_ARGB32_Premultiplied);
    std::vector<Spent> times;
    Spent first;
    for (int frame = 0; frame <= rawFrames; ++frame) {
        const auto spent = timed([&] {
            const auto range = window(count, frame);
            const auto from = range.from.time_since_epoch().count();
            const auto span = range.span().count();
            image.fill(Qt::black);
            QPainter painter(&image);
            for (int row = 0; row < seriesCount; ++row) {
                std::vector<ChartPyramid::Extent> columns(static_cast<std::size_t>(plotSize.width()));
                const auto& samples = data[static_cast<std::size_t>(row)];
                for (std::size_t index = 0; index < count; ++index)
                    if (const auto time = samples.times[index]; time >= from && time < from + span)
                        columns[static_cast<std::size_t>((time - from) * plotSize.width() / span)].add(
                            samples.values[index]);
                const auto height = plotSize.height() / seriesCount;
                const auto y = [&](double value) { return height * (row + 1) - value / 3 * height; };
                for (std::size_t column = 0; column < columns.size(); ++column)
                    if (!columns[column].empty())
                        painter.fillRect(
                            QRectF(static_cast<double>(column), y(columns[column].max), 1,
                                   std::max(1.5, y(columns[column].min) - y(columns[column].max))),
                            Qt::white);
            }
        });
        if (frame == 0)
            first = spent;
        else
            times.push_back(spent);
    }
    return summarise(first, times);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const auto count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000ULL;
    Theme theme(app);
    std::printf("%d series of %llu samples, panning over half of them\n", seriesCount, count);
    Spent build;
    const auto stack = benchStack(theme, count, build);
    std::printf("%-42s %.2f (cpu %.2f) ms\n", "pyramids and scales built in", build.wall, build.cpu);
    report("stack over the pyramid", stack);
    const auto scan = benchScan(count);
    report("painter that scans all samples", scan);
    const auto raw = benchRaw(rawSamples);
    report("raw QLineSeries, 100,000 samples a series", raw);
    std::printf("cpu, scan / stack %.1f   raw at 100,000 / stack %.1f\n", scan.cpuMedian / stack.cpuMedian,
                raw.cpuMedian / stack.cpuMedian);
    return 0;
}
