#pragma once

#include "backend/auth/tokens.h"
#include "backend/http/request.h"
#include "backend/http/response.h"
#include "backend/store/store.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace matoi::api {

/// One authenticated request, on a worker thread: handlers may block.
struct Call
{
    const http::Request& request;
    auth::Token token; ///< without an id for public endpoints
    auth::Actor actor;
    /// The store as this actor may see it: the only one that is used for a person (docs/adr/0010).
    std::shared_ptr<store::Store> store;
};

enum class Guard
{
    Public,
    Person, ///< a token with at least Endpoint::role
    Ingest, ///< an ingest token
};

/// Which worker threads: waiting for a metric store must not keep anybody from acknowledging.
enum class Lane
{
    Store,
    Peers,
    Here, ///< none: the handler never blocks, and answers when all workers are busy
};

struct Parameter
{
    std::string name;
    std::string in; ///< query or header
    std::string type = "string";
    std::string description;
    bool required = false;
};

/// One method on one path: what is routed, guarded and documented comes from here alone.
struct Endpoint
{
    std::string method;
    std::string pattern;
    std::string summary;
    std::function<http::Response(const Call&)> handle;

    Guard guard = Guard::Person;
    auth::Role role = auth::Role::Viewer;
    Lane lane = Lane::Store;
    std::optional<std::size_t> maxBody;
    /// Set for bodies of megabytes: how long one may take to arrive. Whoever may not send it is then refused
    /// before it is taken in.
    std::optional<std::chrono::milliseconds> requestTimeout;
    bool rateLimited = true;

    std::string tag = "service";
    std::vector<Parameter> parameters;
    std::string pathType = "uuid"; ///< of what stands in {braces}: uuid or string
    std::string requestSchema;     ///< a name in components/schemas; empty: no body
    std::string requestType = "application/json";
    unsigned success = 200;
    std::string responseSchema; ///< empty: no schema
    std::string responseType = "application/json";
};

using Endpoints = std::vector<Endpoint>;

} // namespace matoi::api
