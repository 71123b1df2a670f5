#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

#include <vector>

namespace matoi::widgets {

class OpenBadge;
class TextLabel;

/// The other open incidents as badges, worst first, where the list has no room; and how many of them nobody
/// leads. Pressing one opens it.
class AlsoOpen final : public QWidget
{
    Q_OBJECT

public:
    AlsoOpen(const PanelContext& context, QWidget* parent = nullptr);

    /// The incident that is shown: the others are here.
    void setIncident(domain::Id<domain::Incident> id);
    /// False: there is nothing to show.
    bool hasAny() const { return m_any; }
    void setCaptionShown(bool shown);

Q_SIGNALS:
    void openRequested(matoi::domain::Id<matoi::domain::Incident> id);
    /// hasAny() differs.
    void anyChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    TextLabel* m_caption;
    std::vector<OpenBadge*> m_badges;
    TextLabel* m_more;
    TextLabel* m_hand;
    TextLabel* m_unled;
    bool m_any = false;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
