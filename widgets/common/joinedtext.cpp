#include "widgets/common/joinedtext.h"

#include "widgets/common/theme.h"

namespace matoi::widgets {

QString inList(const QStringList& parts)
{
    return parts.join(isJapanese() ? QStringLiteral("、") : QStringLiteral(", "));
}

QString inSentences(const QStringList& sentences)
{
    return sentences.join(isJapanese() ? QString() : QStringLiteral(" "));
}

} // namespace matoi::widgets
