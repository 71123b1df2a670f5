#pragma once

#include <QtCore/QtGlobal>

#include <vector>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

/// What takes the focus by Tab in `window`, as one reads: what stands above comes first, in one line what
/// stands left; all of a pane before the next pane.
std::vector<QWidget*> readingOrder(const QWidget& window);

/// For a window's focusNextPrevChild(). Qt's own chain is the order in which widgets were made: a row that
/// arrives later would come after everything else. False when there is nothing to go to.
bool focusInReadingOrder(QWidget& window, bool next);

} // namespace matoi::widgets
