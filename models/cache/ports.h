#pragma once

#include "models/cache/remote.h"
#include "models/cache/writer.h"
#include "models/domain/ports/holds.h"
#include "models/domain/ports/repository.h"
#include "models/domain/ports/undelivered.h"
#include "models/sqlite/connection.h"

#include <QTimer>

#include <map>
#include <set>
#include <unordered_map>

namespace matoi::cache {

/// What the ports need of the cache.
class PortContext
{
public:
    virtual ~PortContext() = default;

    /// False when the file cannot be read; the reason is told in the sync state.
    virtual bool read(const std::function<void(sqlite::Connection&)>& work) = 0;
    /// Tried again until it works. `shown` is what people see until it is done.
    virtual void write(Writer::Work work, std::optional<LocalEdit> shown = std::nullopt) = 0;
    virtual domain::Time now() const = 0;
    virtual Remote* remote() const = 0;
    /// Why the file cannot be written; empty: it can.
    virtual std::string unwritten() const = 0;
};

class EffectsPort final : public domain::Effects
{
public:
    explicit EffectsPort(PortContext& context)
        : m_context(context)
    {}

    void acknowledge(domain::Id<domain::Engagement> engagement) override;
    void escalate(domain::Id<domain::Engagement> engagement) override;
    void stop(domain::Id<domain::Engagement> engagement) override;
    void page(domain::Id<domain::Incident> incident, domain::Id<domain::Contact> contact,
              std::string reason) override;
    void receipt(domain::Id<domain::Page> page, domain::PageState state) override;
    void offer(domain::Id<domain::Incident> incident, const domain::HandoverOffer& offer) override;
    void accept(domain::Id<domain::Handover> handover, std::string answer) override;
    void decline(domain::Id<domain::Handover> handover, std::string reason) override;
    void withdraw(domain::Id<domain::Handover> handover) override;

private:
    void queue(LocalEffect effect);

    PortContext& m_context;
};

class MetricSamplesPort final : public domain::MetricSamples
{
public:
    explicit MetricSamplesPort(PortContext& context)
        : m_context(context)
    {}

    std::vector<domain::TimeSpan> missing(domain::Id<domain::MetricDefinition> metric, domain::Time from,
                                          domain::Time to) const override;
    domain::MetricData samples(domain::Id<domain::MetricDefinition> metric, domain::Time from,
                               domain::Time to) const override;
    void refresh(domain::Id<domain::MetricDefinition> metric, domain::Time from, domain::Time to) override;
    std::optional<domain::Error> problem(domain::Id<domain::MetricDefinition> metric) const override;

    void setProblem(domain::Id<domain::MetricDefinition> metric, std::optional<domain::Error> problem);

private:
    PortContext& m_context;
    std::unordered_map<domain::Id<domain::MetricDefinition>, domain::Error> m_problems;
};

class HistoriesPort final : public domain::Histories
{
public:
    explicit HistoriesPort(PortContext& context)
        : m_context(context)
    {}

    void
    timelineEvent(domain::Id<domain::TimelineEvent> id,
                  std::function<void(domain::Result<std::vector<domain::Revised<domain::TimelineEvent>>>)>
                      done) override;
    void incidentAudit(domain::Id<domain::Incident> id, std::optional<std::int64_t> before,
                       std::function<void(domain::Result<domain::AuditPage>)> done) override;

private:
    PortContext& m_context;
};

class ConflictsPort final : public domain::Conflicts
{
public:
    explicit ConflictsPort(PortContext& context)
        : m_context(context)
    {}

    std::vector<domain::Conflict> open() const override;
    domain::Result<void> resolve(std::int64_t id, const std::string& value) override;

private:
    domain::Result<boost::json::value> checked(const domain::Conflict& conflict,
                                               const std::string& value) const;

    PortContext& m_context;
    std::set<std::int64_t> m_resolved; ///< by this process: its row may not be closed on the disk yet
};

class OutboxPort final : public domain::Outbox, public domain::UndeliveredItems
{
public:
    explicit OutboxPort(PortContext& context)
        : m_context(context)
    {}

    std::vector<domain::OutboxItem> items() const override;
    void retryNow() override;
    void dismiss(std::int64_t id) override;

    std::vector<domain::Undelivered> undelivered() const override;
    void tryAgain(std::int64_t id) override;
    std::string unwritten() const override { return m_context.unwritten(); }

private:
    PortContext& m_context;
};

/// Texts wait a moment, so that a fast typist makes one write and not one a letter.
class DraftsPort final : public domain::Drafts
{
public:
    explicit DraftsPort(PortContext& context);

    std::optional<std::string> draft(const std::string& key) const override;
    void setDraft(const std::string& key, const std::string& text) override;
    void flush();

private:
    PortContext& m_context;
    QTimer m_timer;
    std::map<std::string, std::string> m_texts; ///< what this process wrote
    std::set<std::string> m_dirty;
};

class HoldsPort final : public domain::Holds
{
public:
    using Hold = std::function<domain::Subscription(domain::Kind, domain::Uuid)>;
    explicit HoldsPort(Hold hold)
        : m_hold(std::move(hold))
    {}

    domain::Subscription hold(domain::Kind kind, domain::Uuid record) override
    {
        return m_hold(kind, record);
    }

private:
    Hold m_hold;
};

} // namespace matoi::cache
