#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QStringList>

namespace matoi::itemmodels {

/// Rows as a CSV file (RFC 4180): commas, CRLF, quotation marks where they are needed, UTF-8 with a byte
/// order mark, without which Excel reads Japanese as Latin-1. A cell that a spreadsheet would run as a
/// formula (it begins with = + -
/// @, a tab or a line break) gets an apostrophe before it; numbers stay numbers.
QByteArray csvFile(const QList<QStringList>& rows);

} // namespace matoi::itemmodels
