#include "models/api/apiclient.h"
#include "models/api/reply.h"

#include <QNetworkReply>

namespace matoi::api {

ChangeStream::ChangeStream(QNetworkReply* reply, QObject* parent)
    : QObject(parent)
    , m_reply(reply)
    , m_parser([this](const ServerEvent& received) { Q_EMIT event(received); })
{
    m_reply->setParent(this);
    connect(m_reply, &QNetworkReply::readyRead, this, &ChangeStream::read);
    connect(m_reply, &QNetworkReply::finished, this, &ChangeStream::finish);
}

ChangeStream::~ChangeStream()
{
    m_reply->disconnect(this);
    m_reply->abort();
}

void ChangeStream::read()
{
    if (statusOf(*m_reply) != 200)
        return; // a problem: its body is read when it is whole
    Q_EMIT heard();
    const QByteArray bytes = m_reply->readAll();
    if (!m_parser.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())}))
        m_reply->abort();
}

void ChangeStream::finish()
{
    if (std::exchange(m_ended, true))
        return;
    if (statusOf(*m_reply) == 200)
        read();
    Q_EMIT ended(failureOf(*m_reply));
}

} // namespace matoi::api
