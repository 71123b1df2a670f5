#include "widgets/timeline/eventeditor.h"

#include "widgets/attachments/attachmentbar.h"
#include "widgets/attachments/thumbnails.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/metrics/snapshotdialog.h"
#include "widgets/panel/texts.h"
#include "widgets/timeline/eventdraft.h"
#include "widgets/timeline/kindbox.h"
#include "widgets/timeline/timefield.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace matoi::widgets {

using namespace domain;

EventEditor::EventEditor(const PanelContext& context, const Record<TimelineEvent>& event, int textLeft,
                         QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_base(event)
    , m_time(new TimeField(context, this))
    , m_kind(new KindBox(context.theme, this))
    , m_text(new QLineEdit(this))
    , m_details(new MarkdownEditor(context.theme, this))
    , m_files(new AttachmentBar(context, *new Thumbnails(context.repositories.contents, this), this))
    , m_attach(new CommandButton(context.theme, tr("Attach"), Icon::Plus, this))
    , m_note(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_delete(new CommandButton(context.theme, tr("Delete"), Icon::Trash2, this))
    , m_pin(new CommandButton(context.theme, tr("Pin for the analysis"), Icon::Pin, this))
    , m_cancel(new CommandButton(context.theme, tr("Cancel"), Icon::None, this))
    , m_save(new CommandButton(context.theme, tr("Save"), Icon::None, this))
{
    setAccessibleName(tr("Event of %1").arg(timeWithSecondsText(event.value.at, context.zone)));
    build(textLeft);
    fill();
    for (QWidget* field :
         {static_cast<QWidget*>(m_time), static_cast<QWidget*>(m_kind), static_cast<QWidget*>(m_text),
          static_cast<QWidget*>(m_details), static_cast<QWidget*>(m_cancel), static_cast<QWidget*>(m_save),
          static_cast<QWidget*>(m_pin), static_cast<QWidget*>(m_delete), static_cast<QWidget*>(m_attach)})
        field->installEventFilter(this);
    for (QWidget* field : {static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_details),
                           m_details->viewport(), static_cast<QWidget*>(this)})
        m_files->watch(field);
    connect(m_attach, &QAbstractButton::clicked, m_files, &AttachmentBar::choose);
    connect(m_files, &AttachmentBar::edited, this, &EventEditor::keepDraft);
    connect(m_files, &AttachmentBar::layoutChanged, this, &EventEditor::heightChanged);
    connect(m_files, &AttachmentBar::openRequested, this,
            [this](int index) { Q_EMIT filesRequested(value(), index); });
    connect(m_files, &AttachmentBar::ready, this, [this] {
        if (std::exchange(m_saveWhenRead, false))
            save();
    });
    connect(m_save, &QAbstractButton::clicked, this, &EventEditor::save);
    connect(m_details, &MarkdownEditor::commitRequested, this, &EventEditor::save);
    connect(m_cancel, &QAbstractButton::clicked, this, &EventEditor::putAway);
    connect(m_delete, &QAbstractButton::clicked, this, &EventEditor::remove);
    connect(m_text, &QLineEdit::textEdited, this, &EventEditor::keepDraft);
    connect(m_details, &QTextEdit::textChanged, this, &EventEditor::keepDraft);
    connect(m_time, &QLineEdit::textEdited, this, [this] {
        m_timeTouched = true;
        m_time->showHint(*m_note);
        keepDraft();
    });
    connect(m_kind, &QComboBox::activated, this, &EventEditor::keepDraft);
    connect(m_pin, &QAbstractButton::clicked, this, &EventEditor::keepDraft);
}

void EventEditor::build(int textLeft)
{
    const Theme& theme = m_context.theme;
    m_time->setFixedWidth(theme.px(132));
    m_details->setFixedHeight(theme.px(66));
    m_pin->setCheckable(true);
    for (CommandButton* button : {m_delete, m_pin}) {
        button->setKind(CommandButton::Kind::Quiet);
        button->setIconOnly(true);
    }
    for (CommandButton* button : {m_attach, m_delete, m_pin, m_cancel, m_save})
        button->setSmall(true);
    m_attach->setKind(CommandButton::Kind::Quiet);
    m_attach->setKey(AttachmentBar::attachKey());
    m_cancel->setKey(Qt::Key_Escape);
    m_save->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_save->setKind(CommandButton::Kind::Filled);
    m_text->setAccessibleName(tr("What happened"));
    m_details->setAccessibleName(tr("Details, Markdown"));
    m_details->setPlaceholderText(tr("Details"));
    m_note->setWordWrap(true);
    auto* top = new QHBoxLayout;
    top->setSpacing(theme.px(8));
    top->addWidget(m_time);
    top->addWidget(m_kind);
    top->addWidget(m_text, 1);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(theme.px(8));
    foot->addWidget(m_attach);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_delete);
    foot->addWidget(m_pin);
    foot->addWidget(m_cancel);
    foot->addWidget(m_save);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(textLeft, theme.px(10), theme.px(16), theme.px(10));
    column->setSpacing(theme.px(8));
    column->addLayout(top);
    column->addWidget(m_details);
    column->addWidget(m_files);
    addSnapshot(*foot);
    column->addLayout(foot);
}

/// The event of a snapshot opens it.
void EventEditor::addSnapshot(QHBoxLayout& row)
{
    const auto found = m_base.value.values.find("snapshot");
    const auto id = m_base.value.type == eventtype::metricsPinned && found != m_base.value.values.end()
                        ? Id<MetricSnapshot>::parse(found->second)
                        : std::nullopt;
    if (!id)
        return;
    auto* open = new CommandButton(m_context.theme, tr("Open snapshot"), Icon::ChartLine, this);
    open->setSmall(true);
    open->installEventFilter(this);
    row.insertWidget(0, open);
    connect(open, &QAbstractButton::clicked, this, [this, id] {
        if (!SnapshotDialog::open(m_context, *id, this))
            say(tr("This snapshot is not here any more."), true);
    });
}

void EventEditor::fill()
{
    const auto kept = m_context.repositories.drafts.draft(draftKey());
    const auto draft = kept ? eventDraftFrom(*kept, m_base.value) : std::nullopt;
    const TimelineEvent now = m_base.value;
    const TimelineEvent event = draft ? draft->mine : now;
    m_time->setTime(event.at, true);
    m_kind->setKind(event.eventKind);
    m_text->setText(automatic() ? texts::event(event) : QString::fromStdString(event.text));
    // What the service wrote down stays as it is; it can be pinned and given details.
    m_text->setReadOnly(automatic());
    m_time->setReadOnly(automatic());
    m_delete->setVisible(!automatic());
    m_pin->setChecked(event.pinned);
    m_details->setMarkdownText(QString::fromStdString(event.details));
    m_files->setAttachments(event.attachments);
    if (draft) {
        // It goes on from what its writer saw, so that what others changed since is merged or asked about.
        m_base.value = draft->base;
        m_timeTouched = draft->mine.at != draft->base.at;
        if (now == draft->base)
            say(tr("This is what you had typed before."), false);
        else
            say(tr("This is what you had typed before. Changed meanwhile by %1. Saving keeps both.")
                    .arg(QString::fromStdString(m_base.meta.updatedBy)),
                false);
    }
    (automatic() ? static_cast<QWidget*>(m_details) : m_text)->setFocus(Qt::OtherFocusReason);
    setFocusProxy(automatic() ? static_cast<QWidget*>(m_details) : m_text);
}

int EventEditor::heightFor(int width) const
{
    return std::max(sizeHint().height(), layout()->totalHeightForWidth(width));
}

TimelineEvent EventEditor::value() const
{
    TimelineEvent value = m_base.value;
    value.details = m_details->markdownText().toStdString();
    value.pinned = m_pin->isChecked();
    value.attachments = m_files->attachments();
    if (automatic())
        return value;
    value.text = m_text->text().trimmed().toStdString();
    value.eventKind = m_kind->kind();
    if (const auto when = m_time->phrase(); m_timeTouched && when)
        value.at = when->at;
    return value;
}

void EventEditor::keepDraft()
{
    if (m_details->composing())
        return;
    const TimelineEvent now = value();
    m_context.repositories.drafts.setDraft(draftKey(),
                                           now == m_base.value ? std::string() : toText({m_base.value, now}));
}

void EventEditor::say(const QString& text, bool problem)
{
    m_note->setTextFormat(Qt::PlainText);
    m_note->setRole(problem ? Role::StateFail : Role::StateWait);
    m_note->setText(text);
}

void EventEditor::tellNow(const itemmodels::TimelineModel::Entry& entry)
{
    m_gone = entry.gone;
    if (entry.gone)
        say(tr("Taken away meanwhile by somebody else. Saving brings it back."), false);
    else if (entry.record.value != m_base.value)
        say(tr("Changed meanwhile by %1. Saving keeps both.")
                .arg(QString::fromStdString(entry.record.meta.updatedBy)),
            false);
}

void EventEditor::save()
{
    if (m_details->composing())
        return;
    if (m_files->busy()) {
        m_saveWhenRead = true;
        return;
    }
    const TimelineEvent now = value();
    if (m_timeTouched && (!m_time->phrase() || m_time->tooFarAhead())) {
        m_time->showHint(*m_note);
        m_time->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (now.text.empty()) {
        say(tr("Say what happened, or delete the event."), true);
        m_text->setFocus(Qt::OtherFocusReason);
        return;
    }
    const Result<void> saved =
        m_gone ? m_context.repositories.timelineEvents.create(Id<TimelineEvent>::generate(), now)
               : m_context.timeline.change(m_base, now);
    if (!saved) {
        say(tr("Not saved, the text is kept here. %1").arg(texts::error(saved.error())), true);
        return;
    }
    m_context.repositories.drafts.setDraft(draftKey(), {});
    Q_EMIT closed();
}

void EventEditor::remove()
{
    if (!m_gone) {
        const auto now = m_context.repositories.timelineEvents.find(m_base.id);
        const Result<void> removed = now ? m_context.timeline.remove(*now) : Result<void>();
        if (!removed) {
            say(texts::error(removed.error()), true);
            return;
        }
    }
    m_context.repositories.drafts.setDraft(draftKey(), {});
    Q_EMIT closed();
}

void EventEditor::putAway()
{
    keepDraft();
    Q_EMIT closed();
}

bool EventEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape) {
        putAway();
        return true;
    }
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && (key->modifiers().testFlag(Qt::ControlModifier) || watched == m_text)) {
        save();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace matoi::widgets
