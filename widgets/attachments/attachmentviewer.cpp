#include "widgets/attachments/attachmentviewer.h"

#include "widgets/attachments/attachmentwords.h"
#include "widgets/attachments/picture.h"
#include "widgets/attachments/pictureview.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtCore/QDir>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>
#include <QtCore/QStringDecoder>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QTextDocumentFragment>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;
using Place = ContentState::Place;

namespace {

/// Enough to see what a log is; all of it is saved.
constexpr qsizetype shownOfText = 256 * 1024;

/// The beginning, when it is text; nullopt when it is something else. A character that the limit cuts through
/// is no fault.
std::optional<QString> textOf(const std::string& bytes)
{
    const auto size = std::min<qsizetype>(static_cast<qsizetype>(bytes.size()), shownOfText);
    if (bytes.find('\0') < static_cast<std::size_t>(size))
        return std::nullopt;
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(QByteArrayView(bytes.data(), size));
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

} // namespace

AttachmentViewer::AttachmentViewer(const PanelContext& context, std::vector<Attachment> attachments,
                                   int index, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_attachments(std::move(attachments))
    , m_title(new ElidedLabel(context.theme, TextStyle::DialogTitle, Role::TextPrimary, {}, this))
    , m_facts(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_pages(new QStackedWidget(this))
    , m_picture(new PictureView(context.theme, m_pages))
    , m_text(new QPlainTextEdit(m_pages))
    , m_notice(new QWidget(m_pages))
    , m_noticeText(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, {}, m_notice))
    , m_load(new CommandButton(context.theme, {}, Icon::Download, m_notice))
    , m_note(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_scale(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_previous(new CommandButton(context.theme, tr("Previous file"), Icon::ChevronLeft, this))
    , m_next(new CommandButton(context.theme, tr("Next file"), Icon::ChevronRight, this))
    , m_fit(new CommandButton(context.theme, tr("Fit"), Icon::Maximize, this))
    , m_smaller(new CommandButton(context.theme, tr("Smaller"), Icon::Minus, this))
    , m_larger(new CommandButton(context.theme, tr("Larger"), Icon::Plus, this))
    , m_copy(new CommandButton(context.theme, tr("Copy"), Icon::Copy, this))
    , m_save(new CommandButton(context.theme, tr("Save as…"), Icon::Download, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Attached files"));
    m_thread.setMaxThreadCount(1);
    build();
    m_changes = context.repositories.contents.onContent([this](const std::string& sha256) {
        if (sha256 == attachment().sha256 && !m_bytes)
            present();
    });
    display(index);
}

AttachmentViewer::~AttachmentViewer()
{
    // A file that is being saved is saved.
    m_thread.waitForDone();
}

void AttachmentViewer::build()
{
    const Theme& theme = m_context.theme;
    resize(theme.px(960), theme.px(680));
    m_picture->setAccessibleName(tr("Picture"));
    m_text->setAccessibleName(tr("Beginning of the file"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(theme.font(TextStyle::Mono));
    m_noticeText->setAlignment(Qt::AlignCenter);
    m_noticeText->setWordWrap(true);
    auto* notice = new QVBoxLayout(m_notice);
    notice->addStretch();
    notice->addWidget(m_noticeText);
    notice->addWidget(m_load, 0, Qt::AlignHCenter);
    notice->addStretch();
    for (QWidget* page : {static_cast<QWidget*>(m_picture), static_cast<QWidget*>(m_text), m_notice})
        m_pages->addWidget(page);
    m_note->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->setSpacing(theme.px(12));
    head->addWidget(m_title, 1);
    head->addWidget(m_facts);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    column->setSpacing(theme.px(10));
    column->addLayout(head);
    column->addWidget(m_pages, 1);
    column->addWidget(m_note);
    column->addLayout(makeFoot());
    connect(m_load, &QAbstractButton::clicked, this,
            [this] { m_context.repositories.contents.fetch(attachment().sha256); });
    connect(m_picture, &PictureView::scaleChanged, this, &AttachmentViewer::showScale);
}

QBoxLayout* AttachmentViewer::makeFoot()
{
    Theme& theme = m_context.theme;
    auto* close = new CommandButton(theme, tr("Close"), Icon::None, this);
    for (CommandButton* button : {m_previous, m_next, m_smaller, m_larger}) {
        button->setKind(CommandButton::Kind::Quiet);
        button->setIconOnly(true);
    }
    m_fit->setKey(Qt::Key_0);
    m_save->setKey(QKeySequence::Save);
    m_copy->setKey(QKeySequence::Copy);
    close->setKey(Qt::Key_Escape);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(theme.px(8));
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_previous, m_next, m_smaller, m_scale, m_larger, m_fit})
        foot->addWidget(widget);
    foot->addStretch();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_copy, m_save, close})
        foot->addWidget(widget);
    connect(m_previous, &QAbstractButton::clicked, this, &AttachmentViewer::showPrevious);
    connect(m_next, &QAbstractButton::clicked, this, &AttachmentViewer::showNext);
    connect(m_smaller, &QAbstractButton::clicked, m_picture, &PictureView::zoomOut);
    connect(m_larger, &QAbstractButton::clicked, m_picture, &PictureView::zoomIn);
    connect(m_fit, &QAbstractButton::clicked, m_picture, &PictureView::fit);
    connect(m_copy, &QAbstractButton::clicked, this, &AttachmentViewer::copy);
    connect(m_save, &QAbstractButton::clicked, this, &AttachmentViewer::saveAs);
    connect(close, &QAbstractButton::clicked, this, &QDialog::close);
    return foot;
}

void AttachmentViewer::display(int index)
{
    m_index = std::clamp(index, 0, static_cast<int>(m_attachments.size()) - 1);
    m_bytes.reset();
    m_reading.reset();
    m_picture->setImage({});
    say({});
    m_title->setText(QString::fromStdString(attachment().name));
    QStringList facts{fileSizeText(attachment().size)};
    if (attachment().width > 0)
        facts.prepend(tr("%1 × %2").arg(attachment().width).arg(attachment().height));
    if (m_attachments.size() > 1)
        facts.append(tr("%1 of %2").arg(m_index + 1).arg(m_attachments.size()));
    m_facts->setText(facts.join(QStringLiteral("   ")));
    m_previous->setVisible(m_attachments.size() > 1);
    m_next->setVisible(m_attachments.size() > 1);
    m_previous->setEnabled(m_index > 0);
    m_next->setEnabled(m_index + 1 < static_cast<int>(m_attachments.size()));
    if (m_context.repositories.contents.state(attachment().sha256).place == Place::Away)
        m_context.repositories.contents.fetch(attachment().sha256);
    present();
}

/// What is known of the bytes now.
void AttachmentViewer::present()
{
    const ContentState state = m_context.repositories.contents.state(attachment().sha256);
    for (QWidget* tool : std::initializer_list<QWidget*>{m_smaller, m_scale, m_larger, m_fit, m_copy, m_save})
        tool->setEnabled(false);
    m_pages->setCurrentWidget(m_notice);
    const bool failed = state.place == Place::Failed;
    m_noticeText->setRole(failed ? Role::StateFail : Role::TextSecondary);
    m_noticeText->setText(state.isHere() ? tr("Opening") : contentStateText(state, attachment().size));
    m_load->setVisible(failed || state.place == Place::Away);
    m_load->setText(failed ? tr("Retry") : tr("Load"));
    if (state.isHere() && !m_reading)
        read();
}

void AttachmentViewer::read()
{
    m_reading =
        m_context.repositories.contents.read(attachment().sha256, [this](const Result<ContentBytes>& bytes) {
            const Subscription over = std::move(m_reading);
            if (bytes)
                arrived(*bytes);
        });
}

void AttachmentViewer::arrived(const ContentBytes& bytes)
{
    m_bytes = bytes;
    m_save->setEnabled(true);
    if (isPicture(attachment())) {
        m_thread.start([this, bytes, sha256 = attachment().sha256] {
            const QImage image = decodedPicture(*bytes);
            QMetaObject::invokeMethod(
                this, [this, sha256, image] { decoded(sha256, image); }, Qt::QueuedConnection);
        });
        return;
    }
    if (const auto text = textOf(*bytes)) {
        m_text->setPlainText(*text);
        m_pages->setCurrentWidget(m_text);
        m_copy->setEnabled(true);
        if (static_cast<qsizetype>(bytes->size()) > shownOfText)
            say(tr("Only the beginning is shown. Save as… has all of it."));
        return;
    }
    m_noticeText->setText(tr("There is no preview of this kind of file. Save it to open it."));
}

void AttachmentViewer::decoded(const std::string& sha256, const QImage& image)
{
    if (sha256 != attachment().sha256)
        return; // another one is shown by now
    if (image.isNull()) {
        m_noticeText->setText(tr("This picture is damaged or too large to be shown. It can be saved."));
        return;
    }
    m_picture->setImage(image);
    m_picture->setAccessibleName(tr("Picture %1").arg(attachmentText(attachment())));
    m_pages->setCurrentWidget(m_picture);
    m_picture->setFocus(Qt::OtherFocusReason);
    for (QWidget* tool : std::initializer_list<QWidget*>{m_smaller, m_scale, m_larger, m_fit, m_copy})
        tool->setEnabled(true);
    showScale();
}

void AttachmentViewer::showScale()
{
    const int percent = static_cast<int>(m_picture->scale() * m_picture->devicePixelRatioF() * 100 + 0.5);
    m_scale->setText(m_picture->image().isNull() ? QString() : tr("%1 %").arg(percent));
    const bool shown = m_pages->currentWidget() == m_picture;
    for (QWidget* tool : std::initializer_list<QWidget*>{m_smaller, m_scale, m_larger, m_fit})
        tool->setVisible(shown);
}

void AttachmentViewer::showNext()
{
    if (m_index + 1 < static_cast<int>(m_attachments.size()))
        display(m_index + 1);
}

void AttachmentViewer::showPrevious()
{
    if (m_index > 0)
        display(m_index - 1);
}

void AttachmentViewer::copy()
{
    if (!m_bytes)
        return;
    if (m_pages->currentWidget() == m_picture) {
        QGuiApplication::clipboard()->setImage(m_picture->image());
        say(tr("Picture copied."));
    } else if (m_pages->currentWidget() == m_text) {
        const QString selected = m_text->textCursor().selection().toPlainText();
        QGuiApplication::clipboard()->setText(selected.isEmpty() ? m_text->toPlainText() : selected);
        say(tr("Text copied."));
    }
}

void AttachmentViewer::saveAs()
{
    if (!m_bytes)
        return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    const QString suggested = QDir(folder).filePath(QString::fromStdString(attachment().name));
    if (chooseFile) {
        chooseFile(suggested, [this](const QString& file) { saveTo(file); });
        return;
    }
    auto* dialog = new QFileDialog(this, tr("Save as"), suggested);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggested);
    connect(dialog, &QFileDialog::fileSelected, this, &AttachmentViewer::saveTo);
    dialog->open();
}

void AttachmentViewer::saveTo(const QString& file)
{
    say(tr("Saving"));
    // Elsewhere: the folder may be on a slow disk.
    m_thread.start([this, file, bytes = m_bytes] {
        QSaveFile out(file);
        const auto size = static_cast<qint64>(bytes->size());
        const bool saved =
            out.open(QIODevice::WriteOnly) && out.write(bytes->data(), size) == size && out.commit();
        const QString reason = out.errorString();
        QMetaObject::invokeMethod(
            this,
            [this, file, saved, reason] {
                say(saved ? tr("Saved to %1").arg(file) : tr("Not saved to %1: %2").arg(file, reason),
                    !saved);
            },
            Qt::QueuedConnection);
    });
}

void AttachmentViewer::say(const QString& sentence, bool problem)
{
    m_note->setRole(problem ? Role::StateFail : Role::TextSecondary);
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

void AttachmentViewer::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::Save))
        saveAs();
    else if (event->key() == Qt::Key_PageDown)
        showNext();
    else if (event->key() == Qt::Key_PageUp)
        showPrevious();
    else
        QDialog::keyPressEvent(event);
}

} // namespace matoi::widgets
