#include "widgets/attachments/thumbnails.h"

#include "widgets/attachments/attachmentwords.h"
#include "widgets/attachments/picture.h"

#include <utility>

namespace matoi::widgets {

using namespace domain;
using Place = ContentState::Place;

Thumbnails::Thumbnails(Contents& contents, QObject* parent)
    : QObject(parent)
    , m_contents(contents)
    , m_images(keptBytes)
{
    m_thread.setMaxThreadCount(1);
    m_subscription = contents.onContent([this](const std::string& sha256) {
        m_broken.remove(QString::fromStdString(sha256));
        Q_EMIT changed(QString::fromStdString(sha256));
    });
}

Thumbnails::~Thumbnails()
{
    m_thread.clear();
    m_thread.waitForDone();
}

QString Thumbnails::keyOf(const Wanted& wanted)
{
    return QStringLiteral("%1@%2x%3")
        .arg(QString::fromStdString(wanted.sha256))
        .arg(wanted.bound.width())
        .arg(wanted.bound.height());
}

Thumbnails::Look Thumbnails::look(const Attachment& attachment, QSize bound)
{
    Look look;
    look.state = m_contents.state(attachment.sha256);
    if (!isPicture(attachment))
        return look;
    const Wanted wanted{attachment.sha256, bound};
    look.broken = m_broken.contains(QString::fromStdString(attachment.sha256));
    if (const QImage* known = m_images.object(keyOf(wanted))) {
        look.image = *known;
        return look;
    }
    if (look.state.isHere() && !look.broken)
        want(wanted);
    else if (look.state.place == Place::Away && attachment.size <= fetchedUnasked)
        fetch(attachment);
    return look;
}

/// Nothing is begun while somebody paints.
void Thumbnails::want(const Wanted& wanted)
{
    if (m_loading.contains(keyOf(wanted)))
        return;
    m_loading.insert(keyOf(wanted));
    if (m_wanted.empty() && m_toFetch.empty())
        QMetaObject::invokeMethod(this, &Thumbnails::load, Qt::QueuedConnection);
    m_wanted.push_back(wanted);
}

void Thumbnails::fetch(const Attachment& attachment)
{
    if (m_wanted.empty() && m_toFetch.empty())
        QMetaObject::invokeMethod(this, &Thumbnails::load, Qt::QueuedConnection);
    m_toFetch.push_back(attachment.sha256);
}

void Thumbnails::load()
{
    for (const std::string& sha256 : std::exchange(m_toFetch, {}))
        m_contents.fetch(sha256);
    for (const Wanted& wanted : std::exchange(m_wanted, {}))
        read(wanted);
}

void Thumbnails::read(const Wanted& wanted)
{
    m_reads[keyOf(wanted)] =
        m_contents.read(wanted.sha256, [this, wanted](const Result<ContentBytes>& bytes) {
            if (bytes) {
                decode(wanted, *bytes);
                return;
            }
            // Its state has changed, and that was told.
            m_loading.remove(keyOf(wanted));
        });
}

void Thumbnails::decode(const Wanted& wanted, ContentBytes bytes)
{
    m_thread.start([this, wanted, bytes = std::move(bytes)] {
        const QImage image = decodedPicture(*bytes, wanted.bound);
        QMetaObject::invokeMethod(
            this, [this, wanted, image] { decoded(wanted, image); }, Qt::QueuedConnection);
    });
}

void Thumbnails::decoded(const Wanted& wanted, const QImage& image)
{
    m_loading.remove(keyOf(wanted));
    m_reads.erase(keyOf(wanted));
    if (image.isNull())
        m_broken.insert(QString::fromStdString(wanted.sha256));
    else
        m_images.insert(keyOf(wanted), new QImage(image), static_cast<int>(image.sizeInBytes()));
    Q_EMIT changed(QString::fromStdString(wanted.sha256));
}

} // namespace matoi::widgets
