#pragma once

#include "widgets/panel/panelcontext.h"

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace matoi::widgets::related {

/// Links something outside. The title and what it is are guessed from the address until they are set by hand.
void openLink(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent,
              const QString& url = {});
void openChange(const PanelContext& context, const domain::Record<domain::RelatedItem>& item,
                QWidget* parent);

/// The address that lies in the clipboard; empty when there is none.
QString clipboardUrl();

} // namespace matoi::widgets::related
