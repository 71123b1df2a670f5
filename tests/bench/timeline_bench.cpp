// A timeline of very many events in a console's own local copy: how long until it is seen, what a frame of
// scrolling costs, and what one event more costs while it is shown. Beside it a plain QListView over the same
// model and the same delegate, with every row measured and with all rows of one height. One run gives all, so
// that the ratios hold on any machine. Not a test: numbers depend on the machine and are for people.
//
//   QT_QPA_PLATFORM=offscreen bench_timeline [events, 100000] [folder, kept when it is given]

#include "models/cache/cache.h"
#include "models/cache/recordtable.h"
#include "models/cache/schema.h"
#include "models/cache/searchindex.h"
#include "models/itemmodels/timelinemodel.h"
#include "models/sync/rebase.h"
#include "models/wire/recordjson.h"
#include "widgets/common/desktopscheme.h"
#include "widgets/common/theme.h"
#include "widgets/panel/ticker.h"
#include "widgets/timeline/timelinedelegate.h"
#include "widgets/timeline/timelinepanel.h"
#include "widgets/timeline/timelineview.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>

using namespace matoi;
using namespace matoi::widgets;
using itemmodels::TimelineModel;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int frames = 300;
constexpr int inserts = 40;
const domain::Time begin = *domain::parseTime("2026-11-18T00:00:00Z");

double since(SteadyClock::time_point start)
{
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

/// Of this thread alone: what is left of a figure when others use the machine.
double processor()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Start
{
    SteadyClock::time_point wall = SteadyClock::now();
    double cpu = processor();
};

struct Times
{
    std::vector<double> wall;
    std::vector<double> cpu;
    void add(const Start& start)
    {
        wall.push_back(since(start.wall));
        cpu.push_back(processor() - start.cpu);
    }
};

double part(std::vector<double> times, double share)
{
    std::sort(times.begin(), times.end());
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

void print(const std::string& what, const Times& times)
{
    std::printf("  %-44s median %8.2f  p99 %8.2f  worst %8.2f ms; processor, median %8.2f ms\n", what.c_str(),
                part(times.wall, 0.5), part(times.wall, 0.99), part(times.wall, 1), part(times.cpu, 0.5));
    std::fflush(stdout);
}

void print(const std::string& what, const Start& start)
{
    const double cpu = processor() - start.cpu;
    std::printf("  %-44s %8.1f ms; processor %8.1f ms\n", what.c_str(), since(start.wall), cpu);
    std::fflush(stdout);
}

domain::TimelineEvent event(domain::Id<domain::Incident> incident, int i, std::mt19937& random)
{
    static const char* const texts[] = {
        "Latency of checkout-api rose to 1200 ms after the deploy",
        "Rolled back web-prod to the version of this morning; the error rate falls and the queue drains, but "
        "the "
        "payments provider still answers slowly from the second region",
        "CPU saturation on web-prod, added four instances",
        "デプロイ後に決済サービスの応答時間が1200msへ悪化。接続プールを拡張して様子を見る",
        "Alarm checkout-5xx-rate: ALARM to OK (0.9%)",
        "Customers cannot pay: checkout returns 503"};
    domain::TimelineEvent event;
    event.incidentId = incident;
    event.at = begin + std::chrono::seconds(i);
    event.eventKind = static_cast<domain::EventKind>(random() % 6);
    event.text = std::string(texts[random() % 6]) + " (" + std::to_string(i) + ")";
    if (random() % 10 == 0)
        event.details = "Flag reco.widget to 0% in prod. Measured 31% of request CPU in the 14:19 profile.";
    event.pinned = random() % 5000 == 0;
    event.author = random() % 2 == 0 ? "Misaki Sato" : "Kenji Mori";
    return event;
}

template <class T>
cache::RecordRow row(domain::Id<T> id, const T& value, std::int64_t change, domain::Time at)
{
    cache::RecordRow row;
    row.kind = T::kind;
    row.id = id.uuid();
    row.value = row.serverValue = wire::toJson(value);
    row.parent = wire::parentInJson(T::kind, row.value);
    row.meta.rev = 1;
    row.meta.change = change;
    row.meta.createdAt = row.meta.updatedAt = at;
    row.meta.createdBy = row.meta.updatedBy = "Misaki Sato";
    return row;
}

domain::Id<domain::Incident> fill(const std::filesystem::path& folder, int events)
{
    const auto id = *domain::Id<domain::Incident>::parse("8c0f3a52-5f0f-4b7c-9d7d-0d7a5f1c2041");
    const std::string file = (folder / "console.sqlite").string();
    if (std::filesystem::exists(file))
        return id;
    sqlite::Connection connection(file, sqlite::Access::ReadWrite, sqlite::Durability::Normal);
    sqlite::migrate(connection, cache::migrations());
    cache::SearchIndex(connection).prepare();
    cache::RecordTable records(connection);
    std::mt19937 random(2041);
    domain::Incident incident;
    incident.number = 2041;
    incident.title = "Checkout slow and failing";
    incident.startedAt = begin;
    sqlite::Transaction transaction(connection);
    auto first = row(id, incident, 1, begin);
    records.put(first);
    for (int i = 0; i < events; ++i) {
        const auto value = event(id, i, random);
        auto made = row(domain::Id<domain::TimelineEvent>::generate(), value, i + 2, value.at);
        records.put(made);
    }
    transaction.commit();
    return id;
}

/// Everything that a panel is given, over the local copy in a folder.
struct Console
{
    explicit Console(const std::filesystem::path& folder)
        : cache(std::move(*cache::Cache::open({folder, sync::rebase, nullptr})))
        , ports(cache->repositories())
        , theme(*qobject_cast<QApplication*>(qApp))
        , incidents(ports, *cache, clock, history)
        , timeline(ports, *cache, clock, history)
        , analyses(ports, *cache, clock, history)
        , context{theme,   ports,     *cache,   clock,   ticker, QTimeZone("Asia/Tokyo"),
                  history, incidents, timeline, analyses}
    {
        ticker.stop();
        window.resize(1092, 668); // what is left for it in the design's window
        new QVBoxLayout(&window);
        window.layout()->setContentsMargins(0, 0, 0, 0);
    }

    std::unique_ptr<cache::Cache> cache;
    domain::Repositories ports;
    domain::SystemClock clock;
    Theme theme;
    Ticker ticker;
    commands::EditHistory history;
    commands::IncidentCommands incidents;
    commands::TimelineCommands timeline;
    commands::AnalysisCommands analyses;
    PanelContext context;
    QWidget window;
};

/// What a window does when the event loop comes round: paints what has to be painted, and nothing else.
void paint()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
}

void scroll(QAbstractItemView& view, const std::string& what)
{
    QScrollBar* bar = view.verticalScrollBar();
    std::mt19937 random(7);
    const auto frame = [&](Times& times, int to) {
        const Start start;
        bar->setValue(to);
        paint();
        times.add(start);
    };
    Times wheel;
    bar->setValue(bar->maximum() / 3);
    for (int i = 0; i < frames; ++i)
        frame(wheel, bar->value() + 96);
    Times jumps;
    for (int i = 0; i < frames; ++i)
        frame(jumps, static_cast<int>(random() % static_cast<unsigned>(std::max(1, bar->maximum()))));
    print(what + ", a turn of the wheel", wheel);
    print(what + ", a jump anywhere", jumps);
    bar->setValue(0);
    paint();
}

/// From the moment in which the cache tells of it to the painted frame.
void insert(Console& console, domain::Id<domain::Incident> id, std::optional<Start>& told,
            const std::string& what, int count)
{
    Times times;
    std::mt19937 random(9);
    const auto last = console.cache->onRecords([&](const std::vector<domain::ChangedRecord>& changed) {
        if (!told || changed.front().kind != domain::Kind::TimelineEvent)
            return;
        paint();
        times.add(*told);
        told.reset();
    });
    for (int i = 0; i < count; ++i) {
        const std::size_t before = times.wall.size();
        auto value = event(id, 1'000'000 + i, random);
        // Every other one happened some time ago.
        if (i % 2 == 1)
            value.at = begin + std::chrono::seconds(random() % 100'000);
        static_cast<void>(
            console.ports.timelineEvents.create(domain::Id<domain::TimelineEvent>::generate(), value));
        while (times.wall.size() == before)
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QApplication::processEvents();
    }
    print(what + ", one event more", times);
}

void measureOurs(const std::filesystem::path& folder, domain::Id<domain::Incident> id)
{
    Console console(folder);
    std::optional<Start> told;
    const auto first = console.cache->onRecords([&](const auto&) { told = Start(); });
    auto* panel = new TimelinePanel(console.context, nullptr);
    console.window.layout()->addWidget(panel);
    console.window.show();
    QApplication::processEvents();
    auto* view = panel->findChild<TimelineView*>();
    auto* model = panel->findChild<TimelineModel*>();

    const Start start;
    panel->setIncident(id);
    panel->repaint();
    print("the panel, opened and painted", start);
    double blocked = 0;
    while (model->expected()) {
        const auto turn = SteadyClock::now();
        QApplication::processEvents(QEventLoop::AllEvents);
        blocked = std::max(blocked, since(turn));
    }
    print("the panel, all of it read", start);
    std::printf("  %-44s %8.1f ms\n", "longest turn of the event loop meanwhile", blocked);
    scroll(*view, "the panel");
    insert(console, id, told, "the panel, at the top", inserts);
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 2);
    insert(console, id, told, "the panel, scrolled", inserts);
    const Start filter;
    model->setFilter(TimelineModel::Filter::Decisions);
    paint();
    print("the panel, another filter", filter);
    const Start words;
    model->setWords(QStringLiteral("queue"));
    paint();
    print("the panel, words to find", words);
}

void measurePlain(const std::filesystem::path& folder, domain::Id<domain::Incident> id, bool uniform)
{
    Console console(folder);
    std::optional<Start> told;
    const auto first = console.cache->onRecords([&](const auto&) { told = Start(); });
    const std::string what = uniform ? "QListView, uniform" : "QListView, measured";
    const Start reading;
    const auto all = console.ports.timelineEvents.of(id.uuid());
    print("reading all events on this thread", reading);
    TimelineModel model(
        console.ports, *console.cache,
        {[](const domain::TimelineEvent& event) { return QString::fromStdString(event.text); },
         [](const TimelineModel::Row&) { return QString(); }},
        console.context.zone);
    model.setIncident(id);
    while (model.expected())
        QApplication::processEvents(QEventLoop::AllEvents);
    auto* view = new QListView;
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setUniformItemSizes(uniform);
    auto* delegate = new TimelineDelegate(console.context, model, view);
    view->setItemDelegate(delegate);
    console.window.layout()->addWidget(view);
    console.window.show();
    QApplication::processEvents();
    const Start start;
    view->setModel(&model);
    view->repaint();
    view->viewport()->repaint();
    print(what + ", painted (all read before)", start);
    scroll(*view, what);
    insert(console, id, told, what, uniform ? inserts : 3);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const int events = argc > 1 ? std::atoi(argv[1]) : 100'000;
    QTemporaryDir temporary;
    const std::filesystem::path kept = argc > 2 ? argv[2] : temporary.path().toStdString();
    std::filesystem::create_directories(kept);
    const auto start = SteadyClock::now();
    const auto id = fill(kept, events);
    std::printf("%d events in one incident; file %.0f MB, written in %.1f s\n", events,
                static_cast<double>(std::filesystem::file_size(kept / "console.sqlite")) / 1e6,
                since(start) / 1000);
    measureOurs(kept, id);
    measurePlain(kept, id, false);
    measurePlain(kept, id, true);
    return 0;
}
