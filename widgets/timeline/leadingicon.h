#pragma once

#include "widgets/common/icons.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class Theme;

/// A small grey icon before a field's text. QLineEdit's own actions are laid out for the style's frame, not
/// for the style sheet's, and stand too low and too far from the text.
void setLeadingIcon(QLineEdit& field, Theme& theme, Icon icon);

} // namespace matoi::widgets
