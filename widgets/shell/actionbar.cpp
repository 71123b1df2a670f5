#include "widgets/shell/actionbar.h"

#include "models/domain/ports/online.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/keycap.h"
#include "widgets/common/paint.h"
#include "widgets/common/stepelsewhere.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/commandacts.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/undowords.h"
#include "widgets/timeline/leadingicon.h"
#include "widgets/timeline/timefield.h"

#include <QtCore/QEvent>
#include <QtCore/QSignalBlocker>
#include <QtCore/QTimer>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

namespace matoi::widgets {

using namespace domain;

ActionBar::ActionBar(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_composer(new QLineEdit(this))
    , m_time(new TimeField(context, m_composer))
    , m_cap(new KeyCap(context.theme, Qt::Key_N, m_composer))
    , m_said(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_undo(new CommandButton(context.theme, {}, Icon::Undo2, this))
    , m_page(new CommandButton(context.theme, {}, Icon::PhoneCall, this))
    , m_command(new CommandButton(context.theme, {}, Icon::Hand, this))
    , m_resolve(new CommandButton(context.theme, {}, Icon::Check, this))
    , m_post(new CommandButton(context.theme, {}, Icon::Megaphone, this))
    , m_elsewhere(new StepElsewhere(this))
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
    buildComposer();
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
    connect(m_composer, &QLineEdit::textEdited, this, &ActionBar::lookAtText);
    connect(m_time, &QLineEdit::textChanged, this, &ActionBar::showTime);
    connect(m_time, &QLineEdit::returnPressed, this,
            [this] { m_composer->text().trimmed().isEmpty() ? m_composer->setFocus() : commit(); });
    connect(m_page, &CommandButton::clicked, this, &ActionBar::pageRequested);
    connect(m_command, &CommandButton::clicked, this, &ActionBar::takeCommandRequested);
    connect(m_resolve, &CommandButton::clicked, this, &ActionBar::resolveRequested);
    connect(m_post, &CommandButton::clicked, this, &ActionBar::postUpdateRequested);
    connect(m_undo, &CommandButton::clicked, this, [this] { static_cast<void>(m_context.history.undo()); });
    connect(m_elsewhere, &StepElsewhere::changed, this, &ActionBar::refresh);
    connect(m_sayTimer, &QTimer::timeout, this, [this] {
        m_said->hide();
        m_undo->hide();
    });
    connect(&context.history, &commands::EditHistory::performed, this,
            [this](commands::Deed deed, bool undoable) {
                say(doneInWords(deed));
                m_undo->setVisible(undoable);
            });
    connect(&context.history, &commands::EditHistory::undone, this, [this] { say(tr("Undone")); });
    connect(&context.history, &commands::EditHistory::refused, this,
            [this](commands::Deed, const Error& error) { say(texts::notUndone(error)); });
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

/// An update that only this computer knows has been read by nobody.
QString ActionBar::doneInWords(commands::Deed deed) const
{
    return deed == commands::Deed::UpdatePosted && !isOnline(m_context.changes.syncState())
               ? tr("Update queued, not posted yet")
               : texts::deed(deed);
}

/// The time stands in the line itself: empty is now, anything else is when it happened.
void ActionBar::buildComposer()
{
    Theme& theme = m_context.theme;
    m_composer->installEventFilter(this);
    m_composer->setMaxLength(2000);
    setLeadingIcon(*m_composer, theme, Icon::Plus);
    m_time->setProperty("chip", true);
    m_time->installEventFilter(this);
    m_composer->layout()->addWidget(m_time);
    m_composer->layout()->addWidget(m_cap);
    const auto dress = [this] {
        const Theme& look = m_context.theme;
        m_time->setFixedSize(look.px(96), look.px(24));
        const bool cap = look.keyCaps().policy() == KeyCapVisibility::Policy::Always;
        m_cap->setVisible(cap);
        QMargins margins = m_composer->textMargins();
        margins.setRight(look.px(104) + (cap ? m_cap->sizeHint().width() + look.px(8) : 0));
        m_composer->setTextMargins(margins);
        m_composer->layout()->setContentsMargins(look.px(10), 0, look.px(4), 0);
    };
    connect(&theme, &Theme::changed, m_time, dress);
    connect(&theme.keyCaps(), &KeyCapVisibility::policyChanged, m_time, dress);
    dress();
}

void ActionBar::retranslate()
{
    m_undo->setText(tr("Undo"));
    m_composer->setAccessibleName(tr("Log what happened"));
    refresh();
}

void ActionBar::refresh()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    const bool resolved = incident && incident->value.status == IncidentStatus::Resolved;
    const bool offline = !isOnline(m_context.changes.syncState());
    m_resolve->setText(resolved ? tr("Reopen") : tr("Resolve"));
    m_resolve->setIconName(resolved ? Icon::RotateCcw : Icon::Check);
    showCommand(resolved);
    m_page->setEnabled(!offline && !resolved);
    m_page->setToolTip(whyNobodyIsPaged(m_context.changes.syncState()));
    m_page->setAccessibleDescription(m_page->toolTip());
    m_post->setText(offline ? tr("Queue update") : tr("Post update"));
    m_page->setText(m_room == Room::Whole ? tr("Page someone") : tr("Page"));
    m_page->setAccessibleName(tr("Page someone"));
    m_composer->setPlaceholderText(
        m_at ? tr("Log what happened at %1").arg(timeWithSecondsText(*m_at, m_context.zone))
        : m_room == Room::Whole ? tr("Log what happened, or type / for a command")
                                : tr("Log what happened"));
    setEnabled(incident.has_value());
}

/// Without a commander, taking command is the step that comes next: the one filled button, unless a dialog or
/// an editor is open. An offer can be read without the service, not accepted.
void ActionBar::showCommand(bool resolved)
{
    const CommandStep step = nextCommandStep(m_context, m_id);
    const bool online = isOnline(m_context.changes.syncState());
    const bool first = !resolved && (step == CommandStep::Take || (step == CommandStep::Accept && online));
    const bool here = !m_elsewhere->isElsewhere();
    m_command->setText(step == CommandStep::Take       ? tr("Take command")
                       : step == CommandStep::HandOver ? tr("Hand over")
                       : step == CommandStep::TakeOver ? tr("Take over")
                       : online                        ? tr("Accept command")
                                                       : tr("Read the briefing"));
    m_command->setKind(here && first ? CommandButton::Kind::Filled : CommandButton::Kind::Normal);
    m_post->setKind(here && !first && !resolved ? CommandButton::Kind::Filled : CommandButton::Kind::Normal);
}

QString ActionBar::draftKey() const
{
    return QStringLiteral("log:") + QString::fromStdString(m_id.toString());
}

void ActionBar::setIncident(Id<Incident> id)
{
    m_id = id;
    m_at.reset();
    m_time->clear();
    const auto draft = m_context.repositories.drafts.draft(draftKey().toStdString());
    m_composer->setText(draft ? QString::fromStdString(*draft) : QString());
    refresh();
}

void ActionBar::setEventTime(std::optional<Time> at)
{
    if (at == m_at)
        return;
    m_at = at;
    if (at)
        m_time->setTime(*at, true);
    else
        m_time->clear();
    refresh();
}

/// The crosshair's time to the millisecond, as long as nobody has typed another.
std::optional<Time> ActionBar::eventTime() const
{
    const auto typed = m_time->phrase();
    if (m_time->isNow() || !typed)
        return std::nullopt;
    const bool crosshair = m_at && std::chrono::abs(*m_at - typed->at) < std::chrono::seconds(1);
    return crosshair ? m_at : typed->at;
}

void ActionBar::setRoom(Room room)
{
    if (room == m_room)
        return;
    m_room = room;
    for (CommandButton* button : {m_page, m_command, m_resolve})
        button->setIconOnly(room == Room::Icons);
    refresh();
}

/// What was understood, for as long as the time is not now.
void ActionBar::showTime()
{
    m_futureTold = false;
    m_sayTimer->stop();
    m_undo->hide();
    const auto understood = m_time->phrase();
    // The crosshair's time is in the line already.
    const bool crosshair = m_at && eventTime() == m_at;
    m_said->setVisible(!m_time->isNow() && !crosshair);
    m_said->setRole(!understood          ? Role::StateFail
                    : understood->future ? Role::StateWait
                                         : Role::TextSecondary);
    m_said->setText(!understood ? tr("Not understood. Examples: 10m ago, 14:05")
                                : tr("logged at %1, %2")
                                      .arg(dateText(understood->at, m_context.clock.now(), m_context.zone),
                                           timeWithSecondsText(understood->at, m_context.zone)));
}

void ActionBar::lookAtText(const QString& text)
{
    if (text == QLatin1String("/")) {
        m_composer->setText({});
        Q_EMIT paletteRequested();
        return;
    }
    m_context.repositories.drafts.setDraft(draftKey().toStdString(), text.toStdString());
}

void ActionBar::focusComposer()
{
    m_composer->setFocus(Qt::ShortcutFocusReason);
}

void ActionBar::commit()
{
    const auto typed = m_time->phrase();
    if (!typed) {
        m_time->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (typed->future && !m_futureTold) {
        m_futureTold = true;
        m_said->setText(tr("This time lies in the future. Press Enter again if that is meant."));
        return;
    }
    const auto logged =
        m_context.timeline.log(m_id, m_composer->text().toStdString(), EventKind::Note, eventTime());
    if (!logged) {
        say(texts::error(logged.error()));
        return;
    }
    m_composer->setText(
        {}); // unlike clear(), it leaves the field nothing to undo: Ctrl+Z takes the event back
    m_context.repositories.drafts.setDraft(draftKey().toStdString(), {});
    if (!m_at) {
        const QSignalBlocker quiet(m_time); // what was just done is told at the same place
        m_time->clear();
    }
    m_composer->setFocus(Qt::OtherFocusReason);
}

void ActionBar::say(const QString& text)
{
    m_said->setRole(Role::TextSecondary);
    m_said->setText(text);
    m_said->show();
    m_undo->hide();
    m_sayTimer->start();
}

bool ActionBar::eventFilter(QObject* watched, QEvent* event)
{
    if ((watched == m_composer || watched == m_time) && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        static_cast<QWidget*>(watched)->clearFocus(); // the text stays as a draft
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
