#pragma once

#include "models/commands/cockpitcommands.h"

#include <QtCore/QString>

namespace matoi::widgets {

/// One line as a decision: "roll back because the deploy fits, instead of scaling out" and
/// "ロールバック 理由：デプロイの時刻 代案：増設". Either part may be missing, and both languages are always
/// understood.
commands::DecisionText decisionIn(const QString& line);

} // namespace matoi::widgets
