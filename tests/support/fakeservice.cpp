#include "tests/support/fakeservice.h"

#include <QUrlQuery>

#include <stdexcept>

namespace matoi::test {
namespace {

namespace json = boost::json;

QByteArray bytesOf(const json::value& value)
{
    return QByteArray::fromStdString(wire::toText(value));
}

json::object objectFrom(const QByteArray& bytes)
{
    return wire::parseObject(bytes.toStdString()).value_or(json::object());
}

FakeService::Response recordAnswer(int status, const wire::RecordEnvelope& record)
{
    return {status, bytesOf(wire::toJson(record)),
            "ETag: \"" + QByteArray::number(qlonglong(record.meta.rev)) + "\"\r\n"};
}

} // namespace

FakeService::FakeService()
{
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    model.onChange = [this](const wire::RecordEnvelope& record) { tell(record); };
    goOnline();
}

FakeService::~FakeService()
{
    goOffline();
}

QUrl FakeService::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_port);
    return url;
}

void FakeService::goOffline()
{
    m_server.close();
    dropStreams();
    const auto sockets = m_sockets.keys();
    for (QTcpSocket* socket : sockets)
        socket->abort();
}

void FakeService::goOnline()
{
    if (!m_server.listen(QHostAddress::LocalHost, m_port))
        throw std::runtime_error("the fake service cannot listen");
    m_port = m_server.serverPort();
}

void FakeService::dropStreams()
{
    const auto streams = m_streams;
    m_streams.clear();
    for (QTcpSocket* socket : streams)
        socket->abort();
}

int FakeService::writes() const
{
    return static_cast<int>(
        std::count_if(requests.begin(), requests.end(), [](const Request& r) { return r.isWrite(); }));
}

FakeService::Response FakeService::problem(int status, const QByteArray& code, const QByteArray& detail)
{
    return {status, "{\"code\":\"" + code + "\",\"detail\":\"" + detail + "\"}", {}};
}

void FakeService::accept()
{
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        m_sockets.insert(socket, {});
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, [this, socket] {
            m_sockets.remove(socket);
            m_streams.remove(socket);
            socket->deleteLater();
        });
    }
}

void FakeService::read(QTcpSocket* socket)
{
    QByteArray& bytes = m_sockets[socket];
    bytes += socket->readAll();
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QList<QByteArray> lines = bytes.left(end).replace("\r\n", "\n").split('\n');
    Request request;
    const QList<QByteArray> first = lines.front().split(' ');
    request.method = first.value(0);
    request.path = first.value(1).mid(static_cast<int>(strlen("/api/v1/")));
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (bytes.size() < end + 4 + length)
        return;
    request.body = bytes.mid(end + 4, length);
    bytes.remove(0, end + 4 + length);
    handle(socket, request);
}

void FakeService::handle(QTcpSocket* socket, const Request& request)
{
    requests.push_back(request);
    if (request.isWrite() && loseRequests > 0) {
        --loseRequests;
        socket->abort();
        return;
    }
    if (request.path.startsWith("changes/stream") &&
        request.headers.value("authorization") == "Bearer " + token) {
        openStream(socket, request.path.mid(request.path.indexOf('=') + 1).toLongLong());
        return;
    }
    const QPointer<QTcpSocket> alive(socket);
    const Response response = answer(request);
    if (request.isWrite() && loseAnswers > 0) {
        --loseAnswers;
        if (alive)
            socket->abort();
        return;
    }
    if (!alive || response.status == 0)
        return;
    socket->write("HTTP/1.1 " + QByteArray::number(response.status) +
                  " x\r\nContent-Type: application/json\r\n" + response.headers +
                  "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n\r\n" + response.body);
}

FakeService::Response FakeService::answer(const Request& request)
{
    if (request.headers.value("authorization") != "Bearer " + token)
        return problem(401, "unauthenticated", "this token is not known");
    if (intercept)
        if (auto response = intercept(request))
            return *response;
    if (request.path.startsWith("attachments/"))
        return answerContent(request);
    return request.isWrite() ? answerWrite(request) : answerGet(request.path);
}

FakeService::Response FakeService::answerContent(const Request& request)
{
    const QByteArray sha256 = request.path.mid(static_cast<int>(strlen("attachments/")));
    if (request.method == "PUT") {
        contents.insert(sha256, request.body);
        return {201, "{}", {}};
    }
    const auto found = contents.constFind(sha256);
    if (found == contents.constEnd())
        return problem(404, "not-found");
    return {200, request.method == "HEAD" ? QByteArray() : *found, {}};
}

FakeService::Response FakeService::answerGet(const QByteArray& path)
{
    if (path == "me")
        return {200,
                bytesOf(json::object{{"name", "Misaki Sato"},
                                     {"role", "commander"},
                                     {"contactId", nullptr},
                                     {"epoch", model.epoch},
                                     {"version", "0.1.0"},
                                     {"serverTime", "2026-11-18T05:02:14.000Z"}}),
                {}};
    if (path.startsWith("changes?")) {
        const QUrlQuery query(QString::fromLatin1(path.mid(path.indexOf('?') + 1)));
        const auto page = model.page(query.queryItemValue(QStringLiteral("since")).toLongLong(),
                                     query.queryItemValue(QStringLiteral("limit")).toULongLong());
        json::array records;
        for (const auto& record : page.records)
            records.push_back(wire::toJson(record));
        return {200,
                bytesOf(json::object{{"epoch", model.epoch},
                                     {"next", page.next},
                                     {"last", model.last()},
                                     {"records", std::move(records)}}),
                {}};
    }
    return problem(404, "not-found");
}

std::optional<cache::Outgoing> FakeService::outgoingFrom(const Request& request)
{
    using cache::Action;
    cache::Outgoing outgoing;
    const QList<QByteArray> parts = request.path.split('/');
    const auto kind = domain::kindOfCollection(parts.value(0).toStdString());
    if (!kind)
        return std::nullopt;
    outgoing.kind = *kind;
    outgoing.record = domain::Uuid::parse(parts.value(1).toStdString()).value_or(domain::Uuid());
    outgoing.idempotency = request.headers.value("idempotency-key").toStdString();
    outgoing.body = objectFrom(request.body);
    outgoing.ifMatch = request.headers.value("if-match").replace("\"", "").toLongLong();
    const QByteArray what = parts.value(2);
    if (request.method == "PATCH")
        outgoing.action = Action::Change;
    else if (request.method == "DELETE")
        outgoing.action = Action::Remove;
    else if (what == "engagements")
        outgoing.action = Action::Page;
    else if (what == "receipts")
        outgoing.action = Action::Receipt;
    else if (!what.isEmpty())
        outgoing.action = cache::actionNamed(what.toStdString()).value_or(Action::Stop);
    else {
        outgoing.action = Action::Create;
        outgoing.record = *domain::Uuid::parse(std::string(outgoing.body["id"].as_string()));
        const json::object value = outgoing.body["value"].as_object();
        outgoing.body = value;
    }
    return outgoing;
}

FakeService::Response FakeService::answerWrite(const Request& request)
{
    const auto outgoing = outgoingFrom(request);
    if (!outgoing)
        return problem(404, "not-found");
    const cache::Outcome outcome = model.handle(*outgoing, domain::SystemClock().now(), "Misaki Sato");
    if (const auto* accepted = std::get_if<cache::Accepted>(&outcome)) {
        if (accepted->record)
            return recordAnswer(request.method == "POST" ? 201 : 200, *accepted->record);
        domain::Record<domain::Engagement> engagement{domain::Id<domain::Engagement>::generate(), {}, {}};
        engagement.meta.rev = 1;
        engagement.value.incidentId = domain::Id<domain::Incident>(domain::Uuid::named("incident"));
        return recordAnswer(200, wire::envelopeFrom(engagement));
    }
    if (const auto* stale = std::get_if<cache::Stale>(&outcome)) {
        json::object body{{"code", request.method == "POST" ? "already-exists" : "stale-revision"}};
        body["current"] = wire::toJson(*stale->current);
        return {request.method == "POST" ? 409 : 412, bytesOf(body), {}};
    }
    const auto& error = std::get<cache::Refused>(outcome).error;
    return problem(error.code == domain::ErrorCode::NotFound ? 404 : 422, domain::name(error.code));
}

void FakeService::openStream(QTcpSocket* socket, domain::ChangeNumber since)
{
    socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    m_streams.insert(socket);
    const auto chunk = [&](const QByteArray& text) {
        socket->write(QByteArray::number(text.size(), 16) + "\r\n" + text + "\r\n");
    };
    chunk("event: hello\ndata: " + bytesOf(json::object{{"epoch", model.epoch}}) + "\n\n");
    for (const auto& record : model.page(since, 100'000).records)
        chunk("event: change\nid: " + QByteArray::number(qlonglong(record.meta.change)) +
              "\ndata: " + bytesOf(wire::toJson(record)) + "\n\n");
}

void FakeService::tell(const wire::RecordEnvelope& record)
{
    const QByteArray text = "event: change\nid: " + QByteArray::number(qlonglong(record.meta.change)) +
                            "\ndata: " + bytesOf(wire::toJson(record)) + "\n\n";
    for (QTcpSocket* socket : std::as_const(m_streams))
        socket->write(QByteArray::number(text.size(), 16) + "\r\n" + text + "\r\n");
}

void FakeService::heartbeat()
{
    for (QTcpSocket* socket : std::as_const(m_streams))
        socket->write("3\r\n:\n\n\r\n");
}

} // namespace matoi::test
