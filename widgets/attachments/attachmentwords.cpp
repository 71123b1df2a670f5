#include "widgets/attachments/attachmentwords.h"

#include "models/domain/rules/attachments.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace matoi::widgets {

using namespace domain;
using Place = ContentState::Place;

QString fileSizeText(qint64 bytes)
{
    // A tenth says something of "1.2 MiB" and nothing of "340.4 KiB".
    const bool large = bytes >= 1024 * 1024 && bytes % (1024 * 1024) != 0;
    return QLocale().formattedDataSize(bytes, large ? 1 : 0);
}

QString attachmentText(const Attachment& attachment)
{
    return QCoreApplication::translate("Attachments", "%1, %2")
        .arg(QString::fromStdString(attachment.name), fileSizeText(attachment.size));
}

QString attachmentsText(const std::vector<Attachment>& attachments)
{
    QStringList all;
    for (const Attachment& attachment : attachments)
        all.append(attachmentText(attachment));
    return all.join(QCoreApplication::translate("Attachments", "; "));
}

std::optional<int> sentPercent(const ContentState& state)
{
    if (state.place != Place::OnlyHere || !state.sent || state.total <= 0)
        return std::nullopt;
    return static_cast<int>(std::min<qint64>(100, *state.sent * 100 / state.total));
}

QString contentStateText(const ContentState& state, qint64 size)
{
    switch (state.place) {
    case Place::Away:
        return QCoreApplication::translate("Attachments", "Not on this computer yet, %1.")
            .arg(fileSizeText(size));
    case Place::Coming: {
        const qint64 total = state.total > 0 ? state.total : size;
        const int percent =
            total > 0 ? static_cast<int>(std::min<qint64>(100, state.received * 100 / total)) : 0;
        return QCoreApplication::translate("Attachments", "Loading, %1 %").arg(percent);
    }
    case Place::Failed:
        if (state.problem && state.problem->code == ErrorCode::NotFound)
            return QCoreApplication::translate("Attachments", "The service does not have this file.");
        if (state.problem && state.problem->code == ErrorCode::Unavailable)
            return QCoreApplication::translate("Attachments",
                                               "Could not be loaded: the service does not answer.");
        return QCoreApplication::translate("Attachments", "Could not be loaded.");
    case Place::OnlyHere:
        if (const auto percent = sentPercent(state))
            return QCoreApplication::translate("Attachments", "Being sent, %1 %").arg(*percent);
        return QCoreApplication::translate("Attachments",
                                           "Only on this computer. It goes out with its event.");
    case Place::Here: break;
    }
    return {};
}

QString attachmentProblem(const Error& error, const QString& name)
{
    switch (error.code) {
    case ErrorCode::TooLarge:
        return QCoreApplication::translate("Attachments", "“%1” is too large: a file may have at most %2.")
            .arg(name, fileSizeText(maxAttachmentBytes));
    case ErrorCode::TooMany:
        return QCoreApplication::translate("Attachments",
                                           "“%1” was left out: an event may have at most %2 files.")
            .arg(name)
            .arg(maxAttachments);
    case ErrorCode::InvalidValue:
        return QCoreApplication::translate("Attachments", "“%1” is empty.").arg(name);
    case ErrorCode::NotFound:
        return QCoreApplication::translate("Attachments", "“%1” cannot be read.").arg(name);
    default: break;
    }
    return QCoreApplication::translate("Attachments",
                                       "“%1” could not be kept on this computer. Is the disk full?")
        .arg(name);
}

QString attachmentLimitText()
{
    return QCoreApplication::translate("Attachments", "At most %1 a file and %2 files.")
        .arg(fileSizeText(maxAttachmentBytes))
        .arg(maxAttachments);
}

bool isPicture(const Attachment& attachment)
{
    return rules::isPictureType(attachment.mediaType);
}

Icon attachmentIcon(const Attachment& attachment)
{
    return isPicture(attachment) ? Icon::Image : Icon::FileText;
}

} // namespace matoi::widgets
