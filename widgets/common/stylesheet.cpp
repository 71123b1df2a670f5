#include "widgets/common/stylesheet.h"

#include "widgets/common/theme.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

QString styleSheet(const Theme& theme)
{
    QFile file(u":/matoi/style/matoi.qss"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QString source = QString::fromUtf8(file.readAll());

    QHash<QString, QString> colours;
    for (int i = 0; i < roleCount; ++i) {
        const auto role = static_cast<Role>(i);
        colours.insert(QString(roleName(role)), theme.colour(role).name());
    }

    colours.insert(u"field"_s, theme.fieldColour().name());

    static const QRegularExpression placeholder(u"@\\(([A-Za-z.]+)\\)|@px\\((\\d+)\\)"_s);
    QString filled;
    filled.reserve(source.size() * 2);
    qsizetype done = 0;
    for (auto it = placeholder.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        filled += QStringView(source).mid(done, match.capturedStart() - done);
        if (match.hasCaptured(1)) {
            const QString colour = colours.value(match.captured(1));
            Q_ASSERT_X(!colour.isEmpty(), "styleSheet", qPrintable(match.captured(1)));
            filled += colour;
        } else {
            filled += QString::number(theme.px(match.capturedView(2).toInt())) + u"px"_s;
        }
        done = match.capturedEnd();
    }
    filled += QStringView(source).mid(done);
    return filled;
}

} // namespace matoi::widgets
