#include "backend/api/openapi.h"

#include "backend/api/recordendpoints.h"
#include "backend/auth/role.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

namespace matoi::api {

namespace json = boost::json;

namespace {

json::object refTo(const std::string& schema)
{
    return {{"$ref", "#/components/schemas/" + schema}};
}

json::object typed(const char* type)
{
    return {{"type", type}};
}

json::object time()
{
    return {{"type", "string"}, {"format", "date-time"}};
}

json::object uuid()
{
    return {{"type", "string"}, {"format", "uuid"}};
}

json::object listOf(json::object items)
{
    return {{"type", "array"}, {"items", std::move(items)}};
}

json::object object(json::object properties, json::array required = {})
{
    json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty())
        schema["required"] = std::move(required);
    return schema;
}

/// An incident that a plan fills may leave out what the plan knows.
json::object newValueSchema(domain::Kind kind, const std::string& name)
{
    json::object properties{{"id", uuid()}, {"value", refTo(name)}};
    if (kind == domain::Kind::Incident) {
        properties["values"] = json::object{
            {"type", "object"},
            {"description", "For the templates of the response plan: {\"labels.region\": \"eu-1\"}"},
            {"additionalProperties", typed("string")}};
        properties["summary"] = json::object{{"type", "string"}, {"description", "Instead of the plan's"}};
        properties["value"] = json::object{
            {"description", "With a planId, title and impact may be left out; startedAt may always be"},
            {"allOf", json::array{refTo(name)}}};
    }
    return object(std::move(properties), {"value"});
}

void addKind(json::object& schemas, domain::Kind kind)
{
    const std::string name = schemaName(kind);
    schemas[name] = domain::withRecordType(kind, []<class T>() { return wire::schema<T>(); });
    schemas[name + "Record"] =
        json::object{{"allOf", json::array{refTo("Record"), object({{"value", refTo(name)}})}}};
    schemas[name + "Page"] = object({{"records", listOf(refTo(name + "Record"))},
                                     {"next", json::object{{"type", json::array{"integer", "null"}},
                                                           {"description", "after= of the next page"}}}},
                                    {"records", "next"});
    schemas[name + "History"] = object({{"revisions", listOf(object({{"rev", typed("integer")},
                                                                     {"at", time()},
                                                                     {"by", typed("string")},
                                                                     {"value", refTo(name)}}))}},
                                       {"revisions"});
    schemas["New" + name] = newValueSchema(kind, name);
}

json::object schemas()
{
    json::object out;
    out["Record"] = object({{"kind", typed("string")},
                            {"id", uuid()},
                            {"rev", typed("integer")},
                            {"change", typed("integer")},
                            {"deleted", typed("boolean")},
                            {"createdAt", time()},
                            {"createdBy", typed("string")},
                            {"updatedAt", time()},
                            {"updatedBy", typed("string")},
                            {"value", typed("object")}},
                           {"kind", "id", "rev", "change", "deleted", "value"});
    for (const domain::Kind kind : domain::allKinds)
        addKind(out, kind);
    out["MergePatch"] = json::object{
        {"type", "object"}, {"description", "RFC 7396, applied to the value: null removes a member"}};
    out["NewEngagement"] = object({{"contactId", uuid()}, {"reason", typed("string")}}, {"contactId"});
    out["Acknowledgement"] = object({{"pageId", uuid()}});
    out["HandoverOffer"] = wire::schema<domain::HandoverOffer>();
    out["HandoverAnswer"] = object(
        {{"answer", {{"type", "string"}, {"description", "What the successor does first"}}}}, {"answer"});
    out["HandoverRefusal"] = object({{"reason", typed("string")}}, {"reason"});
    out["Receipt"] =
        object({{"state", {{"type", "string"}, {"enum", json::array{"delivered", "read"}}}}}, {"state"});
    out["Gone"] = object({{"kind", {{"const", "incident"}}},
                          {"id", uuid()},
                          {"gone", {{"const", true}}},
                          {"change", typed("integer")}},
                         {"kind", "id", "gone", "change"});
    out["Gone"].as_object()["description"] =
        "An incident that this token may not see, or not any more: drop it and all that belongs to it";
    out["Changes"] =
        object({{"epoch", typed("string")},
                {"next", typed("integer")},
                {"last", typed("integer")},
                {"records", listOf(json::object{{"anyOf", json::array{refTo("Record"), refTo("Gone")}}})}},
               {"epoch", "next", "last", "records"});
    out["Me"] = object({{"name", typed("string")},
                        {"role", typed("string")},
                        {"contactId", {{"type", json::array{"string", "null"}}}},
                        {"epoch", typed("string")},
                        {"version", typed("string")},
                        {"metricSources", listOf(typed("string"))},
                        {"serverTime", time()}});
    out["MetricData"] = wire::schema<domain::MetricData>();
    out["Content"] = object({{"sha256", typed("string")}, {"size", typed("integer")}}, {"sha256", "size"});
    out["Bytes"] = json::object{{"description", "Bytes, as they are"}};
    out["AuditPage"] = wire::schema<domain::AuditPage>();
    out["AlertmanagerMessage"] = json::object{
        {"type", "object"},
        {"description", "https://prometheus.io/docs/alerting/latest/configuration/#webhook_config"}};
    out["Replay"] = object({{"plan", typed("string")}});
    out["IngestResult"] = object({{"outcome", typed("string")},
                                  {"incidentId", {{"type", json::array{"string", "null"}}}},
                                  {"deadLetterId", {{"type", json::array{"string", "null"}}}},
                                  {"reason", typed("string")}});
    out["Problem"] = object({{"type", typed("string")},
                             {"title", typed("string")},
                             {"status", typed("integer")},
                             {"detail", typed("string")},
                             {"field", typed("string")},
                             {"requestId", typed("string")},
                             {"current", refTo("Record")}},
                            {"type", "title", "status"});
    return out;
}

json::array parametersOf(const Endpoint& endpoint)
{
    json::array out;
    for (std::size_t at = endpoint.pattern.find('{'); at != std::string::npos;
         at = endpoint.pattern.find('{', at + 1)) {
        const std::size_t end = endpoint.pattern.find('}', at);
        out.push_back(json::object{{"name", endpoint.pattern.substr(at + 1, end - at - 1)},
                                   {"in", "path"},
                                   {"required", true},
                                   {"schema", endpoint.pathType == "uuid" ? uuid() : typed("string")}});
    }
    for (const Parameter& parameter : endpoint.parameters)
        out.push_back(json::object{{"name", parameter.name},
                                   {"in", parameter.in},
                                   {"required", parameter.required},
                                   {"description", parameter.description},
                                   {"schema", typed(parameter.type.c_str())}});
    return out;
}

json::object responsesOf(const Endpoint& endpoint)
{
    json::object content;
    content[endpoint.responseType] = endpoint.responseSchema.empty()
                                         ? json::object()
                                         : json::object{{"schema", refTo(endpoint.responseSchema)}};
    json::object out;
    out[std::to_string(endpoint.success)] =
        json::object{{"description", "Done"}, {"content", std::move(content)}};
    out["default"] =
        json::object{{"description", "What was wrong, as RFC 9457 says it"},
                     {"content", {{"application/problem+json", {{"schema", refTo("Problem")}}}}}};
    return out;
}

std::string operationId(const Endpoint& endpoint)
{
    std::string id;
    for (const char c : endpoint.method)
        id += static_cast<char>(c - 'A' + 'a');
    for (const char c : endpoint.pattern) {
        if (c == '/' || c == '-' || c == '.')
            id += '_';
        else if (c != '{' && c != '}')
            id += c;
    }
    return id;
}

json::object operationOf(const Endpoint& endpoint)
{
    std::string description;
    if (endpoint.guard == Guard::Person)
        description = "Needs at least the role " + std::string(auth::name(endpoint.role)) + ".";
    else if (endpoint.guard == Guard::Ingest)
        description = "Needs an ingest token.";
    json::object out{{"operationId", operationId(endpoint)},
                     {"summary", endpoint.summary},
                     {"tags", json::array{endpoint.tag}},
                     {"responses", responsesOf(endpoint)}};
    if (!description.empty())
        out["description"] = description;
    if (auto parameters = parametersOf(endpoint); !parameters.empty())
        out["parameters"] = std::move(parameters);
    if (!endpoint.requestSchema.empty()) {
        json::object content;
        content[endpoint.requestType] = json::object{{"schema", refTo(endpoint.requestSchema)}};
        out["requestBody"] = json::object{
            {"required", endpoint.requestSchema != "Acknowledgement" && endpoint.requestSchema != "Replay"},
            {"content", std::move(content)}};
    }
    if (endpoint.guard == Guard::Public)
        out["security"] = json::array();
    return out;
}

std::string methodKey(const Endpoint& endpoint)
{
    std::string key;
    for (const char c : endpoint.method)
        key += static_cast<char>(c - 'A' + 'a');
    return key;
}

} // namespace

json::object openApi(const Endpoints& endpoints, const std::string& version)
{
    json::object paths;
    for (const Endpoint& endpoint : endpoints) {
        json::value& path = paths[endpoint.pattern];
        if (!path.is_object())
            path = json::object();
        path.get_object()[methodKey(endpoint)] = operationOf(endpoint);
    }
    return {
        {"openapi", "3.1.0"},
        {"info", {{"title", "matoid"}, {"version", version}, {"license", {{"name", "GPL-3.0-or-later"}}}}},
        {"security", json::array{json::object{{"token", json::array()}}}},
        {"paths", std::move(paths)},
        {"components",
         {{"schemas", schemas()},
          {"securitySchemes",
           {{"token", {{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "mt_…"}}}}}}}};
}

Endpoint openApiEndpoint(Endpoints endpoints, const std::string& version)
{
    Endpoint own;
    own.method = "GET";
    own.pattern = "/api/v1/openapi.json";
    own.summary = "read this document";
    own.guard = Guard::Public;
    endpoints.push_back(own);
    const std::string document = json::serialize(openApi(endpoints, version));
    own.handle = [document](const Call&) { return http::jsonText(200, document); };
    return own;
}

} // namespace matoi::api
