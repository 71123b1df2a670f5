#pragma once

#include "models/domain/ports/undelivered.h"
#include "widgets/panel/panelcontext.h"

#include <QtCore/QString>

namespace matoi::widgets {

/// What was not delivered, as a person reads it.
struct UndeliveredWords
{
    QString title;     ///< "Page Ryo Hayashi, INC-2043"
    QString why;       ///< when it was asked for, and what became of it
    QString text;      ///< what the person wrote; may be empty
    bool edit = false; ///< of what is shown here: letting go of it takes it away
    bool again = true; ///< asking once more can help
};

UndeliveredWords undeliveredWords(const PanelContext& context, const domain::Undelivered& undelivered);

} // namespace matoi::widgets
