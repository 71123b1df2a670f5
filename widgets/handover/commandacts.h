#pragma once

#include "models/domain/records.h"
#include "widgets/panel/panelcontext.h"

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

/// What the commander key does, by who leads: nobody: taken at once (it can be undone); the person here: a
/// briefing is offered to a successor; somebody else: taken over, with a reason, unless they have offered it.
/// A dialog that it needs is opened over `parent`. The result is of what was done at once.
domain::Result<void> takeOrHandOver(const PanelContext& context, domain::Id<domain::Incident> incident,
                                    QWidget* parent);

enum class CommandStep
{
    Take,     ///< nobody leads
    HandOver, ///< the person here leads
    Accept,   ///< it was offered to the person here
    TakeOver  ///< somebody else leads
};
CommandStep nextCommandStep(const PanelContext& context, domain::Id<domain::Incident> incident);

/// The briefing, once however often it is asked for.
void openBriefing(const PanelContext& context, domain::Id<domain::Handover> handover, QWidget* parent);

/// The one who leads; empty: nobody.
QString commanderOf(const PanelContext& context, domain::Id<domain::Incident> incident);

/// The offer of command that waits for an answer.
std::optional<domain::Record<domain::Handover>> openOffer(const PanelContext& context,
                                                          domain::Id<domain::Incident> incident);
/// Whether the person here is who it was offered to.
bool isForMe(const PanelContext& context, const domain::Handover& handover);

} // namespace matoi::widgets
