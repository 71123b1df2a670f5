#pragma once

#include "models/api/answer.h"

class QNetworkReply;

namespace matoi::api {

/// 0 when no answer came.
int statusOf(const QNetworkReply& reply);
/// Reads the body.
Failure failureOf(QNetworkReply& reply);

} // namespace matoi::api
