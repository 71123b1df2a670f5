#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace matoi::app {

/// Pages for the person at this console: a desktop notification with Acknowledge (freedesktop protocol), and
/// the receipts that tell the service that it was shown and opened. Without a notification service the page
/// is still in the window; then nothing is claimed to have been delivered.
class Notifier final : public QObject
{
    Q_OBJECT

public:
    Notifier(const widgets::PanelContext& context, QObject* parent = nullptr);

Q_SIGNALS:
    void opened(matoi::domain::Id<matoi::domain::Incident> incident);

private Q_SLOTS:
    void actionInvoked(uint id, const QString& action);
    void closed(uint id, uint reason);

private:
    struct Shown
    {
        domain::Id<domain::Page> page;
        domain::Id<domain::Engagement> engagement;
        domain::Id<domain::Incident> incident;
    };
    void look();
    void show(const domain::Record<domain::Page>& page);
    void close(uint id);

    widgets::PanelContext m_context;
    QHash<uint, Shown> m_shown;
    std::vector<domain::Id<domain::Page>> m_known;
    domain::Subscription m_subscription;
};

} // namespace matoi::app
