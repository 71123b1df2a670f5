#include "backend/api/attachmentendpoints.h"

#include "backend/api/problems.h"
#include "backend/store/records.h"
#include "models/domain/attachment.h"
#include "models/domain/rules/attachments.h"

#include <boost/json.hpp>

namespace matoi::api {

using domain::ErrorCode;

namespace {

/// 10 MiB at 64 KiB/s and some: a phone's connection.
constexpr std::chrono::seconds timeToArrive{180};

domain::Result<std::string> hashOf(const http::Request& request)
{
    const std::string& hash = request.capture("sha256");
    if (!domain::isContentHash(hash))
        return domain::fail(ErrorCode::NotFound, "sha256",
                            "the path names no content: 64 lower-case hexadecimal digits");
    return hash;
}

http::Response put(const Call& call)
{
    const http::Request& request = call.request;
    const auto hash = hashOf(request);
    if (!hash)
        return problemOf(hash.error(), request.id);
    if (request.body.empty())
        return problemOf({ErrorCode::InvalidValue, {}, "the content is empty"}, request.id);
    if (domain::contentHash(request.body) != *hash)
        return problemOf(
            {ErrorCode::InvalidValue, "sha256", "the bytes that arrived have another hash; send them again"},
            request.id);
    // Looked up first, so that what is here already does not make the store write.
    const bool known = store::read(
        *call.store, [&](store::ReadTransaction& tx) { return tx.contentSize(*hash).has_value(); });
    bool added = false;
    if (!known)
        call.store->write([&](store::WriteTransaction& tx) {
            added = tx.putContent(*hash, request.body);
            if (added)
                tx.audit(call.actor.name, "put", "content/" + *hash,
                         std::to_string(request.body.size()) + " bytes");
        });
    return http::json(added ? 201 : 200,
                      boost::json::object{{"sha256", *hash}, {"size", request.body.size()}});
}

/// A browser shows nothing in our name but the four kinds of picture; everything else is saved.
void describe(http::Response& response, std::string_view bytes)
{
    const std::string_view picture = domain::rules::pictureTypeOf(bytes);
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
    response.headers.set("Content-Type", picture.empty() ? "application/octet-stream" : std::string(picture));
    response.headers.set("Content-Disposition", picture.empty() ? "attachment" : "inline");
}

http::Response get(const Call& call)
{
    const http::Request& request = call.request;
    const auto hash = hashOf(request);
    if (!hash)
        return problemOf(hash.error(), request.id);
    const bool had = request.headers.get("If-None-Match") == '"' + *hash + '"';
    std::optional<std::string> bytes;
    call.store->read([&](store::ReadTransaction& tx) {
        if (had && tx.contentSize(*hash))
            bytes.emplace();
        else
            bytes = tx.content(*hash);
    });
    if (!bytes)
        return problemOf({ErrorCode::NotFound, {}, "there is no content " + *hash}, request.id);
    http::Response response;
    response.status = had ? 304 : 200;
    // What is under a hash never changes: whoever has it needs not ask again.
    response.headers.set("ETag", '"' + *hash + '"');
    response.headers.set("Cache-Control", "private, max-age=31536000, immutable");
    if (had)
        return response;
    describe(response, *bytes);
    response.body = std::move(*bytes);
    return response;
}

Endpoint endpoint(std::string method, std::string summary, std::function<http::Response(const Call&)> handle)
{
    Endpoint made;
    made.method = std::move(method);
    made.pattern = "/api/v1/attachments/{sha256}";
    made.pathType = "string";
    made.summary = std::move(summary);
    made.handle = std::move(handle);
    made.tag = "attachments";
    return made;
}

} // namespace

Endpoints attachmentEndpoints()
{
    Endpoint write =
        endpoint("PUT", "keep content under its hash", [](const Call& call) { return put(call); });
    write.role = auth::Role::Responder;
    write.maxBody = domain::maxAttachmentBytes;
    write.requestTimeout = timeToArrive;
    write.requestSchema = "Bytes";
    write.requestType = "application/octet-stream";
    write.success = 201;
    write.responseSchema = "Content";

    Endpoint read = endpoint("GET", "read content", [](const Call& call) { return get(call); });
    read.parameters = {{"If-None-Match", "header", "string", "An ETag: 304, because content never changes"}};
    read.responseSchema = "Bytes";
    read.responseType = "application/octet-stream";
    return {std::move(write), std::move(read)};
}

} // namespace matoi::api
