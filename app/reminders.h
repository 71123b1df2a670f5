#pragma once

#include "app/desktopnotifications.h"
#include "models/settings/settings.h"
#include "widgets/panel/callsforme.h"

#include <QtCore/QTimer>

#include <map>
#include <set>

namespace matoi::app {

/// What the person here is told of beside pages: an update of an incident that they command is due in five
/// minutes; an incident has begun that they are not paged for. Once each, and silent where that is wanted:
/// pages are the Notifier's, and nothing here holds one back.
class Reminders final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::minutes beforeUpdate{5};
    /// A page for the same incident comes a little later than the incident.
    static constexpr std::chrono::seconds beforeNew{5};
    /// An older one was not missed just now.
    static constexpr std::chrono::minutes newest{10};

    Reminders(const widgets::PanelContext& context, const widgets::CallsForMe& calls,
              const QDBusConnection& bus, QObject* parent = nullptr);

    void setWanted(const settings::Values& values);
    /// Comes by itself every second; for tests with a clock of their own.
    void look();

Q_SIGNALS:
    void opened(matoi::domain::Id<matoi::domain::Incident> incident);

private:
    struct Open
    {
        std::optional<domain::Time> updateDue;
        std::optional<domain::Time> toldDue;
    };
    void readAll();
    void take(const domain::Record<domain::Incident>& incident);
    void recordsChanged(const std::vector<domain::ChangedRecord>& records);
    void lookAtUpdates(domain::Time now);
    void lookAtNew(domain::Time now);
    bool isQuiet(domain::Time now) const;

    widgets::PanelContext m_context;
    const widgets::CallsForMe& m_calls;
    DesktopNotifications m_desktop;
    settings::Values m_wanted;
    bool m_read = false;
    std::set<domain::Id<domain::Incident>> m_known;
    std::map<domain::Id<domain::Incident>, Open> m_open;
    std::map<domain::Id<domain::Incident>, domain::Time> m_fresh; ///< when they came
    QTimer m_timer;
    domain::Subscription m_subscription;
};

} // namespace matoi::app
