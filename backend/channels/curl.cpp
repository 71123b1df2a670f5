#include "backend/channels/curl.h"

#include <mutex>
#include <new>

namespace matoi::channels {

CurlHandle makeCurl(char* errorBuffer, long timeoutSeconds)
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    CurlHandle curl(curl_easy_init());
    if (!curl)
        throw std::bad_alloc();
    errorBuffer[0] = '\0';
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, errorBuffer);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, timeoutSeconds);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, timeoutSeconds);
    curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "matoid");
    return curl;
}

void append(CurlList& list, const std::string& line)
{
    curl_slist* grown = curl_slist_append(list.get(), line.c_str());
    if (grown == nullptr)
        throw std::bad_alloc();
    static_cast<void>(list.release()); // the list owns its former head
    list.reset(grown);
}

} // namespace matoi::channels
