#pragma once

#include "widgets/common/banner.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

/// Under an incident's tabs, in amber: that nobody leads it, for how long; or that an offer of command waits
/// for an answer. Hidden otherwise.
class CommandStrip final : public Banner
{
    Q_OBJECT

public:
    CommandStrip(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    void takeRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void act();
    std::optional<Content> wanted() const;
    std::optional<Content> unsentOffer() const;
    std::optional<domain::OutboxItem> unsent() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
