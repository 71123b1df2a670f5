#pragma once

#include <QtCore/QString>

namespace matoi::widgets {

class Theme;

/// The application's style sheet: resources/style/matoi.qss with its placeholders filled in.
/// @(role.name) becomes a colour, @px(n) a length that grows with the text.
QString styleSheet(const Theme& theme);

} // namespace matoi::widgets
