#pragma once

#include "models/domain/attachment.h"
#include "models/domain/ports/contents.h"
#include "widgets/panel/panelcontext.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <functional>
#include <list>

QT_BEGIN_NAMESPACE
class QImage;
class QMimeData;
class QWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

/// Turns what is pasted, dropped or chosen into attachments: hashed, kept on this computer, measured. Slow
/// parts (reading a file, encoding a screenshot) are done elsewhere; the order is that in which they came.
class AttachmentIntake final : public QObject
{
    Q_OBJECT

public:
    /// `present`: how many files the event has already.
    AttachmentIntake(const PanelContext& context, std::function<int()> present, QWidget* parent);
    ~AttachmentIntake() override;

    /// Whether this is files or a picture, and not (also) text that somebody wants to paste.
    static bool takes(const QMimeData& data);
    void take(const QMimeData& data);
    void takeFiles(const QStringList& paths);
    /// Asks for files.
    void choose();
    /// What is still being read belongs to another event: it is not handed out.
    void cancel();
    /// Something is still being read.
    bool busy() const { return !m_jobs.empty(); }

    /// For tests: answers instead of the desktop's dialog.
    std::function<void(std::function<void(QStringList)>)> chooseFiles;

Q_SIGNALS:
    void made(const matoi::domain::Attachment& attachment);
    /// A sentence: what was not attached, and why.
    void refused(const QString& sentence);
    void busyChanged();

private:
    struct Job
    {
        QString name;
        domain::Subscription waiting;
        std::optional<domain::Result<domain::KeptContent>> result;
    };
    using JobPtr = std::shared_ptr<Job>;

    JobPtr begin(const QString& name);
    void takeFile(const QString& path);
    void takePicture(const QImage& image);
    void keep(const JobPtr& job, std::string bytes);
    void finish(const JobPtr& job, domain::Result<domain::KeptContent> result);
    void handOut();
    void present(const Job& job);
    QString screenshotName() const;

    PanelContext m_context;
    std::function<int()> m_present;
    std::list<JobPtr> m_jobs; ///< in the order in which they came
    QThreadPool m_thread;
};

} // namespace matoi::widgets
