// What a frame of panning costs: the chart stack over its pyramid, beside the same samples in plain Qt Charts
// and beside a painter that scans every sample for its pixel columns. One run gives all, so that the ratios
// hold on any machine. Not a test: numbers depend on the machine and are for people.
//
//   QT_QPA_PLATFORM=offscreen bench_chart [--data DIR] [samples a series, 1000000]
//
// --data leaves the samples and the result there, for chart.py, which shows the same samples in a browser.

#include "models/itemmodels/chartseries.h"
#include "widgets/common/desktopscheme.h"
#include "widgets/metrics/chartstack.h"
#include "widgets/metrics/metricchart.h"

#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
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
constexpr int scanFrames = 8;
constexpr int rawFrames = 3; // each takes seconds
constexpr int appends = 60;
constexpr QSize plotSize{1200, 400};
constexpr Duration period{1000};
const Time start{Duration{1'790'000'000'000}};

struct Samples
{
    std::vector<std::int64_t> times;
    std::vector<double> values;
};
using Data = std::vector<Samples>;

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

Data data(std::size_t count)
{
    Data all;
    for (unsigned index = 1; index <= seriesCount; ++index)
        all.push_back(walk(count, index));
    return all;
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

QJsonObject json(const Timing& timing)
{
    return {{QStringLiteral("first"), timing.first.wall},
            {QStringLiteral("median"), timing.median},
            {QStringLiteral("p95"), timing.p95}};
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

std::vector<std::unique_ptr<ChartSeries>> seriesFrom(Data samples, Time end)
{
    std::vector<std::unique_ptr<ChartSeries>> all;
    for (auto& one : samples) {
        ChartDefinition definition;
        definition.title = QStringLiteral("Series");
        definition.unit = QStringLiteral("Seconds");
        definition.period = period;
        definition.threshold = ChartThreshold{1.2, ChartThreshold::Direction::Above, false, 1, 1};
        all.push_back(std::make_unique<ChartSeries>(definition));
        all.back()->replace(std::move(one.times), std::move(one.values), end);
    }
    return all;
}

/// A sample more in each series, painted: what a live chart does between two frames.
void benchAppend(const std::vector<std::unique_ptr<ChartSeries>>& series, PaintCounter& counter, Time end)
{
    std::vector<Spent> times;
    for (int step = 0; step < appends; ++step) {
        counter.count = 0;
        times.push_back(timed([&] {
            for (const auto& one : series)
                one->append({{end + period * step, 1.0}}, end);
            paintAll(counter, seriesCount);
        }));
    }
    report("a sample more in each, painted", summarise(times.front(), times));
}

/// `first` has in it what it takes to build the pyramids.
Timing benchStack(Theme& theme, Data samples)
{
    const auto count = samples.front().times.size();
    const auto end = start + period * static_cast<std::int64_t>(count);
    std::vector<std::unique_ptr<ChartSeries>> owned;
    const auto build = timed([&] { owned = seriesFrom(std::move(samples), end); });
    QList<ChartSeries*> series;
    for (const auto& one : owned)
        series.append(one.get());

    ChartStack stack(theme);
    PaintCounter counter;
    const auto show = timed([&] {
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
    std::printf("%-42s %d plots of %d x %d; %.2f ms to build the pyramids, %.2f to show them\n", "stack",
                seriesCount, static_cast<int>(plot.width()), static_cast<int>(plot.height()), build.wall,
                show.wall);
    std::vector<Spent> times;
    for (int frame = 1; frame <= frames; ++frame) {
        counter.count = 0;
        times.push_back(timed([&] {
            const auto range = window(count, frame);
            stack.setRange(range.from, range.to);
            paintAll(counter, seriesCount);
        }));
    }
    const auto timing = summarise({build.wall + show.wall, build.cpu + show.cpu}, times);
    report("stack over the pyramid", timing);
    benchAppend(owned, counter, end);
    return timing;
}

Timing benchRaw(const Data& data)
{
    const auto count = data.front().times.size();
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
        for (const auto& samples : data) {
            QList<QPointF> points;
            points.reserve(static_cast<qsizetype>(count));
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
Timing benchScan(const Data& data)
{
    const auto count = data.front().times.size();
    QImage image(plotSize, QImage::Format_ARGB32_Premultiplied);
    std::vector<Spent> times;
    Spent first;
    for (int frame = 0; frame <= scanFrames; ++frame) {
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

bool write(const QString& path, const void* bytes, std::size_t size)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.write(static_cast<const char*>(bytes), static_cast<qint64>(size)) ==
               static_cast<qint64>(size);
}

/// What a browser needs to show the same: times are start + n * period, values as doubles.
bool writeData(const QString& folder, const Data& data)
{
    const QJsonObject description{
        {QStringLiteral("series"), seriesCount},
        {QStringLiteral("count"), static_cast<qint64>(data.front().times.size())},
        {QStringLiteral("start"), static_cast<qint64>(start.time_since_epoch().count())},
        {QStringLiteral("period"), static_cast<qint64>(period.count())},
        {QStringLiteral("frames"), frames},
        {QStringLiteral("height"), plotSize.height() / seriesCount},
    };
    const auto text = QJsonDocument(description).toJson();
    bool done =
        write(folder + QStringLiteral("/data.json"), text.constData(), static_cast<std::size_t>(text.size()));
    for (std::size_t index = 0; index < data.size(); ++index) {
        const auto& values = data[index].values;
        done = done && write(folder + QStringLiteral("/series%1.f64").arg(index), values.data(),
                             values.size() * sizeof(double));
    }
    return done;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QStringList arguments = QApplication::arguments().mid(1);
    QString folder;
    if (arguments.size() >= 2 && arguments.front() == QLatin1StringView("--data")) {
        folder = arguments[1];
        arguments = arguments.mid(2);
    }
    const auto count = arguments.isEmpty() ? 1'000'000ULL : arguments.front().toULongLong();
    Theme theme(app);
    std::printf("%d series of %llu samples, panning over half of them\n", seriesCount, count);
    const Data samples = data(count);
    if (!folder.isEmpty() && !writeData(folder, samples)) {
        std::fprintf(stderr, "cannot write to %s\n", qPrintable(folder));
        return 1;
    }
    const auto stack = benchStack(theme, samples);
    const auto scan = benchScan(samples);
    report("painter that scans all samples", scan);
    const auto raw = benchRaw(samples);
    report("plain Qt Charts, a QLineSeries each", raw);
    std::printf("cpu of a frame, times the stack: scan %.1f   plain Qt Charts %.1f\n",
                scan.cpuMedian / stack.cpuMedian, raw.cpuMedian / stack.cpuMedian);
    if (!folder.isEmpty()) {
        const auto text = QJsonDocument(QJsonObject{{QStringLiteral("stack"), json(stack)},
                                                    {QStringLiteral("scan"), json(scan)},
                                                    {QStringLiteral("raw"), json(raw)}})
                              .toJson();
        if (!write(folder + QStringLiteral("/result.json"), text.constData(),
                   static_cast<std::size_t>(text.size())))
            return 1;
    }
    return 0;
}
