#pragma once

#include "widgets/panel/panelcontext.h"

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

/// One tab of an incident.
struct PanelTab
{
    /// When it is shown for the first time: a start waits for one tab, not for seven.
    std::function<QWidget*(QWidget* parent)> make;
    std::function<void(QWidget&, domain::Id<domain::Incident>)> setIncident; ///< of one that was made
    std::function<QString()> label;
    /// The grey number after the label; 0: none.
    std::function<int(domain::Id<domain::Incident>)> count;
};

/// How panels ask for what the window does.
struct PanelLinks
{
    std::function<void(int tab)> openTab;
    std::function<void(std::optional<domain::Time>)> eventTime; ///< the charts' crosshair
    std::function<void()> pageSomeone;
    std::function<void()> logEvent;
    std::function<void()> command;                                  ///< take it, or hand it over
    std::function<void(domain::Id<domain::Incident>)> openIncident; ///< another one
};

namespace tabs {
inline constexpr int overview = 0;
inline constexpr int metrics = 1;
inline constexpr int timeline = 2;
inline constexpr int contacts = 3;
inline constexpr int related = 4;
inline constexpr int analysis = 5;
inline constexpr int properties = 6;
inline constexpr int count = 7;
} // namespace tabs

std::vector<PanelTab> panelTabs(const PanelContext& context, const PanelLinks& links);

} // namespace matoi::widgets
