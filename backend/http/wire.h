#pragma once

#include "backend/http/response.h"

#include <ctime>
#include <string>

namespace matoi::http {

/// How the head of one answer is written, beside what the response says.
struct HeadOptions
{
    std::string requestId;
    bool keepAlive = false;
    bool http10 = false; ///< the client's version: it must be told to keep a connection, and knows no chunks
};

/// Status line and fields up to the empty line. Content-Length, Transfer-Encoding, Connection and Date are
/// the server's own: what a handler set for them is left out.
std::string responseHead(const Response& response, const HeadOptions& options);

/// No field of it can break the head: a line break in a value would let a request write header fields.
bool isSafe(const Headers& headers);

/// 204 and 304 have no body, and no length.
bool hasBody(unsigned status);

/// "Sun, 06 Nov 1994 08:49:37 GMT": the form of RFC 9110, section 5.6.7.
std::string httpDate(std::time_t time);

/// One chunk of a chunked body.
std::string chunk(std::string_view bytes);

} // namespace matoi::http
