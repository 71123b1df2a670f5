#include "widgets/metrics/markmenu.h"

#include "models/domain/rules/incidentstatus.h"
#include "widgets/cockpit/cockpitdialogs.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

namespace matoi::widgets {

using namespace domain;

namespace {

/// The status that a mark is the beginning of.
std::optional<IncidentStatus> statusOf(commands::IncidentCommands::Mark mark)
{
    using enum commands::IncidentCommands::Mark;
    switch (mark) {
    case Acknowledged: return IncidentStatus::Acknowledged;
    case Mitigated: return IncidentStatus::Mitigated;
    case Started:
    case Detected:
    case Resolved: break;
    }
    return std::nullopt;
}

} // namespace

MarkMenu::MarkMenu(const PanelContext& context, Id<Incident> id, Time at, Done done, QWidget* parent)
    : QMenu(parent)
    , m_context(context)
    , m_id(id)
    , m_at(at)
    , m_done(std::move(done))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Set mark at %1").arg(timeWithSecondsText(at, context.zone)));
    const auto incident = context.repositories.incidents.find(id);
    if (!incident)
        return;
    const Incident& value = incident->value;
    add(tr("Start"), Mark::Started, value.startedAt);
    add(tr("Detected"), Mark::Detected, value.detectedAt);
    add(texts::status(IncidentStatus::Acknowledged), Mark::Acknowledged, value.acknowledgedAt);
    add(texts::status(IncidentStatus::Mitigated), Mark::Mitigated, value.mitigatedAt);
    // Resolving is more than a time: it has its own button, and it asks.
    if (value.resolvedAt)
        add(texts::status(IncidentStatus::Resolved), Mark::Resolved, value.resolvedAt);
    if (!actions().isEmpty())
        setActiveAction(actions().front());
}

void MarkMenu::add(const QString& name, Mark mark, std::optional<Time> present)
{
    const QString text =
        present ? tr("%1, now %2…").arg(name, timeWithSecondsText(*present, m_context.zone)) : name;
    auto* action = addAction(m_context.theme.icon(present ? Icon::Pencil : Icon::Flag), text);
    connect(action, &QAction::triggered, this,
            [this, mark, isSet = present.has_value()] { choose(mark, isSet); });
}

void MarkMenu::choose(Mark mark, bool isSet)
{
    if (isSet)
        cockpit::openCorrectMark(m_context, m_id, parentWidget(), mark, m_at);
    else
        m_done(set(mark));
}

/// With the status that goes with it, where it is the next step; else the time alone.
Result<void> MarkMenu::set(Mark mark)
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    const auto status = statusOf(mark);
    if (incident && status && incident->value.status < *status &&
        rules::checkStatusChange(incident->value.status, *status))
        return m_context.incidents.setStatus(m_id, *status, m_at);
    return m_context.incidents.setMark(m_id, mark, m_at, {});
}

} // namespace matoi::widgets
