#include "widgets/cockpit/updatetemplate.h"

#include "widgets/common/durationtext.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::minutes;

namespace {

QString forCustomers(const Incident& incident, const QString& since)
{
    const QString what = incident.service.empty()
                             ? QCoreApplication::translate("UpdateTemplate", "Our service")
                             : QString::fromStdString(incident.service);
    switch (incident.status) {
    case IncidentStatus::Mitigated:
        return QCoreApplication::translate("UpdateTemplate", "%1 works again. We are watching it closely.")
            .arg(what);
    case IncidentStatus::Resolved:
        return QCoreApplication::translate("UpdateTemplate", "%1 works normally again.").arg(what);
    default:
        return QCoreApplication::translate("UpdateTemplate",
                                           "%1 has been slow or failing since %2. We are working on it.")
            .arg(what, since);
    }
}

} // namespace

QString updateTemplate(const PanelContext& context, Id<Incident> id, const QString& audience,
                       std::optional<Time> next)
{
    const auto record = context.repositories.incidents.find(id);
    if (!record)
        return {};
    const Incident& incident = record->value;
    const QString since = timeText(incident.startedAt, context.zone);
    QStringList lines;
    if (audience == QLatin1String("customers")) {
        lines << forCustomers(incident, since);
    } else if (audience == QLatin1String("management")) {
        const auto role = context.repositories.roleAssignments.find(
            roleAssignmentIdOf(id, domain::IncidentRole::Commander));
        lines << QCoreApplication::translate("UpdateTemplate", "%1: impact %2, %3, since %4 (%5).")
                     .arg(QString::fromStdString(incident.title), texts::impact(incident.impact),
                          texts::status(incident.status), since,
                          minutesText(duration_cast<minutes>(context.clock.now() - incident.startedAt)));
        if (role && !role->value.person.empty())
            lines << QCoreApplication::translate("UpdateTemplate", "%1 leads.")
                         .arg(QString::fromStdString(role->value.person));
    } else {
        const Briefing briefing = briefingFromRecord(context, id);
        lines << QString::fromStdString(briefing.conditions);
        if (!briefing.actions.empty())
            lines << QString::fromStdString(briefing.actions);
    }
    if (next)
        lines << QCoreApplication::translate("UpdateTemplate", "Next update by %1.")
                     .arg(timeText(*next, context.zone));
    return lines.join(QLatin1Char('\n'));
}

} // namespace matoi::widgets
