#include "widgets/common/joinedtext.h"

#include "widgets/common/theme.h"

namespace matoi::widgets {

QString inList(const QStringList& parts)
{
    return parts.join(isJapanese() ? QStringLiteral("、") : QStringLiteral(", "));
}

QString inSentences(const QStringList& sentences)
{
    if (!isJapanese())
        return sentences.join(u' ');
    QString whole;
    for (const QString& sentence : sentences) {
        // One that was written in another script ends without the room that a full-width stop has.
        if (!whole.isEmpty() && whole.back().unicode() < 0x80)
            whole += u' ';
        whole += sentence;
    }
    return whole;
}

} // namespace matoi::widgets
