#include "models/cache/core.h"

#include <QLoggingCategory>
#include <QPointer>

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::cache {
namespace {

Q_LOGGING_CATEGORY(lcCache, "matoi.cache")

constexpr std::chrono::seconds writeAgainAfter{1};
constexpr std::chrono::milliseconds expireAgainAfter{50};
constexpr std::string_view sessionKey = "session";
/// Some 20 ms of work, so that an edit meanwhile waits no longer.
constexpr int indexedAtOnce = 500;

std::string fileIn(const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    return (folder / "console.sqlite").string();
}

std::string textFrom(const domain::Session& session)
{
    return wire::toText(
        boost::json::object{{"name", session.name},
                            {"role", session.role},
                            {"contactId", session.contactId ? session.contactId->toString() : ""},
                            {"metricSources", boost::json::value_from(session.metricSources)}});
}

domain::Session sessionFrom(const std::string& text)
{
    const auto object = wire::parseObject(text);
    if (!object)
        return {};
    domain::Session session{textMember(*object, "name"),
                            textMember(*object, "role"),
                            domain::Id<domain::Contact>::parse(textMember(*object, "contactId")),
                            {}};
    if (const auto* sources = object->if_contains("metricSources"); sources && sources->is_array())
        for (const auto& source : sources->get_array())
            if (source.is_string())
                session.metricSources.emplace_back(source.get_string());
    return session;
}

} // namespace

Cache::Core::Core(const Options& options)
    : m_clock(options.clock != nullptr ? *options.clock : m_systemClock)
    , m_file(fileIn(options.folder))
    , m_contents(*this, options.folder)
    , m_holds([this](domain::Kind kind, domain::Uuid id) { return hold(kind, id); })
    , m_writer(m_file, options.rule, m_clock,
               [this](const Commit& commit) {
                   QMetaObject::invokeMethod(
                       &m_here, [this, commit] { publish(commit); }, Qt::QueuedConnection);
               })
    , m_reader(m_file, sqlite::Access::ReadOnly)
    , m_records([this](const auto& work) { return read([&](sqlite::Connection&) { work(m_view); }); },
                [this](LocalEdit edit) { submit(std::move(edit)); })
    , m_timelines(m_file, m_reader, m_view, m_records.timelineEvents)
{
    m_expiry.setSingleShot(true);
    m_expiry.setTimerType(Qt::PreciseTimer); // a coarse one of two minutes may be six seconds too early
    QObject::connect(&m_expiry, &QTimer::timeout, &m_here, [this] { expireEffects(); });
    m_writeAgain.setSingleShot(true);
    m_writeAgain.setInterval(writeAgainAfter);
    QObject::connect(&m_writeAgain, &QTimer::timeout, &m_here, [this] { writeAgain(); });
    load();
    knowKinds();
    buildIndex();
    m_contents.cleanUp();
}

Cache::Core::~Core()
{
    // The last letters of a draft are kept too. The writer ends when it has written all.
    m_drafts.flush();
    handOverAll();
}

void Cache::Core::load()
{
    read([this](sqlite::Connection& reader) {
        const auto session = reader.text("SELECT value FROM meta WHERE key = ?1", sessionKey);
        if (session)
            m_session = sessionFrom(*session);
        takeCounts(OutboxTable(reader).counts());
    });
    m_told = state();
}

void Cache::Core::knowKinds()
{
    // The number goes up when an earlier version may have passed something over: 2, what was hidden for a
    // moment.
    std::string kinds = "2 ";
    for (const domain::Kind kind : domain::allKinds)
        kinds += std::string(domain::name(kind)) + ' ';
    post({[kinds](Journal& journal) { journal.knowKinds(kinds); }, std::nullopt});
}

/// Of a file of an earlier version: piece by piece, so that edits and the feed get their turn in between.
void Cache::Core::buildIndex()
{
    const auto more = std::make_shared<bool>(false);
    m_writer.post([more](Journal& journal) { *more = journal.buildIndex(indexedAtOnce); },
                  [this, more](const std::optional<NotWritten>& failure) {
                      if (failure)
                          qCWarning(lcCache, "the index is not complete: %s", failure->reason.c_str());
                      else if (*more)
                          QMetaObject::invokeMethod(
                              &m_here, [this] { buildIndex(); }, Qt::QueuedConnection);
                  });
}

void Cache::Core::attach(Remote* remote)
{
    m_remote = remote;
    if (remote == nullptr)
        m_contents.disconnected();
}

domain::Repositories Cache::Core::repositories()
{
    Records& r = m_records;
    return {r.incidents,     r.summaries,    r.timelineEvents,  r.roleAssignments, r.tasks,
            r.statusUpdates, r.contacts,     r.contactChannels, r.responsePlans,   r.metricDefinitions,
            r.engagements,   r.pages,        r.questionSets,    r.analyses,        r.answers,
            r.actionItems,   r.deadLetters,  r.handovers,       r.decisions,       r.reports,
            r.callOuts,      r.relatedItems, r.metricSnapshots, m_effects,         m_samples,
            m_histories,     m_conflicts,    m_outbox,          m_drafts,          m_search,
            m_contents,      m_timelines,    m_similar};
}

bool Cache::Core::read(const std::function<void(sqlite::Connection&)>& work)
{
    try {
        work(m_reader);
        return true;
    } catch (const sqlite::Error& error) {
        qCWarning(lcCache, "%s", error.what());
        setProblem(error.what());
        return false;
    }
}

void Cache::Core::setProblem(const std::string& problem)
{
    if (std::exchange(m_problem, problem) == problem)
        return;
    QMetaObject::invokeMethod(
        &m_here, [this] { tellState(); }, Qt::QueuedConnection);
}

void Cache::Core::submit(LocalEdit edit)
{
    edit.by = m_session.name;
    edit.at = now();
    write([edit](Journal& journal) { journal.edit(edit); }, edit);
}

/// It may look different from now on.
void Cache::Core::forget(domain::Kind kind, domain::Uuid id)
{
    m_records.of(kind).forget(id);
    if (kind == domain::Kind::TimelineEvent)
        m_timelines.touch(id);
}

void Cache::Core::write(Writer::Work work, std::optional<LocalEdit> shown)
{
    if (!shown) {
        post({std::move(work), std::nullopt});
        return;
    }
    const std::uint64_t number = m_view.add(*shown);
    forget(shown->kind, shown->record);
    tellSoon({shown->kind, shown->record, parentOf(*shown)});
    post({std::move(work), InFlight{std::move(*shown), number}});
}

std::optional<domain::Uuid> Cache::Core::parentOf(const LocalEdit& edit) const
{
    const auto shown = m_view.find(edit.kind, edit.record);
    return shown ? shown->parent : wire::parentInJson(edit.kind, edit.mine);
}

void Cache::Core::post(Piece piece)
{
    if (m_failed.empty())
        handOver(piece);
    else
        m_behind.push_back(std::move(piece));
}

void Cache::Core::handOver(const Piece& piece)
{
    ++m_underWay;
    m_writer.postInTurn(
        m_turn, piece.work,
        [this, piece](const std::optional<NotWritten>& failure) {
            QMetaObject::invokeMethod(
                &m_here,
                [this, piece, failure] {
                    --m_underWay;
                    if (failure)
                        notWritten(piece, *failure);
                    else
                        written(piece.edit);
                },
                Qt::QueuedConnection);
        },
        piece.edit.has_value());
}

void Cache::Core::written(const std::optional<InFlight>& edit)
{
    if (m_failed.empty() && m_aside == 0)
        setProblem({});
    if (!edit)
        return;
    const LocalEdit& made = edit->edit;
    const bool looksDifferent = m_view.committed(made.kind, made.record, edit->number);
    forget(made.kind, made.record);
    if (looksDifferent)
        tellSoon({made.kind, made.record, parentOf(made)});
}

/// A full disk, most likely. What was typed stays on the screen and is tried again, all of it in its order: a
/// change must not come before its creation. What cannot work by its own fault does not hold up the rest.
void Cache::Core::notWritten(const Piece& piece, const NotWritten& failure)
{
    if (failure.mayWorkLater) {
        if (m_failed.empty()) {
            qCWarning(lcCache, "not written, trying again: %s", failure.reason.c_str());
            setProblem(failure.reason);
        }
        m_failed.push_back(piece);
        if (!m_writeAgain.isActive())
            m_writeAgain.start();
        return;
    }
    qCWarning(lcCache, "not written, trying again: %s", failure.reason.c_str());
    setProblem(failure.reason);
    ++m_aside;
    QTimer::singleShot(writeAgainAfter, &m_here, [this, piece] {
        --m_aside;
        post(piece);
    });
}

void Cache::Core::writeAgain()
{
    if (m_underWay > 0)
        m_writeAgain.start(); // they will fail as well, and come before what is behind
    else
        handOverAll();
}

void Cache::Core::handOverAll()
{
    ++m_turn;
    for (std::deque<Piece>* pieces : {&m_failed, &m_behind})
        for (const Piece& piece : std::exchange(*pieces, {}))
            handOver(piece);
}

/// Comes before written() of the same piece. An edit of our own needs no telling here: it is shown already,
/// and written() finds out whether it looks different in the end.
void Cache::Core::publish(const Commit& commit)
{
    for (const auto& [kind, id] : commit.changes.hidden)
        m_view.drop(kind, id);
    m_contents.drop(commit.changes.droppedContents);
    std::vector<domain::ChangedRecord> records;
    for (const domain::ChangedRecord& record : commit.changes.records) {
        forget(record.kind, record.id);
        if (!commit.shown && !m_view.isHeld(record.kind, record.id))
            records.push_back(record);
    }
    if (commit.counts)
        takeCounts(*commit.counts);
    m_contents.changed(commit.changes.contents);
    if (!records.empty())
        onRecords.tell(records);
    for (const auto& metric : commit.changes.samples)
        onSamples.tell(metric);
    if (commit.changes.conflicts)
        onConflicts.tell();
    if (!commit.counts)
        return;
    tellState();
    if (m_remote != nullptr && commit.counts->waiting > 0)
        m_remote->outboxChanged();
}

void Cache::Core::tellSoon(domain::ChangedRecord record)
{
    m_toTell.push_back(record);
    if (m_toTell.size() > 1)
        return;
    QMetaObject::invokeMethod(
        &m_here, [this] { onRecords.tell(std::exchange(m_toTell, {})); }, Qt::QueuedConnection);
}

void Cache::Core::takeCounts(const OutboxTable::Counts& counts)
{
    m_counts = counts;
    armExpiry(std::chrono::milliseconds(0));
}

void Cache::Core::armExpiry(std::chrono::milliseconds atLeast)
{
    m_expiry.stop();
    if (!m_counts.oldestEffect)
        return;
    const auto left = *m_counts.oldestEffect + Journal::kEffectLife - now();
    m_expiry.start(std::max<std::chrono::milliseconds>(left, atLeast));
}

void Cache::Core::expireEffects()
{
    // When it fails, it is among what is tried again already.
    if (m_failed.empty())
        post({[](Journal& journal) { journal.expireEffects(); }, std::nullopt});
    // The timer may have been a moment too early, and then nothing changes that would arm it again.
    armExpiry(expireAgainAfter);
}

domain::SyncState Cache::Core::state() const
{
    domain::SyncState state = m_connection;
    state.unsent = m_counts.waiting;
    state.expired = m_counts.expired;
    state.stuck = m_counts.refused;
    if (!m_problem.empty())
        state.problem = m_problem;
    return state;
}

void Cache::Core::tellState()
{
    const domain::SyncState now = state();
    if (std::exchange(m_told, now) != now)
        onSyncState.tell(now);
}

void Cache::Core::setConnection(const domain::SyncState& state)
{
    using Connection = domain::SyncState::Connection;
    const bool back = state.connection == Connection::Live && m_connection.connection != Connection::Live;
    m_connection = state;
    tellState();
    if (back)
        m_contents.connected();
}

void Cache::Core::setSession(const domain::Session& session)
{
    m_session = session;
    post({[text = textFrom(session)](Journal& journal) { journal.setMeta(sessionKey, text); }, std::nullopt});
}

domain::Subscription Cache::Core::hold(domain::Kind kind, domain::Uuid id)
{
    m_view.hold(kind, id);
    // A token may outlive the cache: it then has nothing left to release.
    const QPointer<QObject> here(&m_here);
    return {static_cast<void*>(this), [this, here, kind, id](void*) {
                if (here.isNull() || !m_view.release(kind, id))
                    return;
                forget(kind, id);
                const auto shown = m_view.find(kind, id);
                tellSoon({kind, id, shown ? shown->parent : std::nullopt});
            }};
}

} // namespace matoi::cache
