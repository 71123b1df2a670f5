#include "widgets/handover/briefingtext.h"

#include "widgets/common/durationtext.h"
#include "widgets/overview/engagementwords.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtGui/QTextDocument>

#include <algorithm>
#include <map>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr std::size_t lastActions = 3;

QString text(const std::string& value)
{
    return QString::fromStdString(value).simplified();
}

/// The first paragraph, without its marks, and without the word in bold that summaries begin with: what it is
/// about is said before it.
QString firstParagraph(const std::string& markdown)
{
    static const QRegularExpression label(QStringLiteral(R"(^\s*\*\*[^*\n]+\*\*[ \t]*(?=\S))"));
    QTextDocument document;
    document.setMarkdown(QString::fromStdString(markdown).remove(label));
    return document.toPlainText().section(QLatin1Char('\n'), 0, 0, QString::SectionSkipEmpty).simplified();
}

QString conditions(const PanelContext& context, const Record<Incident>& incident)
{
    QStringList lines{QCoreApplication::translate("Briefing", "Impact %1, %2.")
                          .arg(static_cast<int>(incident.value.impact))
                          .arg(texts::status(incident.value.status))};
    if (const auto summary = context.repositories.summaries.find(summaryIdOf(incident.id)))
        if (const QString said = firstParagraph(summary->value.text); !said.isEmpty())
            lines << said;
    return lines.join(QLatin1Char('\n'));
}

QString actions(const PanelContext& context, Id<Incident> id)
{
    QStringList lines;
    // A row of the checklist may be given as a task as well: it is said once, with its time.
    std::map<std::pair<std::string, std::string>, std::optional<Time>> given;
    for (const auto& task : context.repositories.tasks.of(id.uuid()))
        if (task.value.state == TaskState::Open && !task.value.assignee.empty())
            if (auto& end = given[{task.value.assignee, task.value.title}]; !end)
                end = task.value.boxEndsAt();
    for (const auto& [what, end] : given) {
        const QString line =
            QCoreApplication::translate("Briefing", "%1: %2").arg(text(what.first), text(what.second));
        lines << (end ? QCoreApplication::translate("Briefing", "%1 (until %2)")
                            .arg(line, timeText(*end, context.zone))
                      : line);
    }
    std::vector<TimelineEvent> done;
    for (const auto& event : context.repositories.timelineEvents.of(id.uuid()))
        if (event.value.eventKind == EventKind::Action || event.value.eventKind == EventKind::Observation)
            done.push_back(event.value);
    std::sort(done.begin(), done.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    const std::size_t first = done.size() > lastActions ? done.size() - lastActions : 0;
    for (std::size_t i = first; i < done.size(); ++i)
        lines << QCoreApplication::translate("Briefing", "%1: %2")
                     .arg(timeText(done[i].at, context.zone), text(done[i].text));
    return lines.join(QLatin1Char('\n'));
}

QString needs(const PanelContext& context, Id<Incident> id)
{
    QStringList lines;
    std::map<std::string, Report> newest;
    for (const auto& report : context.repositories.reports.of(id.uuid())) {
        Report& kept = newest[report.value.person];
        if (kept.person.empty() || kept.at <= report.value.at)
            kept = report.value;
    }
    for (const auto& [person, report] : newest)
        if (!report.needs.empty())
            lines << QCoreApplication::translate("Briefing", "%1 needs: %2")
                         .arg(text(person), text(report.needs));
    const QString age = asOf(context);
    const auto pages = context.repositories.pages.of(id.uuid());
    for (const auto& engagement : context.repositories.engagements.of(id.uuid()))
        if (engagement.value.state == EngagementState::Running ||
            engagement.value.state == EngagementState::Exhausted) {
            const QString person = engagementView(engagement, pages).person; // not the plan that pages them
            const QString who = person.isEmpty() ? text(engagement.value.contactName) : person;
            lines
                << (age.isEmpty()
                        ? QCoreApplication::translate("Briefing", "%1 has not answered yet.").arg(who)
                        : QCoreApplication::translate("Briefing", "%1 has not answered, %2.").arg(who, age));
        }
    return lines.join(QLatin1Char('\n'));
}

QString decisions(const PanelContext& context, Id<Incident> id)
{
    QStringList lines;
    for (const auto& decision : context.repositories.decisions.of(id.uuid())) {
        if (decision.value.decidedAt)
            continue;
        lines << (decision.value.dueAt
                      ? QCoreApplication::translate("Briefing", "%1 (decide by %2)")
                            .arg(text(decision.value.what), timeText(*decision.value.dueAt, context.zone))
                      : text(decision.value.what));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

Briefing briefingFromRecord(const PanelContext& context, Id<Incident> id)
{
    const auto incident = context.repositories.incidents.find(id);
    if (!incident)
        return {};
    return {conditions(context, *incident).toStdString(), actions(context, id).toStdString(),
            needs(context, id).toStdString(), decisions(context, id).toStdString()};
}

std::optional<Time> nextCallOut(const PanelContext& context, Id<Incident> id)
{
    const auto incident = context.repositories.incidents.find(id);
    const auto commander =
        context.repositories.roleAssignments.find(roleAssignmentIdOf(id, IncidentRole::Commander));
    if (!incident || incident->value.status == IncidentStatus::Resolved || !commander ||
        commander->value.person.empty())
        return std::nullopt;
    std::optional<Time> last;
    for (const auto& callOut : context.repositories.callOuts.of(id.uuid()))
        last = std::max(last.value_or(callOut.value.at), callOut.value.at);
    return last.value_or(commander->value.since) + callOutEvery;
}

std::vector<RunningClock> runningClocks(const PanelContext& context, Id<Incident> id)
{
    std::vector<RunningClock> clocks;
    const auto incident = context.repositories.incidents.find(id);
    if (incident && incident->value.nextUpdateDueAt)
        clocks.push_back({Icon::Megaphone, QCoreApplication::translate("Briefing", "Next update due"),
                          *incident->value.nextUpdateDueAt});
    if (const auto callOut = nextCallOut(context, id))
        clocks.push_back({Icon::Volume2, QCoreApplication::translate("Briefing", "Next call-out"), *callOut});
    for (const auto& task : context.repositories.tasks.of(id.uuid()))
        if (const auto end = task.value.boxEndsAt(); end && task.value.state == TaskState::Open)
            clocks.push_back({Icon::Wrench,
                              task.value.assignee.empty()
                                  ? text(task.value.title)
                                  : QCoreApplication::translate("Briefing", "%1: %2")
                                        .arg(text(task.value.assignee), text(task.value.title)),
                              *end});
    for (const auto& decision : context.repositories.decisions.of(id.uuid()))
        if (decision.value.dueAt && !decision.value.decidedAt)
            clocks.push_back({Icon::Gavel, text(decision.value.what), *decision.value.dueAt});
    std::stable_sort(clocks.begin(), clocks.end(),
                     [](const RunningClock& a, const RunningClock& b) { return a.due < b.due; });
    return clocks;
}

QString minutesText(std::chrono::minutes length)
{
    return length < std::chrono::hours(1)
               ? QCoreApplication::translate("Briefing", "%1 min").arg(static_cast<int>(length.count()))
               : durationText(length);
}

} // namespace matoi::widgets
