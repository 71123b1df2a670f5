#include "models/cache/ports.h"

#include "models/cache/fields.h"
#include "models/cache/sampletable.h"
#include "models/wire/json.h"
#include "models/wire/recordjson.h"
#include "models/wire/words.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace matoi::cache {

using domain::Conflict;
using domain::Error;
using domain::ErrorCode;
using domain::Id;
using domain::Kind;
using domain::Result;

void EffectsPort::queue(LocalEffect effect)
{
    m_context.write([effect = std::move(effect)](Journal& journal) { journal.effect(effect); });
}

void EffectsPort::acknowledge(Id<domain::Engagement> engagement)
{
    queue({Action::Acknowledge, Kind::Engagement, engagement.uuid(), {}});
}

void EffectsPort::escalate(Id<domain::Engagement> engagement)
{
    queue({Action::Escalate, Kind::Engagement, engagement.uuid(), {}});
}

void EffectsPort::stop(Id<domain::Engagement> engagement)
{
    queue({Action::Stop, Kind::Engagement, engagement.uuid(), {}});
}

void EffectsPort::page(Id<domain::Incident> incident, Id<domain::Contact> contact, std::string reason)
{
    queue({Action::Page,
           Kind::Incident,
           incident.uuid(),
           {{"contactId", contact.toString()}, {"reason", std::move(reason)}}});
}

void EffectsPort::receipt(Id<domain::Page> page, domain::PageState state)
{
    queue({Action::Receipt, Kind::Page, page.uuid(), {{"state", wire::word(state)}}});
}

void EffectsPort::offer(Id<domain::Incident> incident, const domain::HandoverOffer& offer)
{
    queue({Action::Offer, Kind::Incident, incident.uuid(), wire::toJson(offer)});
}

void EffectsPort::accept(Id<domain::Handover> handover, std::string answer)
{
    queue({Action::Accept, Kind::Handover, handover.uuid(), {{"answer", std::move(answer)}}});
}

void EffectsPort::decline(Id<domain::Handover> handover, std::string reason)
{
    queue({Action::Decline, Kind::Handover, handover.uuid(), {{"reason", std::move(reason)}}});
}

void EffectsPort::withdraw(Id<domain::Handover> handover)
{
    queue({Action::Withdraw, Kind::Handover, handover.uuid(), {}});
}

domain::MetricData MetricSamplesPort::samples(Id<domain::MetricDefinition> metric, domain::Time from,
                                              domain::Time to) const
{
    domain::MetricData data;
    data.from = from;
    data.to = to;
    m_context.read([&](sqlite::Connection& reader) { data = SampleTable(reader).read(metric, from, to); });
    return data;
}

std::vector<domain::TimeSpan> MetricSamplesPort::missing(Id<domain::MetricDefinition> metric,
                                                         domain::Time from, domain::Time to) const
{
    std::vector<domain::TimeSpan> gaps;
    m_context.read([&](sqlite::Connection& reader) { gaps = SampleTable(reader).missing(metric, from, to); });
    return gaps;
}

void MetricSamplesPort::refresh(Id<domain::MetricDefinition> metric, domain::Time from, domain::Time to)
{
    if (Remote* remote = m_context.remote())
        remote->refreshSamples(metric, from, to);
}

std::optional<Error> MetricSamplesPort::problem(Id<domain::MetricDefinition> metric) const
{
    const auto problem = m_problems.find(metric);
    return problem != m_problems.end() ? std::optional(problem->second) : std::nullopt;
}

void MetricSamplesPort::setProblem(Id<domain::MetricDefinition> metric, std::optional<Error> problem)
{
    if (problem)
        m_problems[metric] = std::move(*problem);
    else
        m_problems.erase(metric);
}

void HistoriesPort::timelineEvent(
    Id<domain::TimelineEvent> id,
    std::function<void(Result<std::vector<domain::Revised<domain::TimelineEvent>>>)> done)
{
    if (Remote* remote = m_context.remote())
        remote->history(id, std::move(done));
    else
        done(domain::fail(ErrorCode::Unavailable, {}, "earlier revisions are on the service only"));
}

void HistoriesPort::incidentAudit(Id<domain::Incident> id, std::optional<std::int64_t> before,
                                  std::function<void(Result<domain::AuditPage>)> done)
{
    if (Remote* remote = m_context.remote())
        remote->audit(id, before, std::move(done));
    else
        done(domain::fail(ErrorCode::Unavailable, {}, "the audit log is on the service only"));
}

std::vector<Conflict> ConflictsPort::open() const
{
    std::vector<Conflict> conflicts;
    m_context.read([&](sqlite::Connection& reader) { conflicts = ConflictTable(reader).open(); });
    std::erase_if(conflicts, [&](const Conflict& conflict) { return m_resolved.contains(conflict.id); });
    return conflicts;
}

/// The value that the field would have, when the record with it is a sound one.
Result<boost::json::value> ConflictsPort::checked(const Conflict& conflict, const std::string& value) const
{
    if (conflict.conflictKind == domain::ConflictKind::Text || conflict.field.empty())
        return boost::json::value(value);
    auto parsed = wire::parseJson(value);
    if (!parsed || conflict.field == deletedField)
        return parsed;
    std::optional<RecordRow> row;
    m_context.read(
        [&](sqlite::Connection& reader) { row = RecordTable(reader).find(conflict.kind, conflict.record); });
    if (!row)
        return domain::fail(ErrorCode::NotFound, {}, "the record is not here any more");
    row->value[conflict.field] = *parsed;
    return domain::withRecordType(conflict.kind, [&]<class T>() -> Result<boost::json::value> {
        const auto sound = wire::fromJson<T>(boost::json::value(row->value), wire::Unknown::Ignore);
        if (!sound)
            return tl::make_unexpected(sound.error());
        return *parsed;
    });
}

Result<void> ConflictsPort::resolve(std::int64_t id, const std::string& value)
{
    const std::vector<Conflict> conflicts = open();
    const auto found = std::find_if(conflicts.begin(), conflicts.end(),
                                    [&](const Conflict& conflict) { return conflict.id == id; });
    if (found == conflicts.end())
        return domain::fail(ErrorCode::NotFound, {}, "this conflict is settled already");
    const auto shown = checked(*found, value);
    if (!shown)
        return tl::make_unexpected(shown.error());
    m_resolved.insert(id);
    std::optional<LocalEdit> edit;
    if (!found->field.empty() && found->field != deletedField)
        edit = LocalEdit{Action::Change, found->kind, found->record, {}, {{found->field, *shown}}, {}, {}};
    m_context.write([id, value](Journal& journal) { journal.resolve(id, value); }, std::move(edit));
    return {};
}

namespace {

/// The fields in which people write, in the order in which they are read.
constexpr std::array writtenFields = {
    "title", "text", "details", "what", "because", "insteadOf", "conditions", "actions", "needs",   "reason",
    "note",  "url",  "answer",  "name", "query",   "decisions", "person",     "owner",   "assignee"};

std::string writtenIn(const boost::json::object& value)
{
    std::string all;
    if (const auto* briefing = value.if_contains("briefing"); briefing != nullptr && briefing->is_object())
        all = writtenIn(briefing->get_object());
    for (const char* field : writtenFields) {
        const std::string text = textMember(value, field);
        if (text.empty())
            continue;
        if (!all.empty())
            all += '\n';
        all += text;
    }
    return all;
}

domain::OutboxItem itemFrom(const OutboxRow& row)
{
    return {
        row.id,       row.kind,  row.record,         std::string(word(row.action)), row.state, row.queuedAt,
        row.attempts, row.error, writtenIn(row.mine)};
}

std::optional<Id<domain::Incident>> incidentOf(const OutboxRow& row, const std::optional<RecordRow>& record)
{
    if (row.kind == Kind::Incident)
        return Id<domain::Incident>(row.record);
    auto parent = record ? record->parent : wire::parentInJson(row.kind, row.mine);
    return parent ? std::optional(Id<domain::Incident>(*parent)) : std::nullopt;
}

} // namespace

std::vector<domain::OutboxItem> OutboxPort::items() const
{
    std::vector<domain::OutboxItem> items;
    m_context.read([&](sqlite::Connection& reader) {
        for (const OutboxRow& row : OutboxTable(reader).all())
            items.push_back(itemFrom(row));
    });
    return items;
}

std::vector<domain::Undelivered> OutboxPort::undelivered() const
{
    std::vector<domain::Undelivered> all;
    m_context.read([&](sqlite::Connection& reader) {
        for (const OutboxRow& row : OutboxTable(reader).all()) {
            if (row.state == domain::OutboxItem::State::Waiting)
                continue;
            domain::Undelivered one;
            one.item = itemFrom(row);
            one.incident = incidentOf(row, RecordTable(reader).find(row.kind, row.record));
            one.contact = Id<domain::Contact>::parse(textMember(row.mine, "contactId"));
            one.to = textMember(row.mine, "to");
            one.mayHaveHappened = row.state == domain::OutboxItem::State::Expired && row.inDoubt;
            all.push_back(std::move(one));
        }
    });
    return all;
}

void OutboxPort::tryAgain(std::int64_t id)
{
    m_context.write([id](Journal& journal) { journal.tryAgain(id); });
}

void OutboxPort::retryNow()
{
    if (Remote* remote = m_context.remote())
        remote->retryNow();
}

void OutboxPort::dismiss(std::int64_t id)
{
    m_context.write([id](Journal& journal) { journal.dismiss(id); });
}

DraftsPort::DraftsPort(PortContext& context)
    : m_context(context)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::milliseconds(200));
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { flush(); });
}

std::optional<std::string> DraftsPort::draft(const std::string& key) const
{
    std::optional<std::string> text;
    const auto written = m_texts.find(key);
    if (written != m_texts.end())
        text = written->second;
    else
        m_context.read([&](sqlite::Connection& reader) {
            text = reader.text("SELECT text FROM drafts WHERE key = ?1", key);
        });
    return text && !text->empty() ? text : std::nullopt;
}

void DraftsPort::setDraft(const std::string& key, const std::string& text)
{
    m_texts[key] = text;
    m_dirty.insert(key);
    // Not restarted by the next letter: what was typed is kept within the interval, however long one types.
    if (!m_timer.isActive())
        m_timer.start();
}

void DraftsPort::flush()
{
    m_timer.stop();
    for (const std::string& key : std::exchange(m_dirty, {}))
        m_context.write([key, text = m_texts[key]](Journal& journal) { journal.setDraft(key, text); });
}

} // namespace matoi::cache
