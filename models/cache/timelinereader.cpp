#include "models/cache/timelinereader.h"

#include "models/cache/recordtable.h"
#include "models/wire/recordjson.h"

#include <QLoggingCategory>

#include <boost/json.hpp>

#include <algorithm>
#include <tuple>

namespace matoi::cache {

using namespace domain;

namespace {

Q_LOGGING_CATEGORY(lcTimelines, "matoi.cache.timelines")

/// Some 10 ms of reading, and a few of inserting on the other side.
constexpr std::size_t portionSize = 1000;

/// In the order of events_by_time.
constexpr std::string_view byTime =
    "SELECT id, rev, change, created_at, created_by, updated_at, updated_by, unsent, value FROM records "
    "WHERE kind = 'timeline-event' AND parent = ?1 AND deleted = 0 "
    "ORDER BY happened DESC LIMIT ?2";

/// nullopt for a value of a newer service that this version cannot read: it is not shown.
std::optional<Record<TimelineEvent>> eventFrom(const sqlite::Connection& connection,
                                               const sqlite::Query& query)
{
    wire::RecordEnvelope row;
    row.kind = Kind::TimelineEvent;
    row.id = query.uuid(0);
    row.meta.rev = query.integer(1);
    row.meta.change = query.integer(2);
    row.meta.createdAt = query.time(3);
    row.meta.createdBy = query.text(4);
    row.meta.updatedAt = query.time(5);
    row.meta.updatedBy = query.text(6);
    row.meta.unsent = static_cast<int>(query.integer(7));
    row.value = storedObject(connection, query.textView(8));
    auto event = wire::recordFrom<TimelineEvent>(row);
    return event ? std::optional(std::move(*event)) : std::nullopt;
}

bool later(const Record<TimelineEvent>& a, const Record<TimelineEvent>& b)
{
    return std::tie(b.value.at, b.meta.createdAt, b.id) < std::tie(a.value.at, a.meta.createdAt, a.id);
}

} // namespace

TimelineReader::TimelineReader(std::string file, sqlite::Connection& reader, const LocalView& view,
                               const Repository<TimelineEvent>& now)
    : m_file(std::move(file))
    , m_reader(reader)
    , m_view(view)
    , m_now(now)
{
    m_pool.setMaxThreadCount(1);
}

TimelineReader::~TimelineReader()
{
    m_stop = true; // what is being read ends at its next row
    m_pool.waitForDone();
}

std::optional<Record<TimelineEvent>> TimelineReader::shown(Uuid id, Id<Incident> incident) const
{
    auto event = m_now.find(Id<TimelineEvent>(id));
    const bool there = event && !event->meta.deleted && event->value.incidentId == incident;
    return there ? std::move(event) : std::nullopt;
}

int TimelineReader::count(Id<Incident> incident) const
{
    if (const auto known = m_counts.find(incident); known != m_counts.end())
        return known->second;
    std::int64_t count = 0;
    try {
        count = m_reader
                    .integer("SELECT count(*) FROM records WHERE kind = 'timeline-event' AND parent = ?1 AND "
                             "deleted = 0",
                             incident)
                    .value_or(0);
        for (const Uuid& id : m_view.special(Kind::TimelineEvent)) {
            const bool inFile = m_reader
                                    .integer("SELECT 1 FROM records WHERE kind = 'timeline-event' AND id = "
                                             "?1 AND parent = ?2 AND deleted = 0",
                                             id, incident)
                                    .has_value();
            count += (shown(id, incident) ? 1 : 0) - (inFile ? 1 : 0);
        }
    } catch (const sqlite::Error& error) {
        qCWarning(lcTimelines, "%s", error.what());
        return 0;
    }
    return m_counts[incident] = static_cast<int>(count);
}

std::vector<Record<TimelineEvent>> TimelineReader::latest(Id<Incident> incident, int limit) const
{
    Events events;
    const auto special = m_view.special(Kind::TimelineEvent);
    try {
        // Those that look different from the file may belong elsewhere: they are left out here and put in
        // as they are.
        sqlite::Query query = m_reader.query(byTime, incident, limit + static_cast<int>(special.size()));
        while (query.step())
            if (std::find(special.begin(), special.end(), query.uuid(0)) == special.end())
                if (auto event = eventFrom(m_reader, query))
                    events.push_back(std::move(*event));
    } catch (const sqlite::Error& error) {
        qCWarning(lcTimelines, "%s", error.what());
    }
    for (const Uuid& id : special)
        if (auto event = shown(id, incident))
            events.push_back(std::move(*event));
    std::sort(events.begin(), events.end(), later);
    if (events.size() > static_cast<std::size_t>(limit))
        events.erase(events.begin() + limit, events.end());
    return events;
}

Subscription TimelineReader::read(Id<Incident> incident, std::function<void(Portion)> portion)
{
    const auto token = std::make_shared<int>();
    const auto special = m_view.special(Kind::TimelineEvent);
    auto reading = std::make_shared<Reading>(
        Reading{incident, std::move(portion), token, {special.begin(), special.end()}});
    m_readings.push_back(reading);
    // Those may be in the file differently, or not at all: they come as they are, in a turn of their own.
    Events events;
    for (const Uuid& id : special)
        if (auto event = shown(id, incident))
            events.push_back(std::move(*event));
    QMetaObject::invokeMethod(
        &m_here,
        [this, reading, events = std::move(events)]() mutable { hand(reading, std::move(events), false); },
        Qt::QueuedConnection);
    m_pool.start([this, reading] { readAway(reading); });
    return token;
}

/// On the pool's thread. Touches nothing of the reading but what never changes.
void TimelineReader::readAway(const std::shared_ptr<Reading>& reading)
{
    Events events;
    const auto send = [&](bool last) {
        QMetaObject::invokeMethod(
            &m_here,
            [this, reading, last, events = std::exchange(events, {})]() mutable {
                hand(reading, std::move(events), last);
            },
            Qt::QueuedConnection);
    };
    try {
        sqlite::Connection connection(m_file, sqlite::Access::ReadOnly);
        sqlite::Query query = connection.query(byTime, reading->incident, -1);
        while (query.step()) {
            if (m_stop || reading->wanted.expired())
                return;
            if (auto event = eventFrom(connection, query))
                events.push_back(std::move(*event));
            if (events.size() == portionSize)
                send(false);
        }
    } catch (const std::exception& error) {
        qCWarning(lcTimelines, "%s", error.what());
    }
    send(true);
}

void TimelineReader::hand(const std::shared_ptr<Reading>& reading, Events events, bool last)
{
    const auto wanted = reading->wanted.lock();
    if (wanted == nullptr)
        return;
    const auto moved = std::stable_partition(events.begin(), events.end(), [&](const auto& event) {
        return !reading->touched.contains(event.id.uuid());
    });
    Events now;
    for (auto at = moved; at != events.end(); ++at)
        if (auto event = shown(at->id.uuid(), reading->incident))
            now.push_back(std::move(*event));
    events.erase(moved, events.end());
    std::move(now.begin(), now.end(), std::back_inserter(events));
    reading->tell({std::move(events), last});
}

void TimelineReader::touch(Uuid id)
{
    m_counts.clear();
    for (auto at = m_readings.begin(); at != m_readings.end();) {
        const auto reading = at->lock();
        if (reading == nullptr) {
            at = m_readings.erase(at);
            continue;
        }
        reading->touched.insert(id);
        ++at;
    }
}

} // namespace matoi::cache
