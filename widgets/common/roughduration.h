#pragma once

#include <QtCore/QString>

#include <chrono>

namespace matoi::widgets {

/// As in durationText(), without seconds from ten minutes on: nobody ended an incident to the second.
QString roughDurationText(std::chrono::seconds length);

} // namespace matoi::widgets
