#pragma once

#include <QtCore/QStringList>

namespace matoi::widgets {

/// "a, b", in Japanese 「a、b」.
QString inList(const QStringList& parts);
/// Whole sentences one after the other: in Japanese nothing stands between them.
QString inSentences(const QStringList& sentences);

} // namespace matoi::widgets
