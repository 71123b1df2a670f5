#include "widgets/attachments/attachmentintake.h"

#include "models/domain/rules/attachments.h"
#include "widgets/attachments/attachmentwords.h"
#include "widgets/attachments/picture.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QMimeDatabase>
#include <QtCore/QUrl>
#include <QtWidgets/QFileDialog>

#include <algorithm>
#include <utility>

namespace matoi::widgets {

using namespace domain;

namespace {

QStringList localFiles(const QMimeData& data)
{
    QStringList paths;
    for (const QUrl& url : data.urls()) {
        if (!url.isLocalFile())
            return {};
        paths.append(url.toLocalFile());
    }
    return paths;
}

/// A screenshot tool gives PNG; it needs not be decoded and encoded again.
std::string pngOf(const QMimeData& data)
{
    const QByteArray bytes = data.data(QStringLiteral("image/png"));
    const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return rules::pictureTypeOf(view) == "image/png" ? std::string(view) : std::string();
}

Attachment described(const QString& name, const KeptContent& content)
{
    Attachment attachment;
    attachment.name = rules::fileNameFrom(name.toStdString());
    attachment.size = static_cast<int>(content.size);
    attachment.sha256 = content.sha256;
    const QSize size = pictureSize(*content.bytes);
    if (!size.isEmpty() && size.width() <= 65535 && size.height() <= 65535) {
        attachment.mediaType = std::string(rules::pictureTypeOf(*content.bytes));
        attachment.width = size.width();
        attachment.height = size.height();
        return attachment;
    }
    const QByteArray head = QByteArray::fromRawData(
        content.bytes->data(),
        static_cast<qsizetype>(std::min<std::size_t>(content.bytes->size(), std::size_t(16) * 1024)));
    const QString type = QMimeDatabase().mimeTypeForFileNameAndData(name, head).name();
    // What calls itself a picture and is none of ours, or is damaged, is a file like any other.
    attachment.mediaType = rules::isPictureType(type.toStdString()) || type.size() > 100
                               ? "application/octet-stream"
                               : type.toStdString();
    return attachment;
}

} // namespace

AttachmentIntake::AttachmentIntake(const PanelContext& context, std::function<int()> present, QWidget* parent)
    : QObject(parent)
    , m_context(context)
    , m_present(std::move(present))
{
    m_thread.setMaxThreadCount(1);
}

AttachmentIntake::~AttachmentIntake()
{
    // A job and whoever answers it hold each other.
    for (const JobPtr& job : m_jobs)
        job->waiting.reset();
    m_thread.clear();
    m_thread.waitForDone();
}

void AttachmentIntake::cancel()
{
    const bool working = busy();
    for (const JobPtr& job : std::exchange(m_jobs, {}))
        job->waiting.reset();
    if (working)
        Q_EMIT busyChanged();
}

bool AttachmentIntake::takes(const QMimeData& data)
{
    // A file manager gives the paths as text, too; a word processor gives its text as a picture, too.
    if (!localFiles(data).isEmpty())
        return true;
    return data.hasImage() && !data.hasText();
}

void AttachmentIntake::take(const QMimeData& data)
{
    if (const QStringList files = localFiles(data); !files.isEmpty()) {
        takeFiles(files);
        return;
    }
    if (std::string png = pngOf(data); !png.empty())
        keep(begin(screenshotName()), std::move(png));
    else
        takePicture(qvariant_cast<QImage>(data.imageData()));
}

void AttachmentIntake::takeFiles(const QStringList& paths)
{
    for (const QString& path : paths)
        takeFile(path);
}

void AttachmentIntake::takeFile(const QString& path)
{
    const JobPtr job = begin(QFileInfo(path).fileName());
    job->waiting = m_context.repositories.contents.keepFile(
        path.toStdString(), [this, job](const Result<KeptContent>& kept) { finish(job, kept); });
}

void AttachmentIntake::takePicture(const QImage& image)
{
    const JobPtr job = begin(screenshotName());
    m_thread.start([this, job, image] {
        std::string bytes = encodedPicture(image);
        QMetaObject::invokeMethod(
            this, [this, job, bytes = std::move(bytes)]() mutable { keep(job, std::move(bytes)); },
            Qt::QueuedConnection);
    });
}

void AttachmentIntake::keep(const JobPtr& job, std::string bytes)
{
    if (std::find(m_jobs.begin(), m_jobs.end(), job) == m_jobs.end())
        return; // cancelled while it was encoded
    job->waiting = m_context.repositories.contents.keep(
        std::make_shared<const std::string>(std::move(bytes)),
        [this, job](const Result<KeptContent>& kept) { finish(job, kept); });
}

void AttachmentIntake::choose()
{
    if (chooseFiles) {
        chooseFiles([this](const QStringList& paths) { takeFiles(paths); });
        return;
    }
    auto* dialog = new QFileDialog(qobject_cast<QWidget*>(parent()), tr("Attach files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &AttachmentIntake::takeFiles);
    dialog->open();
}

QString AttachmentIntake::screenshotName() const
{
    const QDateTime now =
        QDateTime::fromMSecsSinceEpoch(m_context.clock.now().time_since_epoch().count(), m_context.zone);
    return tr("screenshot %1.png").arg(now.toString(QStringLiteral("yyyy-MM-dd HH.mm.ss")));
}

AttachmentIntake::JobPtr AttachmentIntake::begin(const QString& name)
{
    const bool idle = m_jobs.empty();
    m_jobs.push_back(std::make_shared<Job>(Job{name, {}, {}}));
    if (idle)
        Q_EMIT busyChanged();
    return m_jobs.back();
}

void AttachmentIntake::finish(const JobPtr& job, Result<KeptContent> result)
{
    job->result = std::move(result);
    job->waiting.reset();
    handOut();
}

void AttachmentIntake::handOut()
{
    const bool working = busy();
    while (!m_jobs.empty() && m_jobs.front()->result) {
        const JobPtr job = m_jobs.front();
        m_jobs.pop_front();
        present(*job);
    }
    if (working && !busy())
        Q_EMIT busyChanged();
}

void AttachmentIntake::present(const Job& job)
{
    const Result<KeptContent>& kept = *job.result;
    if (!kept) {
        Q_EMIT refused(attachmentProblem(kept.error(), job.name));
        return;
    }
    if (const auto allowed = rules::mayAttach(kept->size, m_present()); !allowed) {
        Q_EMIT refused(attachmentProblem(allowed.error(), job.name));
        return;
    }
    Q_EMIT made(described(job.name, *kept));
}

} // namespace matoi::widgets
