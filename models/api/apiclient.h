#pragma once

#include "models/api/answer.h"
#include "models/api/sseparser.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <variant>

class QNetworkReply;

namespace matoi::api {

/// The feed as it happens. Ends when it is destroyed; calls nothing after that.
class ChangeStream final : public QObject
{
    Q_OBJECT

public:
    ChangeStream(QNetworkReply* reply, QObject* parent);
    ~ChangeStream() override;

Q_SIGNALS:
    void event(const matoi::api::ServerEvent& event);
    /// Anything was heard, be it a heartbeat.
    void heard();
    /// Once, and nothing after it.
    void ended(const matoi::api::Failure& failure);

private:
    void read();
    void finish();

    QNetworkReply* m_reply;
    SseParser m_parser;
    bool m_ended = false;
};

/// matoid's REST surface. Lives on the thread on which it is used; every callback comes there, later, and
/// none after the client is gone. Certificates that do not verify are refused and there is no way round it; a
/// token is never sent in the clear to another computer.
class ApiClient final : public QObject
{
    Q_OBJECT

public:
    template <class T> using Done = std::function<void(Answer<T>)>;
    using Kind = domain::Kind;
    using Uuid = domain::Uuid;

    static constexpr int kTimeoutMilliseconds = 15'000;

    ApiClient(QUrl backend, std::string token, QObject* parent = nullptr);

    /// https, or http to this computer itself.
    static bool isAcceptable(const QUrl& backend);

    void me(Done<Me> done);
    void changes(domain::ChangeNumber since, int limit, Done<ChangesPage> done);
    /// Of one incident, what belongs to it and what points to it.
    void changesOf(Uuid incident, domain::ChangeNumber since, int limit, Done<ChangesPage> done);
    /// The stream's owner is `parent`.
    ChangeStream* stream(domain::ChangeNumber since, QObject* parent);

    // Changes: repeating one with the same `key` and the same content is safe.
    void create(Kind kind, Uuid id, const boost::json::object& value, const std::string& key,
                Done<wire::RecordEnvelope> done);
    void change(Kind kind, Uuid id, domain::Revision base, const boost::json::object& mergePatch,
                const std::string& key, Done<wire::RecordEnvelope> done);
    void remove(Kind kind, Uuid id, domain::Revision base, const std::string& key,
                Done<std::optional<wire::RecordEnvelope>> done);
    /// body: contactId, reason.
    void engage(Uuid incident, const boost::json::object& body, const std::string& key,
                Done<wire::RecordEnvelope> done);
    /// what: acknowledge, escalate, stop.
    void act(Uuid engagement, std::string_view what, const std::string& key, Done<wire::RecordEnvelope> done);
    /// body: a domain::HandoverOffer.
    void offer(Uuid incident, const boost::json::object& body, const std::string& key,
               Done<wire::RecordEnvelope> done);
    /// what: accept (body: answer), decline (body: reason), withdraw.
    void answer(Uuid handover, std::string_view what, const boost::json::object& body, const std::string& key,
                Done<wire::RecordEnvelope> done);
    /// body: state.
    void receipt(Uuid page, const boost::json::object& body, const std::string& key,
                 Done<wire::RecordEnvelope> done);

    // Content, by its hash.
    using Progress = std::function<void(std::int64_t bytes, std::int64_t total)>;
    void hasContent(const std::string& sha256, Done<bool> done);
    /// Sends the file as it is read; NotFound when it cannot be.
    void putContent(const std::string& sha256, const QString& file, Progress progress,
                    Done<std::monostate> done);
    /// TooLarge when more than `limit` bytes come.
    void content(const std::string& sha256, std::int64_t limit, Progress progress, Done<QByteArray> done);

    void history(Kind kind, Uuid id, Done<std::vector<HistoryEntry>> done);
    void metricData(Uuid metric, domain::Time from, domain::Time to, std::chrono::seconds step,
                    Done<domain::MetricData> done);
    /// The audit log of an incident before entry `before`, newest first.
    void audit(Uuid incident, std::optional<std::int64_t> before, Done<domain::AuditPage> done);

private:
    using Body = std::function<void(Answer<QByteArray>)>;

    QNetworkRequest request(std::string_view path, const std::string& key = {}) const;
    void get(std::string_view path, Body done);
    void post(std::string_view path, const boost::json::object& body, const std::string& key,
              Done<wire::RecordEnvelope> done);
    void later(Body done, Failure failure);
    static void answer(QNetworkReply& reply, const Body& done);
    void send(const QByteArray& verb, QNetworkRequest request, const QByteArray& body, Body done);
    void sendOver(QNetworkAccessManager& network, const QByteArray& verb, QNetworkRequest request,
                  const QByteArray& body, Body done);

    const QUrl m_backend;
    const QByteArray m_authorization;
    QNetworkAccessManager m_network;
    /// Six connections of their own: a Prometheus that hangs holds up no acknowledgement.
    QNetworkAccessManager m_metrics;
};

} // namespace matoi::api
