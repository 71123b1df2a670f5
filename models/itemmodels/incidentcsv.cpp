#include "models/itemmodels/incidentcsv.h"

namespace matoi::itemmodels {

using namespace Qt::StringLiterals;

namespace {

bool isFormula(const QString& cell)
{
    if (cell.isEmpty() || !u"=+-@\t\r\n＝＋－＠"_s.contains(cell.front()))
        return false;
    bool isNumber = false;
    static_cast<void>(cell.toDouble(&isNumber));
    return !isNumber;
}

QString quoted(const QString& given)
{
    QString cell = isFormula(given) ? u'\'' + given : given;
    if (!cell.contains(u'"') && !cell.contains(u',') && !cell.contains(u'\n') && !cell.contains(u'\r'))
        return cell;
    cell.replace(u'"', u"\"\""_s);
    return u'"' + cell + u'"';
}

} // namespace

QByteArray csvFile(const QList<QStringList>& rows)
{
    QByteArray file("\xEF\xBB\xBF");
    for (const QStringList& row : rows) {
        QStringList cells;
        for (const QString& cell : row)
            cells << quoted(cell);
        file += cells.join(u',').toUtf8() + "\r\n";
    }
    return file;
}

} // namespace matoi::itemmodels
