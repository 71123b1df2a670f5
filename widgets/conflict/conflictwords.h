#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtCore/QString>

namespace matoi::widgets {

/// A conflict as a person reads it.
struct ConflictWords
{
    QString subject; ///< "Impact of INC-2041", "Checklist: freeze deploys"
    QString mine;    ///< a long text as it is; a field's value in words
    QString theirs;
    QString theirsFrom; ///< "Daniel Reyes, 14:31"; who and when
    QString keepMine;   ///< what the buttons say: the effect
    QString takeTheirs;
    bool editable = false; ///< a text that can be written anew from both
};

ConflictWords conflictWords(const PanelContext& context, const domain::Conflict& conflict);

/// Both texts in one, to be edited: merged by sentence, and where both changed the same, mine and then
/// theirs.
QString bothTexts(const domain::Conflict& conflict);

} // namespace matoi::widgets
