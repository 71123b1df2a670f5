#pragma once

#include "models/domain/ports/similar.h"
#include "widgets/common/colours.h"
#include "widgets/common/icons.h"
#include "widgets/panel/panelcontext.h"

#include <QtCore/QString>

/// Related items and similar incidents in the user's language.
namespace matoi::widgets::relatedwords {

QString kind(domain::RelatedKind kind); ///< Ticket
Icon icon(domain::RelatedKind kind);

/// The grey line under a title: "grafana.example · why people look at it".
QString about(const PanelContext& context, const domain::RelatedItem& item);
/// Of an alarm: "In alarm since 14:02", "Recovered 14:40"; empty for others.
QString state(const PanelContext& context, const domain::RelatedItem& item);

/// "Same alarm CheckoutSlow, same service; both say: price, checkout".
QString why(const domain::rules::Likeness& likeness);
/// What fixed it, or that nobody wrote it down.
QString fixed(const domain::SimilarIncident& similar);

} // namespace matoi::widgets::relatedwords
