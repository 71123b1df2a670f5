#include "models/api/answer.h"

#include "models/wire/json.h"

#include <boost/json.hpp>

#include <charconv>

namespace matoi::api {

namespace json = boost::json;
using domain::ErrorCode;

namespace {

std::string textOf(const json::object& object, std::string_view name)
{
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t numberOf(const json::object& object, std::string_view name)
{
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

/// An answer that cannot be understood says nothing about what was done: as good as none.
tl::unexpected<Failure> notUnderstood(const std::string& why)
{
    return tl::make_unexpected(
        Failure{{ErrorCode::Unavailable, {}, "the service's answer was not understood: " + why}, 0, {}, {}});
}

std::optional<ErrorCode> codeNamed(std::string_view name)
{
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i)
        if (name == domain::name(static_cast<ErrorCode>(i)))
            return static_cast<ErrorCode>(i);
    return std::nullopt;
}

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 401: return ErrorCode::Unauthenticated;
    case 403: return ErrorCode::NotAllowed;
    case 404:
    case 410: return ErrorCode::NotFound;
    case 409: return ErrorCode::Illegal;
    case 412: return ErrorCode::StaleRevision;
    case 413: return ErrorCode::TooLarge;
    case 429: return ErrorCode::TooMany;
    default: break;
    }
    return status >= 400 && status < 500 ? ErrorCode::MalformedInput : ErrorCode::Unavailable;
}

} // namespace

bool Failure::isFinal() const
{
    switch (status) {
    case 401: // another token can help
    case 408:
    case 412:
    case 425:
    case 429: return false;
    default: return status >= 400 && status < 500;
    }
}

Answer<Me> meFrom(std::string_view body)
{
    const auto object = wire::parseObject(body);
    if (!object)
        return notUnderstood(object.error().detail);
    Me me;
    me.session.name = textOf(*object, "name");
    me.session.role = textOf(*object, "role");
    me.session.contactId = domain::Id<domain::Contact>::parse(textOf(*object, "contactId"));
    if (const json::value* sources = object->if_contains("metricSources"); sources && sources->is_array())
        for (const json::value& source : sources->get_array())
            if (source.is_string())
                me.session.metricSources.emplace_back(source.get_string());
    me.epoch = textOf(*object, "epoch");
    me.version = textOf(*object, "version");
    me.serverTime = domain::parseTime(textOf(*object, "serverTime")).value_or(domain::Time{});
    if (me.epoch.empty())
        return notUnderstood("it has no epoch");
    return me;
}

Answer<ChangesPage> changesFrom(std::string_view body)
{
    const auto object = wire::parseObject(body);
    if (!object)
        return notUnderstood(object.error().detail);
    ChangesPage page;
    page.epoch = textOf(*object, "epoch");
    page.next = numberOf(*object, "next");
    page.last = numberOf(*object, "last");
    const json::value* records = object->if_contains("records");
    if (page.epoch.empty() || records == nullptr || !records->is_array())
        return notUnderstood("expected a page of changes");
    for (const json::value& record : records->get_array()) {
        auto envelope = wire::envelopeFromJson(record);
        if (envelope)
            page.records.push_back(std::move(*envelope));
        else
            ++page.unknown;
    }
    return page;
}

Answer<wire::RecordEnvelope> recordFrom(std::string_view body)
{
    const auto value = wire::parseJson(body);
    if (!value)
        return notUnderstood(value.error().detail);
    auto envelope = wire::envelopeFromJson(*value);
    if (!envelope)
        return notUnderstood(envelope.error().detail);
    return std::move(*envelope);
}

Answer<std::vector<HistoryEntry>> historyFrom(std::string_view body)
{
    const auto object = wire::parseObject(body);
    if (!object)
        return notUnderstood(object.error().detail);
    const json::value* revisions = object->if_contains("revisions");
    const json::array* list = revisions != nullptr ? revisions->if_array() : nullptr;
    if (list == nullptr)
        return notUnderstood("expected a list of revisions");
    std::vector<HistoryEntry> entries;
    for (const json::value& item : *list) {
        const json::object* entry = item.if_object();
        const json::value* value = entry != nullptr ? entry->if_contains("value") : nullptr;
        if (value == nullptr || !value->is_object())
            return notUnderstood("a revision without a value");
        entries.push_back({numberOf(*entry, "rev"), value->get_object(),
                           domain::parseTime(textOf(*entry, "at")).value_or(domain::Time{}),
                           textOf(*entry, "by")});
    }
    return entries;
}

namespace {

template <class T> Answer<T> valueFrom(std::string_view body)
{
    const auto value = wire::parseJson(body);
    if (!value)
        return notUnderstood(value.error().detail);
    auto read = wire::fromJson<T>(*value, wire::Unknown::Ignore);
    if (!read)
        return notUnderstood(read.error().field + ": " + read.error().detail);
    return std::move(*read);
}

} // namespace

Answer<domain::MetricData> metricDataFrom(std::string_view body)
{
    return valueFrom<domain::MetricData>(body);
}

Answer<domain::AuditPage> auditFrom(std::string_view body)
{
    return valueFrom<domain::AuditPage>(body);
}

Failure failureFrom(int status, std::string_view body, std::string_view retryAfter)
{
    Failure failure;
    failure.status = status;
    failure.error.code = codeOfStatus(status);
    failure.error.detail = "the service answered with status " + std::to_string(status);
    int seconds = 0;
    const auto read = std::from_chars(retryAfter.data(), retryAfter.data() + retryAfter.size(), seconds);
    if (read.ec == std::errc() && seconds >= 0)
        failure.retryAfter = std::chrono::seconds(seconds);
    const auto problem = wire::parseObject(body);
    if (!problem)
        return failure;
    failure.error.code = codeNamed(textOf(*problem, "code")).value_or(failure.error.code);
    failure.error.field = textOf(*problem, "field");
    if (const std::string detail = textOf(*problem, "detail"); !detail.empty())
        failure.error.detail = detail;
    if (const json::value* current = problem->if_contains("current"))
        if (auto envelope = wire::envelopeFromJson(*current))
            failure.current = std::move(*envelope);
    return failure;
}

std::optional<std::string> epochFromHello(std::string_view data)
{
    const auto object = wire::parseObject(data);
    if (!object)
        return std::nullopt;
    const std::string epoch = textOf(*object, "epoch");
    return epoch.empty() ? std::nullopt : std::optional(epoch);
}

} // namespace matoi::api
