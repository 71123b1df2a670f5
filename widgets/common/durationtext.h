#pragma once

#include "models/domain/time.h"

#include <QtCore/QString>

#include <chrono>

QT_BEGIN_NAMESPACE
class QTimeZone;
QT_END_NAMESPACE

namespace matoi::widgets {

/// Elapsed clocks: "00:29:12", "101:02:03". Negative counts as zero.
QString clockText(std::chrono::seconds elapsed);

/// Countdowns: "06:34" under an hour, "1:06:34" above. The sign is the caller's to say in words.
QString countdownText(std::chrono::seconds left);

/// Lengths in sentences: "45 s", "3 m 26 s", "2 h 11 m", "3 d 4 h"; Japanese "2時間11分".
QString durationText(std::chrono::seconds length);

/// "14:31", in `zone`.
QString timeText(domain::Time time, const QTimeZone& zone);
/// "14:31:26".
QString timeWithSecondsText(domain::Time time, const QTimeZone& zone);
/// "Wed 18 Nov", with the year when it is not `now`'s; Japanese "11/18（水）".
QString dateText(domain::Time time, domain::Time now, const QTimeZone& zone);
/// dateText and timeText; only the time on `now`'s day.
QString dateTimeText(domain::Time time, domain::Time now, const QTimeZone& zone);

} // namespace matoi::widgets
