#pragma once

#include "tests/support/modelservice.h"

#include <QHash>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace matoi::test {

/// ModelService behind HTTP on this computer: enough of matoid's surface for the console, and all the ways in
/// which a network can fail, on demand. Works in the test's own event loop.
class FakeService
{
public:
    FakeService();
    ~FakeService();

    ModelService model;
    QHash<QByteArray, QByteArray> contents; ///< by their hash
    QByteArray token = "secret";
    /// Called before each request is handled; what it returns, if anything, is the answer.
    struct Request
    {
        QByteArray method;
        QByteArray path;                       ///< after /api/v1/, with the query
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
        QByteArray body;
        bool isWrite() const { return method != "GET" && method != "HEAD"; }
    };
    struct Response
    {
        int status = 200; ///< 0: it does not answer
        QByteArray body;
        QByteArray headers; ///< each with its line end
    };
    std::function<std::optional<Response>(const Request&)> intercept;
    std::vector<Request> requests; ///< all that came

    int loseAnswers = 0;  ///< of the next writes: done, and then the line breaks
    int loseRequests = 0; ///< of the next writes: the line breaks first
    bool heartbeats = true;

    QUrl url() const;
    void goOffline();
    void goOnline();
    /// A new connection works, those that stand are broken.
    void dropStreams();
    void heartbeat();
    qsizetype streams() const { return m_streams.size(); }
    int writes() const;

    static Response problem(int status, const QByteArray& code, const QByteArray& detail = {});

private:
    void accept();
    void read(QTcpSocket* socket);
    void handle(QTcpSocket* socket, const Request& request);
    Response answer(const Request& request);
    Response answerContent(const Request& request);
    Response answerGet(const QByteArray& path);
    Response answerWrite(const Request& request);
    void openStream(QTcpSocket* socket, domain::ChangeNumber since);
    void tell(const wire::RecordEnvelope& record);
    static std::optional<cache::Outgoing> outgoingFrom(const Request& request);

    QTcpServer m_server;
    quint16 m_port = 0;
    QHash<QTcpSocket*, QByteArray> m_sockets;
    QSet<QTcpSocket*> m_streams;
};

} // namespace matoi::test
