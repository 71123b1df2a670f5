#include "widgets/timeline/composer.h"

#include "models/domain/rules/todo.h"
#include "widgets/attachments/attachmentbar.h"
#include "widgets/attachments/attachmentdraft.h"
#include "widgets/attachments/attachmentviewer.h"
#include "widgets/attachments/thumbnails.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"
#include "widgets/timeline/kindbox.h"
#include "widgets/timeline/timefield.h"

#include <QtCore/QJsonDocument>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace matoi::widgets {

using namespace domain;

Composer::Composer(const PanelContext& context, QWidget* parent, std::string draft)
    : QWidget(parent)
    , m_context(context)
    , m_draft(std::move(draft))
    , m_time(new TimeField(context, this))
    , m_text(new QLineEdit(this))
    , m_kind(new KindBox(context.theme, this))
    , m_add(new CommandButton(context.theme, {}, Icon::None, this))
    , m_hint(new TextLabel(context.theme, TextStyle::Meta, Role::TextPrimary, {}, this))
    , m_open(new CommandButton(context.theme, {}, Icon::None, this))
    , m_files(new AttachmentBar(context, *new Thumbnails(context.repositories.contents, this), this))
    , m_attach(new CommandButton(context.theme, {}, Icon::Paperclip, this))
{
    Theme& theme = context.theme;
    m_time->setFixedWidth(theme.px(132));
    m_add->setKind(CommandButton::Kind::Outlined);
    m_add->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_hint->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme.px(8));
    row->addWidget(m_time);
    row->addWidget(m_text, 1);
    row->addWidget(m_attach);
    row->addWidget(m_kind);
    row->addWidget(m_add);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10));
    column->setSpacing(theme.px(4));
    column->addLayout(row);
    column->addWidget(m_files);
    auto* below = new QHBoxLayout;
    below->setSpacing(theme.px(8));
    below->addWidget(m_hint);
    below->addWidget(m_open);
    below->addStretch(1);
    below->setStretchFactor(m_hint, 100);
    column->addLayout(below);
    m_open->setKind(CommandButton::Kind::Link);
    m_open->hide();
    m_attach->setKind(CommandButton::Kind::Quiet);
    m_attach->setIconOnly(true);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_text, m_time, this})
        m_files->watch(widget);
    connect(m_attach, &QAbstractButton::clicked, m_files, &AttachmentBar::choose);
    connect(m_files, &AttachmentBar::edited, this, [this] {
        keepDraft();
        showHint();
    });
    connect(m_files, &AttachmentBar::openRequested, this, [this](int index) {
        (new AttachmentViewer(m_context, m_files->attachments(), index, window()))->open();
    });
    connect(m_files, &AttachmentBar::ready, this, [this] {
        if (std::exchange(m_addWhenRead, false))
            add();
    });
    for (QWidget* field :
         {static_cast<QWidget*>(m_time), static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_kind)})
        field->installEventFilter(this);
    connect(m_time, &QLineEdit::textChanged, this, [this] {
        m_futureTold = false;
        m_said = false;
        showHint();
    });
    connect(m_text, &QLineEdit::textEdited, this, [this] {
        m_said = false;
        keepDraft();
        showHint();
    });
    connect(m_open, &QAbstractButton::clicked, this, &Composer::actionItemsRequested);
    connect(m_add, &QAbstractButton::clicked, this, &Composer::add);
    retranslate();
}

void Composer::retranslate()
{
    m_text->setPlaceholderText(tr("What happened?"));
    m_text->setAccessibleName(tr("What happened"));
    m_add->setText(tr("Add"));
    m_attach->setText(tr("Attach files or a screenshot (%1)")
                          .arg(AttachmentBar::attachKey().toString(QKeySequence::NativeText)));
    m_open->setText(tr("Open"));
    m_open->setAccessibleName(tr("Open the action items"));
    m_said = false;
    showHint();
}

void Composer::setIncident(Id<Incident> id)
{
    const bool stays = !m_draft.empty() && !m_id.isNil();
    m_id = id;
    m_said = false;
    m_addWhenRead = false; // it was meant for the one before
    m_futureTold = false;
    if (stays) {
        setEnabled(!id.isNil());
        return;
    }
    m_time->clear();
    const auto draft = id.isNil() ? std::nullopt : m_context.repositories.drafts.draft(draftKey());
    m_text->setText(draft ? QString::fromStdString(*draft) : QString());
    const auto files = id.isNil() ? std::nullopt : m_context.repositories.drafts.draft(filesKey());
    m_files->setAttachments(
        files ? attachmentsFromJson(QJsonDocument::fromJson(QByteArray::fromStdString(*files)).array())
              : std::vector<Attachment>());
    setEnabled(!id.isNil());
    showHint();
}

bool Composer::hasDraft() const
{
    return !m_text->text().isEmpty() || !m_files->attachments().empty() || m_files->busy();
}

void Composer::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void Composer::openAt(Time at)
{
    m_time->setTime(at, false);
    focusText();
}

void Composer::watch(QWidget* widget)
{
    m_files->watch(widget);
}

/// A screenshot alone is an event, too: it is called by the file's name.
std::string Composer::textToLog() const
{
    QStringList names;
    for (const Attachment& file : m_files->attachments())
        names.append(QString::fromStdString(file.name));
    const QString text = m_text->text().trimmed();
    return (text.isEmpty() ? names.join(QStringLiteral(", ")).left(400) : text).toStdString();
}

void Composer::keepDraft()
{
    m_context.repositories.drafts.setDraft(draftKey(), m_text->text().toStdString());
    const auto& files = m_files->attachments();
    m_context.repositories.drafts.setDraft(
        filesKey(),
        files.empty() ? std::string()
                      : QJsonDocument(attachmentsToJson(files)).toJson(QJsonDocument::Compact).toStdString());
}

void Composer::showHint()
{
    // With something to add, adding it is the step that comes next.
    m_add->setKind(hasDraft() ? CommandButton::Kind::Filled : CommandButton::Kind::Outlined);
    // The line is there while the time is being written: what Add will do is never a guess.
    if (m_said)
        return;
    m_open->hide();
    const bool todo = domain::rules::todoIn(m_text->text().toStdString()).has_value();
    m_hint->setVisible(!m_time->isNow() || m_time->hasFocus() || todo);
    m_time->showHint(*m_hint);
    if (todo && m_time->phrase() && m_time->isNow()) {
        m_hint->setRole(Role::TextSecondary);
        m_hint->setText(tr("Becomes an action item of the analysis, too."));
    }
}

/// Where the other half of it went.
void Composer::sayAdded()
{
    m_hint->setRole(Role::TextPrimary);
    m_hint->setText(tr("Action item added"));
    m_hint->show();
    m_open->show();
    m_said = true;
}

void Composer::add()
{
    const auto when = m_time->phrase();
    if (!when) {
        m_time->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (m_files->busy()) {
        m_addWhenRead = true;
        return;
    }
    if (textToLog().empty()) {
        m_text->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (m_time->tooFarAhead()) {
        m_time->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (when->future && !m_futureTold) {
        m_futureTold = true;
        m_hint->setRole(Role::StateWait);
        m_hint->setText(tr("This time lies in the future. Add it again if that is meant."));
        m_hint->show();
        return;
    }
    const bool todo = domain::rules::todoIn(m_text->text().toStdString()).has_value();
    const auto logged = m_context.timeline.log(m_id, textToLog(), m_kind->kind(),
                                               m_time->isNow() ? std::nullopt : std::optional(when->at),
                                               m_files->attachments());
    if (!logged) {
        m_hint->setRole(Role::StateFail);
        m_hint->setText(tr("Not saved, the text is kept here. %1").arg(texts::error(logged.error())));
        m_hint->show();
        return;
    }
    m_text->setText({}); // unlike clear(), it leaves the field nothing to undo: Ctrl+Z takes the event back
    m_files->setAttachments({});
    keepDraft();
    m_time->clear();
    m_text->setFocus(Qt::OtherFocusReason);
    showHint();
    Q_EMIT this->logged(*logged);
    if (todo)
        sayAdded();
}

bool Composer::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_time && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        QMetaObject::invokeMethod(this, &Composer::showHint, Qt::QueuedConnection);
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && (watched != m_kind || key->modifiers().testFlag(Qt::ControlModifier))) {
        // Enter in the time goes on to the text; in the text, and with Ctrl anywhere, it adds.
        if (watched == m_time && !key->modifiers().testFlag(Qt::ControlModifier))
            m_text->setFocus(Qt::OtherFocusReason);
        else
            add();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void Composer::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
