#include "backend/main/log.h"

#include <spdlog/sinks/stdout_sinks.h>

namespace matoi::service {
namespace {

spdlog::level::level_enum levelOf(const http::AccessRecord& record)
{
    if (record.status >= 500)
        return spdlog::level::warn;
    if (record.status >= 400)
        return spdlog::level::info;
    return record.method == "GET" || record.method == "HEAD" ? spdlog::level::debug : spdlog::level::info;
}

} // namespace

std::shared_ptr<spdlog::logger> makeLog(const std::string& level)
{
    auto log = std::make_shared<spdlog::logger>("matoid", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    log->set_level(spdlog::level::from_str(level));
    log->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    log->flush_on(spdlog::level::info);
    return log;
}

void logAccess(spdlog::logger& log, const http::AccessRecord& record)
{
    log.log(levelOf(record), "{} {} {} {} {} B in {} us, request {}{}", record.remoteAddress, record.method,
            record.path, record.status, record.responseBytes, record.duration.count(), record.requestId,
            record.complete ? "" : ", the client left");
}

} // namespace matoi::service
