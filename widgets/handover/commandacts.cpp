#include "widgets/handover/commandacts.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/handover/acceptdialog.h"
#include "widgets/handover/formdialog.h"
#include "widgets/handover/handoverdialog.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QLineEdit>

namespace matoi::widgets {

using namespace domain;

namespace {

std::optional<Record<RoleAssignment>> commander(const PanelContext& context, Id<Incident> id)
{
    return context.repositories.roleAssignments.find(roleAssignmentIdOf(id, IncidentRole::Commander));
}

/// Taking a role from somebody who has it is asked: it is an act of its own, with a reason.
void openTakeOver(const PanelContext& context, Id<Incident> id, QWidget* parent)
{
    const auto held = commander(context, id);
    const auto incident = context.repositories.incidents.find(id);
    if (!held || !incident)
        return;
    const QString holder = QString::fromStdString(held->value.person);
    auto* dialog = new FormDialog(context,
                                  QCoreApplication::translate("TakeOver", "Take over command of %1")
                                      .arg(texts::incidentNumber(incident->value)),
                                  parent);
    dialog->addText(QCoreApplication::translate(
                        "TakeOver",
                        "%1 leads since %2 and has not offered it to you. Ask them to hand over with a "
                        "briefing if they can be reached.")
                        .arg(holder, timeText(held->value.since, context.zone)));
    auto* reason = new QLineEdit(dialog);
    reason->setMaxLength(300);
    reason->setPlaceholderText(
        QCoreApplication::translate("TakeOver", "Does not answer, has left, agreed by voice"));
    dialog->addField(QCoreApplication::translate("TakeOver", "Why you take over; the timeline shows it"),
                     reason);
    dialog->setCommit(QCoreApplication::translate("TakeOver", "Take over from %1").arg(holder), Icon::Hand,
                      QCoreApplication::translate("TakeOver", "Say why you take over."),
                      [context, id, reason]() -> Result<void> {
                          const std::string why = reason->text().trimmed().toStdString();
                          if (why.empty())
                              return fail(ErrorCode::MissingField, "reason", "say why");
                          return context.incidents.takeRole(id, IncidentRole::Commander,
                                                            context.changes.session().name, why);
                      });
    reason->setFocus();
    dialog->open();
}

} // namespace

void openBriefing(const PanelContext& context, Id<Handover> handover, QWidget* parent)
{
    for (auto* open : parent->window()->findChildren<AcceptDialog*>()) {
        if (open->handover() == handover && open->isVisible()) {
            open->activateWindow();
            return;
        }
    }
    (new AcceptDialog(context, handover, parent))->open();
}

QString commanderOf(const PanelContext& context, Id<Incident> incident)
{
    const auto held = commander(context, incident);
    return held ? QString::fromStdString(held->value.person) : QString();
}

std::optional<Record<Handover>> openOffer(const PanelContext& context, Id<Incident> incident)
{
    for (auto& handover : context.repositories.handovers.of(incident.uuid()))
        if (handover.value.state == HandoverState::Offered &&
            handover.value.role == IncidentRole::Commander && handover.value.expiresAt > context.clock.now())
            return std::move(handover);
    return std::nullopt;
}

bool isForMe(const PanelContext& context, const Handover& handover)
{
    const Session me = context.changes.session();
    return handover.contactId && me.contactId ? handover.contactId == me.contactId : handover.to == me.name;
}

CommandStep nextCommandStep(const PanelContext& context, Id<Incident> incident)
{
    const std::string leads = commanderOf(context, incident).toStdString();
    if (leads.empty())
        return CommandStep::Take;
    if (leads == context.changes.session().name)
        return CommandStep::HandOver;
    const auto offer = openOffer(context, incident);
    return offer && isForMe(context, offer->value) ? CommandStep::Accept : CommandStep::TakeOver;
}

Result<void> takeOrHandOver(const PanelContext& context, Id<Incident> incident, QWidget* parent)
{
    switch (nextCommandStep(context, incident)) {
    case CommandStep::Take:
        return context.incidents.takeRole(incident, IncidentRole::Commander, context.changes.session().name);
    case CommandStep::HandOver:
        if (!openOffer(context, incident)) // one waits already: the strip shows it
            (new HandoverDialog(context, incident, parent))->open();
        break;
    case CommandStep::Accept: openBriefing(context, openOffer(context, incident)->id, parent); break;
    case CommandStep::TakeOver: openTakeOver(context, incident, parent); break;
    }
    return {};
}

} // namespace matoi::widgets
