#pragma once

#include "models/domain/attachment.h"
#include "models/domain/ports/contents.h"

#include <QtCore/QCache>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QThreadPool>
#include <QtGui/QImage>

#include <map>

namespace matoi::widgets {

/// Small pictures of attachments, for painters: what is there now, at once; what is not is read, decoded on a
/// thread of its own, and told. Small pictures that are not on this computer are fetched when somebody looks
/// at them; large ones and files wait for a person.
class Thumbnails final : public QObject
{
    Q_OBJECT

public:
    /// Pictures up to this come by themselves.
    static constexpr qint64 fetchedUnasked = 3LL * 1024 * 1024;
    static constexpr int keptBytes = 48 * 1024 * 1024;

    explicit Thumbnails(domain::Contents& contents, QObject* parent = nullptr);
    ~Thumbnails() override;

    struct Look
    {
        domain::ContentState state;
        QImage image;
        bool broken = false; ///< it is here and cannot be shown
    };
    /// Cheap; may be called while painting. `bound` in device pixels.
    Look look(const domain::Attachment& attachment, QSize bound);
    void fetch(const domain::Attachment& attachment);

Q_SIGNALS:
    /// It looks different now.
    void changed(const QString& sha256);

private:
    struct Wanted
    {
        std::string sha256;
        QSize bound;
    };

    void want(const Wanted& wanted);
    void load();
    void read(const Wanted& wanted);
    void decode(const Wanted& wanted, domain::ContentBytes bytes);
    void decoded(const Wanted& wanted, const QImage& image);
    static QString keyOf(const Wanted& wanted);

    domain::Contents& m_contents;
    domain::Subscription m_subscription;
    QCache<QString, QImage> m_images;
    QSet<QString> m_broken; ///< by hash
    QSet<QString> m_loading;
    std::vector<Wanted> m_wanted; ///< since the last turn of the event loop
    std::vector<std::string> m_toFetch;
    std::map<QString, domain::Subscription> m_reads;
    QThreadPool m_thread;
};

} // namespace matoi::widgets
