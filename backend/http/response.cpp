#include "backend/http/response.h"

#include "backend/http/eventstream.h"

#include <boost/beast/http/status.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace matoi::http {

Response json(unsigned status, const boost::json::value& body)
{
    return jsonText(status, boost::json::serialize(body));
}

Response jsonText(unsigned status, std::string body)
{
    return Response{status, {{"Content-Type", "application/json"}}, std::move(body), {}};
}

Response text(unsigned status, std::string body)
{
    return Response{status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(body), {}};
}

Response problem(const Problem& problem)
{
    const std::string_view title =
        problem.title.empty() ? reasonPhrase(problem.status) : std::string_view(problem.title);
    boost::json::object body;
    body["type"] = "urn:matoi:problem:" + problem.type;
    body["title"] = boost::json::string_view(title.data(), title.size());
    body["status"] = problem.status;
    if (!problem.detail.empty())
        body["detail"] = problem.detail;
    if (!problem.field.empty())
        body["field"] = problem.field;
    if (!problem.requestId.empty())
        body["requestId"] = problem.requestId;
    return Response{
        problem.status, {{"Content-Type", "application/problem+json"}}, boost::json::serialize(body), {}};
}

Response noContent()
{
    return Response{204, {}, {}, {}};
}

Response events(std::shared_ptr<EventStream> stream)
{
    return Response{200, {{"Content-Type", "text/event-stream"}}, {}, std::move(stream)};
}

std::string_view reasonPhrase(unsigned status)
{
    const auto phrase = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
    return phrase == "<unknown-status>" ? std::string_view("Unknown")
                                        : std::string_view(phrase.data(), phrase.size());
}

} // namespace matoi::http
