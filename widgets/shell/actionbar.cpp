#include "widgets/shell/actionbar.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/commandacts.h"
#include "widgets/panel/texts.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

namespace matoi::widgets {

using namespace domain;
using Connection = SyncState::Connection;

ActionBar::ActionBar(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_composer(new QLineEdit(this))
    , m_said(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_undo(new CommandButton(context.theme, {}, Icon::Undo2, this))
    , m_page(new CommandButton(context.theme, {}, Icon::PhoneCall, this))
    , m_command(new CommandButton(context.theme, {}, Icon::Hand, this))
    , m_resolve(new CommandButton(context.theme, {}, Icon::Check, this))
    , m_post(new CommandButton(context.theme, {}, Icon::Megaphone, this))
    , m_sayTimer(new QTimer(this))
{
    Theme& theme = context.theme;
    m_undo->setKind(CommandButton::Kind::Link);
    m_undo->setKey(QKeySequence::Undo);
    m_post->setKind(CommandButton::Kind::Filled);
    m_page->setKey(Qt::Key_P);
    m_command->setKey(Qt::Key_H);
    m_resolve->setKey(Qt::Key_R);
    m_post->setKey(Qt::Key_U);
    m_said->hide();
    m_undo->hide();
    m_composer->installEventFilter(this);
    m_composer->setMaxLength(2000);
    m_sayTimer->setSingleShot(true);
    m_sayTimer->setInterval(8000);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    row->setSpacing(theme.px(8));
    row->addWidget(m_composer, 1);
    row->addWidget(m_said);
    row->addWidget(m_undo);
    row->addSpacing(theme.px(4));
    for (CommandButton* button : {m_page, m_command, m_resolve, m_post})
        row->addWidget(button);

    connect(m_composer, &QLineEdit::returnPressed, this, &ActionBar::commit);
    connect(m_composer, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_context.repositories.drafts.setDraft(draftKey().toStdString(), text.toStdString());
    });
    connect(m_page, &CommandButton::clicked, this, &ActionBar::pageRequested);
    connect(m_command, &CommandButton::clicked, this, &ActionBar::takeCommandRequested);
    connect(m_resolve, &CommandButton::clicked, this, &ActionBar::resolveRequested);
    connect(m_post, &CommandButton::clicked, this, &ActionBar::postUpdateRequested);
    connect(m_undo, &CommandButton::clicked, this, [this] { static_cast<void>(m_context.history.undo()); });
    connect(m_sayTimer, &QTimer::timeout, this, [this] {
        m_said->hide();
        m_undo->hide();
    });
    connect(&context.history, &commands::EditHistory::performed, this,
            [this](commands::Deed deed, bool undoable) {
                say(texts::deed(deed));
                m_undo->setVisible(undoable);
            });
    connect(&context.history, &commands::EditHistory::undone, this, [this] { say(tr("Undone")); });
    connect(&context.history, &commands::EditHistory::refused, this,
            [this](commands::Deed, const Error& error) { say(texts::error(error)); });
    m_subscriptions.push_back(context.changes.onSyncState([this](const SyncState&) { refresh(); }));
    m_subscriptions.push_back(context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        for (const ChangedRecord& record : changed)
            if (record.id == m_id.uuid() ||
                (record.parent == m_id.uuid() &&
                 (record.kind == Kind::RoleAssignment || record.kind == Kind::Handover)))
                refresh();
    }));
    const auto dress = [this] { setFixedHeight(m_context.theme.px(52)); };
    connect(&theme, &Theme::changed, this, dress);
    dress();
    retranslate();
}

void ActionBar::retranslate()
{
    m_page->setText(tr("Page someone"));
    m_undo->setText(tr("Undo"));
    m_composer->setAccessibleName(tr("Log what happened"));
    refresh();
}

void ActionBar::refresh()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    const bool resolved = incident && incident->value.status == IncidentStatus::Resolved;
    const bool offline = m_context.changes.syncState().connection == Connection::Offline;
    m_resolve->setText(resolved ? tr("Reopen") : tr("Resolve"));
    m_resolve->setIconName(resolved ? Icon::RotateCcw : Icon::Check);
    showCommand(resolved);
    m_page->setEnabled(!offline && !resolved);
    m_page->setToolTip(offline ? tr("Nobody can be paged without a connection. Call by hand.") : QString());
    m_post->setText(offline ? tr("Queue update") : tr("Post update"));
    m_composer->setPlaceholderText(
        m_at ? tr("Log what happened at %1").arg(timeWithSecondsText(*m_at, m_context.zone))
             : tr("Log what happened"));
    setEnabled(incident.has_value());
}

/// Without a commander, taking command is the step that comes next: the one filled button.
void ActionBar::showCommand(bool resolved)
{
    const CommandStep step = nextCommandStep(m_context, m_id);
    const bool first = !resolved && (step == CommandStep::Take || step == CommandStep::Accept);
    m_command->setText(step == CommandStep::Take       ? tr("Take command")
                       : step == CommandStep::HandOver ? tr("Hand over")
                       : step == CommandStep::Accept   ? tr("Accept command")
                                                       : tr("Take over"));
    m_command->setKind(first ? CommandButton::Kind::Filled : CommandButton::Kind::Normal);
    m_post->setKind(first ? CommandButton::Kind::Normal : CommandButton::Kind::Filled);
}

QString ActionBar::draftKey() const
{
    return QStringLiteral("log:") + QString::fromStdString(m_id.toString());
}

void ActionBar::setIncident(Id<Incident> id)
{
    m_id = id;
    const auto draft = m_context.repositories.drafts.draft(draftKey().toStdString());
    m_composer->setText(draft ? QString::fromStdString(*draft) : QString());
    refresh();
}

void ActionBar::setEventTime(std::optional<Time> at)
{
    m_at = at;
    refresh();
}

void ActionBar::setNarrow(bool narrow)
{
    for (CommandButton* button : {m_page, m_command, m_resolve})
        button->setIconOnly(narrow);
}

void ActionBar::focusComposer()
{
    m_composer->setFocus(Qt::ShortcutFocusReason);
}

void ActionBar::commit()
{
    const auto logged = m_context.timeline.log(m_id, m_composer->text().toStdString(), EventKind::Note, m_at);
    if (!logged) {
        say(texts::error(logged.error()));
        return;
    }
    m_composer->setText(
        {}); // unlike clear(), it leaves the field nothing to undo: Ctrl+Z takes the event back
    m_context.repositories.drafts.setDraft(draftKey().toStdString(), {});
}

void ActionBar::say(const QString& text)
{
    m_said->setText(text);
    m_said->show();
    m_undo->hide();
    m_sayTimer->start();
}

bool ActionBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_composer && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_composer->clearFocus(); // the text stays as a draft
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ActionBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ActionBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.colour(Role::BgSurface));
    paintHorizontalLine(painter, 0, width(), 0, m_context.theme.colour(Role::LineHairline));
}

} // namespace matoi::widgets
