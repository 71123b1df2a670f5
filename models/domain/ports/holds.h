#pragma once

#include "models/domain/ports/changes.h"

namespace matoi::domain {

/// Keeps one record still while a person composes text in it: an input method's pre-edit must not be moved or
/// ended by a text that comes in from elsewhere. While any hold on a record lives, its value here changes by
/// edits of this console only, and nothing is notified for it. Merging and sending go on behind it; what came
/// in meanwhile is shown, and notified once, when the last hold goes.
/// Hold a record from QInputMethodEvent with a pre-edit to the commit, or while an editor has the focus.
class Holds
{
public:
    virtual ~Holds() = default;

    [[nodiscard]] virtual Subscription hold(Kind kind, Uuid record) = 0;
};

} // namespace matoi::domain
