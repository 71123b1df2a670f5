#pragma once

#include "models/domain/records.h"
#include "widgets/panel/panelcontext.h"

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

/// The small forms of the cockpit. Each is opened over `parent` and goes by itself.
namespace matoi::widgets::cockpit {

/// Logs a decision, or a question that has to be decided by a time. `open`: answers that question.
void openDecide(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent,
                std::optional<domain::Record<domain::Decision>> open = std::nullopt);
void openGiveTask(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent);
void openReport(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent,
                const QString& person = {});
/// What to read out, and who answered.
void openCallOut(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent);
/// Who has the role: one of this incident, or any name.
void openAssign(const PanelContext& context, domain::Id<domain::Incident> incident, domain::IncidentRole role,
                QWidget* parent);
/// Moves a mark that is set, with a reason. `chosen` and `at`: what is filled in already.
void openCorrectMark(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent,
                     std::optional<commands::IncidentCommands::Mark> chosen = std::nullopt,
                     std::optional<domain::Time> at = std::nullopt);

/// "29 min in. Mitigating. …": what the commander reads out at a call-out.
QString callOutScript(const PanelContext& context, domain::Id<domain::Incident> incident);

} // namespace matoi::widgets::cockpit
