#pragma once

#include "backend/api/endpoint.h"
#include "backend/http/router.h"
#include "backend/store/store.h"

#include <boost/asio/thread_pool.hpp>

#include <functional>
#include <string>

namespace matoi::api {

/// The worker threads of the API. They must outlive the server.
struct Lanes
{
    boost::asio::thread_pool& store;
    boost::asio::thread_pool& peers;
};

/// Reports what went wrong inside, with the request's id; from worker threads.
using Report = std::function<void(const std::string& requestId, const std::string& what)>;

/// Every endpoint becomes a route: its guard, then its handler, on its lane. A store that fails becomes a
/// 503, so that clients try again.
void addRoutes(http::Router& router, const Endpoints& endpoints, store::Store& store, const Lanes& lanes,
               Report report = {});

} // namespace matoi::api
