#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace matoi::test {

/// One answer, with the coding of its body removed.
struct RawResponse
{
    int status = 0;
    std::string version;                             ///< "HTTP/1.1"
    std::multimap<std::string, std::string> headers; ///< names in lower case
    std::string body;

    /// The first field of that name (in lower case), or the empty text.
    std::string header(const std::string& name) const;
};

/// A client that sends exactly the bytes it is given, right or wrong, over one TCP connection to 127.0.0.1.
/// Nothing waits for longer than `patience`.
class RawClient
{
public:
    explicit RawClient(std::uint16_t port, std::chrono::milliseconds patience = std::chrono::seconds(10));
    ~RawClient();
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&& other) noexcept;

    bool isConnected() const { return m_socket >= 0; }

    /// False when the peer has closed or does not take the bytes in time.
    bool send(std::string_view bytes);
    /// As many of the bytes as the peer takes until it answers or closes: for bodies that are refused midway.
    std::size_t sendUntilAnswered(std::string_view piece, std::size_t total);

    /// The next answer; nullopt when the connection ends, or the time is over, before it is whole. For HEAD,
    /// `bodyless` says that the length is not followed by a body.
    std::optional<RawResponse> read(bool bodyless = false);
    /// The head of the next answer alone: for streams.
    std::optional<RawResponse> readHead();
    /// Whatever arrives next, at most to the end of the text `until` (which is included).
    std::optional<std::string> readUntil(std::string_view until);

    /// True when the peer ends the connection, whatever it still sends before.
    bool isClosedByPeer();

    void finishSending();          ///< half close
    void reset();                  ///< ends the connection with RST
    void keepReceiveBufferSmall(); ///< so that not reading is soon felt by the peer

    /// send() and read() of one request on a connection of its own.
    static std::optional<RawResponse> ask(std::uint16_t port, std::string_view bytes);

private:
    using Deadline = std::chrono::steady_clock::time_point;
    Deadline deadline() const { return std::chrono::steady_clock::now() + m_patience; }
    bool await(short events, Deadline until) const;
    bool receive(Deadline until);
    bool fill(std::size_t size, Deadline until);
    bool readChunked(std::string& body, Deadline until);

    int m_socket = -1;
    std::chrono::milliseconds m_patience;
    std::string m_input;
};

} // namespace matoi::test
