#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

namespace matoi::channels {

struct CurlDeleter
{
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using CurlHandle = std::unique_ptr<CURL, CurlDeleter>;
using CurlList = std::unique_ptr<curl_slist, CurlDeleter>;
using CurlMime = std::unique_ptr<curl_mime, CurlDeleter>;

/// A handle with what every request has: no signals, timeouts, a place for the error text (at least
/// CURL_ERROR_SIZE bytes that outlive the request). Initialises libcurl once. Throws std::bad_alloc.
CurlHandle makeCurl(char* errorBuffer, long timeoutSeconds);

void append(CurlList& list, const std::string& line);

} // namespace matoi::channels
