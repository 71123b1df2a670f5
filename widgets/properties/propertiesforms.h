#pragma once

#include "widgets/panel/panelcontext.h"

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace matoi::widgets::properties {

/// The incident's service and tags in one form.
void openEdit(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent);

/// Names one more contact who sees the incident while it is restricted.
void openAddPerson(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent);

/// Tags as one types them: "service=checkout-api, tier=1"; also with Japanese commas.
std::vector<std::string> tagsFrom(const QString& text);

} // namespace matoi::widgets::properties
