#pragma once

#include "widgets/panel/panelcontext.h"

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

/// Each is opened over `parent` and goes by itself.
namespace matoi::widgets::metricdialogs {

/// One that exists, those of the plan first, or a new one.
void openAdd(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent);
void openEdit(const PanelContext& context, domain::Id<domain::MetricDefinition> metric, QWidget* parent);

} // namespace matoi::widgets::metricdialogs
