#include "widgets/cockpit/updatetemplate.h"

#include "models/domain/rules/template.h"
#include "widgets/common/durationtext.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>
#include <map>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::minutes;

namespace {

QString customersSentence(IncidentStatus status)
{
    switch (status) {
    case IncidentStatus::Mitigated:
        return QCoreApplication::translate("UpdateTemplate",
                                           "{service} works again. We are watching it closely.");
    case IncidentStatus::Resolved:
        return QCoreApplication::translate("UpdateTemplate", "{service} works normally again.");
    default:
        return QCoreApplication::translate(
            "UpdateTemplate", "{service} has been slow or failing since {since}. We are working on it.");
    }
}

std::string nextLine()
{
    return QCoreApplication::translate("UpdateTemplate", "Next update by {next}.").toStdString();
}

std::vector<UpdateAudience> common(IncidentStatus status)
{
    const auto line = [](const QString& text) { return text.toStdString() + "\n"; };
    return {{"internal", "{conditions}\n{actions}\n" + nextLine()},
            {"customers", line(customersSentence(status)) + nextLine()},
            {"management",
             line(QCoreApplication::translate(
                 "UpdateTemplate", "{title}: impact {impact}, {status}, since {since} ({elapsed}).")) +
                 line(QCoreApplication::translate("UpdateTemplate", "{commander} leads.")) + nextLine()}};
}

std::map<std::string, std::string> valuesOf(const PanelContext& context, const Record<Incident>& record,
                                            std::optional<Time> next)
{
    const Incident& incident = record.value;
    const Briefing briefing = briefingFromRecord(context, record.id);
    const auto role = context.repositories.roleAssignments.find(
        roleAssignmentIdOf(record.id, domain::IncidentRole::Commander));
    const auto in = [](const QString& text) { return text.toStdString(); };
    return {
        {"title", incident.title},
        {"number", in(texts::incidentNumber(incident))},
        {"impact", in(texts::impact(incident.impact))},
        {"status", in(texts::status(incident.status))},
        {"service", incident.service.empty()
                        ? in(QCoreApplication::translate("UpdateTemplate", "Our service"))
                        : incident.service},
        {"since", in(timeText(incident.startedAt, context.zone))},
        {"elapsed", in(minutesText(duration_cast<minutes>(context.clock.now() - incident.startedAt)))},
        {"commander", role ? role->value.person : std::string()},
        {"next", next ? in(timeText(*next, context.zone)) : std::string()},
        {"conditions", briefing.conditions},
        {"actions", briefing.actions},
        {"needs", briefing.needs},
    };
}

} // namespace

std::vector<UpdateAudience> commonAudiences()
{
    auto all = common(IncidentStatus::Open);
    for (UpdateAudience& audience : all)
        audience.name = texts::audience(QString::fromStdString(audience.name)).toStdString();
    return all;
}

std::vector<UpdateAudience> audiencesOf(const PanelContext& context, Id<Incident> id)
{
    const auto incident = context.repositories.incidents.find(id);
    const auto plan = incident && incident->value.planId
                          ? context.repositories.responsePlans.find(*incident->value.planId)
                          : std::nullopt;
    if (plan && !plan->value.audiences.empty())
        return plan->value.audiences;
    return common(incident ? incident->value.status : IncidentStatus::Open);
}

QString updateText(const PanelContext& context, Id<Incident> id, const std::string& text,
                   std::optional<Time> next)
{
    const auto record = context.repositories.incidents.find(id);
    if (!record)
        return {};
    const auto values = valuesOf(context, *record, next);
    std::map<std::string, std::string> known;
    std::copy_if(values.begin(), values.end(), std::inserter(known, known.end()),
                 [](const auto& value) { return !value.second.empty(); });
    QStringList lines;
    for (const QString& line : QString::fromStdString(text).split(QLatin1Char('\n'))) {
        const auto rendered = rules::renderTemplate(line.toStdString(), known);
        const bool gap = std::any_of(rendered.missing.begin(), rendered.missing.end(),
                                     [&](const std::string& name) { return values.count(name) > 0; });
        if (!gap)
            lines << QString::fromStdString(rendered.text);
    }
    return lines.join(QLatin1Char('\n'));
}

QString updateTemplate(const PanelContext& context, Id<Incident> id, const QString& audience,
                       std::optional<Time> next)
{
    for (const UpdateAudience& known : audiencesOf(context, id))
        if (known.name == audience.toStdString())
            return updateText(context, id, known.text, next);
    return {};
}

} // namespace matoi::widgets
