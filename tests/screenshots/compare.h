#pragma once

#include <QtCore/QString>
#include <QtGui/QImage>

namespace matoi::test {

/// The same in few colours: small as a file, and grounds and lines keep theirs exactly.
QImage inFewColours(const QImage& image);
/// A picture as it is approved and kept: half its size, few colours.
QImage approvedForm(const QImage& actual);

/// What somebody at a desk would call a difference. Text that another version of the font renderer draws a
/// pixel further, thinner or fatter is none; a pane that is missing, a column that has moved, another colour
/// or a word that is cut off is one.
struct Difference
{
    bool same = true;
    int blocks = 0; ///< that differ
    int worst = 0;  ///< how much the block differs that differs most, of 255
    QString reason; ///< for a person; empty when it is the same
    QImage map;     ///< the approved picture in grey, what differs in red
};
Difference compare(const QImage& actual, const QImage& approved);

/// Actual, approved and what differs, beside each other.
QImage sideBySide(const QImage& actual, const QImage& approved, const Difference& difference);

} // namespace matoi::test
