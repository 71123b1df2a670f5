#pragma once

#include "widgets/common/banner.h"
#include "widgets/panel/panelcontext.h"

#include <set>

namespace matoi::widgets {

/// In the whole window, whatever incident is open: command that is offered to the person here, until they
/// answer or it ends; and what became of an offer of theirs that was not accepted, until they have seen it.
class OfferBanner final : public Banner
{
    Q_OBJECT

public:
    OfferBanner(const PanelContext& context, QWidget* parent);

Q_SIGNALS:
    void openRequested(matoi::domain::Id<matoi::domain::Incident> incident);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void act(int action);
    std::optional<domain::Record<domain::Handover>> offered() const;
    std::optional<domain::Record<domain::Handover>> notAccepted() const;
    QString numberOf(const domain::Handover& handover) const;

    PanelContext m_context;
    std::set<domain::Id<domain::Handover>> m_seen;
    domain::Subscription m_subscription;
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
