#pragma once

#include "models/domain/error.h"
#include "models/domain/metric.h"
#include "models/domain/ports/repository.h"
#include "models/wire/recordjson.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What matoid answers, out of bytes. Free of Qt.
namespace matoi::api {

/// Why a request did not do what it asked for.
struct Failure
{
    domain::Error error;
    /// 0: no answer came, or not all of it. The request may have been carried out or not.
    int status = 0;
    /// The record as it is now, when the request was for an older revision or made one that is there.
    std::optional<wire::RecordEnvelope> current;
    /// How long the service asks to be left alone.
    std::optional<std::chrono::seconds> retryAfter;

    /// The service has said that it did not and will not do this; otherwise trying again can help.
    bool isFinal() const;
};

template <class T> using Answer = tl::expected<T, Failure>;

/// Who the token belongs to, and what the service is.
struct Me
{
    domain::Session session;
    std::string epoch;
    std::string version;
    domain::Time serverTime{};
};

struct ChangesPage
{
    std::string epoch;
    domain::ChangeNumber next = 0; ///< `since` of the next page
    domain::ChangeNumber last = 0; ///< the newest there is
    std::vector<wire::RecordEnvelope> records;
    int unknown = 0; ///< records of kinds that this version does not know: left out
};

/// One earlier state of a record, its value still as JSON.
struct HistoryEntry
{
    domain::Revision rev = 0;
    boost::json::object value;
    domain::Time at{};
    std::string by;
};

Answer<Me> meFrom(std::string_view body);
Answer<ChangesPage> changesFrom(std::string_view body);
Answer<wire::RecordEnvelope> recordFrom(std::string_view body);
Answer<std::vector<HistoryEntry>> historyFrom(std::string_view body);
Answer<domain::MetricData> metricDataFrom(std::string_view body);
Answer<domain::AuditPage> auditFrom(std::string_view body);

/// RFC 9457. Whatever stands between may have answered instead of matoid: a body that is not a problem makes
/// one of the status alone.
Failure failureFrom(int status, std::string_view body, std::string_view retryAfter);

/// The data of the stream's "hello" event: the epoch; nullopt when there is none in it.
std::optional<std::string> epochFromHello(std::string_view data);

} // namespace matoi::api
