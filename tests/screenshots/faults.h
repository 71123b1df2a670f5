#pragma once

#include <QtCore/QStringList>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace matoi::test {

/// What can be said of a window without an eye: text that does not fit its label, button, tab, header or
/// field; what is smaller than the 24 x 24 that a hand needs; what stands outside of its parent or on its
/// neighbour; what scrolls sideways. One sentence each.
QStringList faultsOf(const QWidget& window);

} // namespace matoi::test
