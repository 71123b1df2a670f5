#include "models/api/apiclient.h"

#include "models/api/reply.h"
#include "models/wire/json.h"

#include <QFile>
#include <QHostAddress>
#include <QNetworkReply>
#include <QUrlQuery>

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::api {

using namespace Qt::StringLiterals;
using wire::RecordEnvelope;

namespace {

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

std::string recordPath(domain::Kind kind, domain::Uuid id)
{
    return std::string(domain::collection(kind)) + '/' + id.toString();
}

QByteArray etag(domain::Revision revision)
{
    return '"' + QByteArray::number(static_cast<qlonglong>(revision)) + '"';
}

QByteArray bytesOf(const boost::json::object& object)
{
    return QByteArray::fromStdString(wire::toText(boost::json::value(object)));
}

std::string contentPath(const std::string& sha256)
{
    return "attachments/" + sha256;
}

Failure notAcceptable()
{
    return {{domain::ErrorCode::InvalidValue, "url", "the service's address must begin with https://"},
            0,
            {},
            {}};
}

/// The answer to HEAD has none, and is not even open for reading.
QByteArray bodyOf(QNetworkReply& reply)
{
    return reply.isOpen() ? reply.readAll() : QByteArray();
}

/// Reads the body of a good answer.
template <class T, class Read>
std::function<void(Answer<QByteArray>)> reading(ApiClient::Done<T> done, Read read)
{
    return [done = std::move(done), read](Answer<QByteArray> answer) {
        if (answer)
            done(read(viewOf(*answer)));
        else
            done(tl::make_unexpected(std::move(answer.error())));
    };
}

} // namespace

int statusOf(const QNetworkReply& reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

Failure failureOf(QNetworkReply& reply)
{
    const int status = statusOf(reply);
    if (status >= 300) {
        const QByteArray body = bodyOf(reply);
        const QByteArray retryAfter = reply.rawHeader("Retry-After");
        return failureFrom(status, viewOf(body), viewOf(retryAfter));
    }
    // No answer, or one that broke off.
    return {{domain::ErrorCode::Unavailable, {}, reply.errorString().toStdString()}, 0, {}, {}};
}

ApiClient::ApiClient(QUrl backend, std::string token, QObject* parent)
    : QObject(parent)
    , m_backend(std::move(backend))
    , m_authorization("Bearer " + QByteArray::fromStdString(token))
{
    for (QNetworkAccessManager* network : {&m_network, &m_metrics}) {
        network->setParent(this);
        // A redirection would take the token somewhere else.
        network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }
}

bool ApiClient::isAcceptable(const QUrl& backend)
{
    if (!backend.isValid() || backend.host().isEmpty())
        return false;
    if (backend.scheme() == "https"_L1)
        return true;
    return backend.scheme() == "http"_L1 &&
           (backend.host() == "localhost"_L1 || QHostAddress(backend.host()).isLoopback());
}

QNetworkRequest ApiClient::request(std::string_view path, const std::string& key) const
{
    // The path may carry a query; both are ASCII of our own making.
    const QString relative =
        "api/v1/"_L1 + QString::fromLatin1(path.data(), static_cast<qsizetype>(path.size()));
    QUrl base = m_backend;
    if (!base.path().endsWith(u'/'))
        base.setPath(base.path() + u'/');
    QNetworkRequest request(base.resolved(QUrl(relative)));
    request.setRawHeader("Authorization", m_authorization);
    request.setRawHeader("Accept", "application/json");
    if (!key.empty())
        request.setRawHeader("Idempotency-Key", QByteArray::fromStdString(key));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setTransferTimeout(kTimeoutMilliseconds);
    return request;
}

void ApiClient::send(const QByteArray& verb, QNetworkRequest request, const QByteArray& body, Body done)
{
    sendOver(m_network, verb, std::move(request), body, std::move(done));
}

void ApiClient::sendOver(QNetworkAccessManager& network, const QByteArray& verb, QNetworkRequest request,
                         const QByteArray& body, Body done)
{
    if (!isAcceptable(m_backend)) {
        later(std::move(done), notAcceptable());
        return;
    }
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader,
                          verb == "PATCH" ? u"application/merge-patch+json"_s : u"application/json"_s);
    // Of a HEAD that it does not know as one, Qt waits for the body that the answer's length speaks of.
    QNetworkReply* reply =
        verb == "HEAD" ? network.head(request) : network.sendCustomRequest(request, verb, body);
    connect(reply, &QNetworkReply::finished, this, [reply, done = std::move(done)] {
        reply->deleteLater();
        answer(*reply, done);
    });
}

/// Later, like every other answer.
void ApiClient::later(Body done, Failure failure)
{
    QMetaObject::invokeMethod(
        this, [done = std::move(done), failure = std::move(failure)] { done(tl::make_unexpected(failure)); },
        Qt::QueuedConnection);
}

void ApiClient::answer(QNetworkReply& reply, const Body& done)
{
    const int status = statusOf(reply);
    const bool whole = reply.error() == QNetworkReply::NoError;
    if (whole && status >= 200 && status < 300)
        done(bodyOf(reply));
    else
        done(tl::make_unexpected(failureOf(reply)));
}

void ApiClient::get(std::string_view path, Body done)
{
    send("GET", request(path), {}, std::move(done));
}

void ApiClient::post(std::string_view path, const boost::json::object& body, const std::string& key,
                     Done<RecordEnvelope> done)
{
    send("POST", request(path, key), bytesOf(body), reading(std::move(done), recordFrom));
}

void ApiClient::me(Done<Me> done)
{
    get("me", reading(std::move(done), meFrom));
}

void ApiClient::changes(domain::ChangeNumber since, int limit, Done<ChangesPage> done)
{
    get("changes?since=" + std::to_string(since) + "&limit=" + std::to_string(limit),
        reading(std::move(done), changesFrom));
}

void ApiClient::changesOf(Uuid incident, domain::ChangeNumber since, int limit, Done<ChangesPage> done)
{
    get("changes?incident=" + incident.toString() + "&since=" + std::to_string(since) +
            "&limit=" + std::to_string(limit),
        reading(std::move(done), changesFrom));
}

ChangeStream* ApiClient::stream(domain::ChangeNumber since, QObject* parent)
{
    QNetworkRequest streaming = request("changes/stream?since=" + std::to_string(since));
    streaming.setRawHeader("Accept", "text/event-stream");
    streaming.setTransferTimeout(0); // silence is watched by whoever listens
    return new ChangeStream(m_network.get(streaming), parent);
}

void ApiClient::create(Kind kind, Uuid id, const boost::json::object& value, const std::string& key,
                       Done<RecordEnvelope> done)
{
    post(domain::collection(kind), {{"id", id.toString()}, {"value", value}}, key, std::move(done));
}

void ApiClient::change(Kind kind, Uuid id, domain::Revision base, const boost::json::object& mergePatch,
                       const std::string& key, Done<RecordEnvelope> done)
{
    QNetworkRequest patch = request(recordPath(kind, id), key);
    patch.setRawHeader("If-Match", etag(base));
    send("PATCH", patch, bytesOf(mergePatch), reading(std::move(done), recordFrom));
}

void ApiClient::remove(Kind kind, Uuid id, domain::Revision base, const std::string& key,
                       Done<std::optional<RecordEnvelope>> done)
{
    QNetworkRequest removal = request(recordPath(kind, id), key);
    removal.setRawHeader("If-Match", etag(base));
    send("DELETE", removal, {}, reading(std::move(done), [](std::string_view body) {
             auto record = recordFrom(body);
             return Answer<std::optional<RecordEnvelope>>(record ? std::optional(std::move(*record))
                                                                 : std::nullopt);
         }));
}

void ApiClient::engage(Uuid incident, const boost::json::object& body, const std::string& key,
                       Done<RecordEnvelope> done)
{
    post(recordPath(Kind::Incident, incident) + "/engagements", body, key, std::move(done));
}

void ApiClient::act(Uuid engagement, std::string_view what, const std::string& key, Done<RecordEnvelope> done)
{
    post(recordPath(Kind::Engagement, engagement) + '/' + std::string(what), {}, key, std::move(done));
}

void ApiClient::offer(Uuid incident, const boost::json::object& body, const std::string& key,
                      Done<RecordEnvelope> done)
{
    post(recordPath(Kind::Incident, incident) + "/handovers", body, key, std::move(done));
}

void ApiClient::answer(Uuid handover, std::string_view what, const boost::json::object& body,
                       const std::string& key, Done<RecordEnvelope> done)
{
    post(recordPath(Kind::Handover, handover) + '/' + std::string(what), body, key, std::move(done));
}

void ApiClient::receipt(Uuid page, const boost::json::object& body, const std::string& key,
                        Done<RecordEnvelope> done)
{
    post(recordPath(Kind::Page, page) + "/receipts", body, key, std::move(done));
}

void ApiClient::hasContent(const std::string& sha256, Done<bool> done)
{
    send("HEAD", request(contentPath(sha256)), {},
         [done = std::move(done)](const Answer<QByteArray>& answer) {
             if (answer || answer.error().status == 404)
                 done(answer.has_value());
             else
                 done(tl::make_unexpected(answer.error()));
         });
}

void ApiClient::putContent(const std::string& sha256, const QString& path, Progress progress,
                           Done<std::monostate> done)
{
    const Body body = [done = std::move(done)](const Answer<QByteArray>& answer) {
        if (answer)
            done(std::monostate());
        else
            done(tl::make_unexpected(answer.error()));
    };
    auto file = std::make_unique<QFile>(path);
    if (!isAcceptable(m_backend)) {
        later(body, notAcceptable());
        return;
    }
    if (!file->open(QIODevice::ReadOnly)) {
        later(body, {{domain::ErrorCode::NotFound, {}, file->errorString().toStdString()}, 0, {}, {}});
        return;
    }
    QNetworkRequest put = request(contentPath(sha256));
    put.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    put.setHeader(QNetworkRequest::ContentLengthHeader, file->size());
    QNetworkReply* reply = m_network.put(put, file.get());
    file.release()->setParent(reply);
    connect(reply, &QNetworkReply::uploadProgress, this,
            [progress = std::move(progress)](qint64 sent, qint64 total) {
                // At its end Qt tells 0 of 0 as well.
                if (total > 0)
                    progress(sent, total);
            });
    connect(reply, &QNetworkReply::finished, this, [reply, body] {
        reply->deleteLater();
        answer(*reply, body);
    });
}

void ApiClient::content(const std::string& sha256, std::int64_t limit, Progress progress,
                        Done<QByteArray> done)
{
    if (!isAcceptable(m_backend)) {
        later(std::move(done), notAcceptable());
        return;
    }
    QNetworkRequest get = request(contentPath(sha256));
    get.setRawHeader("Accept", "*/*");
    QNetworkReply* reply = m_network.get(get);
    connect(reply, &QNetworkReply::downloadProgress, this,
            [reply, limit, progress = std::move(progress)](qint64 received, qint64 total) {
                if (received > limit || total > limit)
                    reply->abort();
                else if (statusOf(*reply) == 200)
                    progress(received, std::max<qint64>(total, 0));
            });
    connect(reply, &QNetworkReply::finished, this, [reply, done = std::move(done)] {
        reply->deleteLater();
        answer(*reply, done);
    });
}

void ApiClient::history(Kind kind, Uuid id, Done<std::vector<HistoryEntry>> done)
{
    get(recordPath(kind, id) + "/history", reading(std::move(done), historyFrom));
}

void ApiClient::metricData(Uuid metric, domain::Time from, domain::Time to, std::chrono::seconds step,
                           Done<domain::MetricData> done)
{
    const std::string path = recordPath(Kind::MetricDefinition, metric) +
                             "/data?from=" + domain::formatTime(from) + "&to=" + domain::formatTime(to) +
                             "&step=" + std::to_string(step.count());
    sendOver(m_metrics, "GET", request(path), {}, reading(std::move(done), metricDataFrom));
}

void ApiClient::audit(Uuid incident, std::optional<std::int64_t> before, Done<domain::AuditPage> done)
{
    get(recordPath(Kind::Incident, incident) + "/audit" +
            (before ? "?before=" + std::to_string(*before) : std::string()),
        reading(std::move(done), auditFrom));
}

} // namespace matoi::api
