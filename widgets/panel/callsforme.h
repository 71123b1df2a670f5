#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtCore/QObject>

#include <set>

namespace matoi::widgets {

/// One engagement that has paged the person at this console on the desktop, and that nobody has answered.
struct CallForMe
{
    domain::Id<domain::Engagement> engagement;
    domain::Id<domain::Incident> incident;
    std::vector<domain::Record<domain::Page>> pages; ///< those of the desktop that were sent, oldest first
    bool running = true; ///< false: every stage has passed without an answer, and the incident is open

    bool operator==(const CallForMe& other) const;
};

/// The pages for the person at this console, kept up to date: until somebody acknowledges, the engagement is
/// stopped, or its incident is resolved. Only what changed is read anew.
class CallsForMe final : public QObject
{
    Q_OBJECT

public:
    explicit CallsForMe(const PanelContext& context, QObject* parent = nullptr);

    /// Oldest first.
    const std::vector<CallForMe>& calls() const { return m_calls; }
    const CallForMe* find(domain::Id<domain::Engagement> engagement) const;

Q_SIGNALS:
    void changed();

private:
    void readAll();
    void take(const domain::Record<domain::Page>& page);
    void takeAll(domain::Id<domain::Incident> incident);
    void recordsChanged(const std::vector<domain::ChangedRecord>& records);
    void tell();

    PanelContext m_context;
    std::optional<domain::Id<domain::Contact>> m_me;
    std::set<domain::Id<domain::Page>> m_pages; ///< for me, on the desktop, sent
    std::vector<CallForMe> m_calls;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
