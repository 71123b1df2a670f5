#include "widgets/handover/acceptdialog.h"

#include "models/domain/ports/online.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/joinedtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/common/verticalscroll.h"
#include "widgets/contacts/asking.h"
#include "widgets/handover/clocklist.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"

#include <QtGui/QPainter>
#include <QtGui/QShortcut>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::seconds;
using Paint = widgets::Role;

namespace {

constexpr std::size_t latestEvents = 4;

} // namespace

AcceptDialog::AcceptDialog(const PanelContext& context, Id<Handover> id, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_id(id)
    , m_scroll(new VerticalScroll(this))
    , m_leftCaption(new TextLabel(context.theme, TextStyle::Meta, Paint::TextTertiary, {}, this))
    , m_left(new TabularLabel(context.theme, TextStyle::ClockSmall, Paint::StateWait, this))
    , m_sayBack(new QLineEdit(this))
    , m_reason(new QLineEdit(this))
    , m_note(new TextLabel(context.theme, TextStyle::Meta, Paint::TextSecondary, {}, this))
    , m_decline(new CommandButton(context.theme, tr("Decline with reason…"), Icon::None, this))
    , m_ask(new CommandButton(context.theme, {}, Icon::MessageSquare, this))
    , m_accept(new CommandButton(context.theme, tr("Accept command"), Icon::Hand, this))
{
    Theme& theme = context.theme;
    setAttribute(Qt::WA_DeleteOnClose);
    const auto record = context.repositories.handovers.find(id);
    const Handover handover = record ? record->value : Handover{};
    // A briefing may be longer than the window; what is answered stays in sight.
    auto* panes = new QHBoxLayout(m_scroll->page());
    panes->setContentsMargins(0, 0, 0, 0);
    panes->setSpacing(theme.px(16));
    panes->addLayout(briefing(handover), 5);
    panes->addWidget(new Hairline(theme, Qt::Vertical, m_scroll->page()));
    panes->addLayout(side(handover), 3);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(16));
    column->setSpacing(theme.px(14));
    column->addLayout(head(handover));
    column->addWidget(m_scroll, 1);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addLayout(answer(handover));
    column->addLayout(footer());
    const QSize room = parent != nullptr ? parent->window()->size() : QSize(1440, 900);
    resize(QSize(theme.px(840), theme.px(520)).boundedTo(room * 0.96));

    connect(&context.ticker, &Ticker::tick, this, &AcceptDialog::showTime);
    connect(m_sayBack, &QLineEdit::textChanged, this, &AcceptDialog::refresh);
    connect(m_accept, &CommandButton::clicked, this, &AcceptDialog::take);
    connect(m_decline, &CommandButton::clicked, this, &AcceptDialog::refuse);
    connect(m_ask, &CommandButton::clicked, this, &AcceptDialog::ask);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            &AcceptDialog::take);
    m_subscriptions.push_back(context.changes.onSyncState([this](const SyncState&) { refresh(); }));
    m_subscriptions.push_back(context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        if (std::none_of(changed.begin(), changed.end(),
                         [this](const ChangedRecord& one) { return one.id == m_id.uuid(); }))
            return;
        if (m_context.repositories.handovers.find(m_id))
            refresh();
        else
            reject(); // its incident may not be seen any more
    }));
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int to) { m_seenTo = std::max(m_seenTo, to + m_scroll->viewport()->height()); });
    refresh();
    m_scroll->growWindow(qRound(room.height() * 0.96));
    m_parts.front()->setFocus();
}

QLayout* AcceptDialog::head(const Handover& handover)
{
    Theme& theme = m_context.theme;
    const auto incident = m_context.repositories.incidents.find(handover.incidentId);
    const QString number = incident ? texts::incidentNumber(incident->value) : QString();
    const QString from = QString::fromStdString(handover.from);
    const QString title =
        handover.role == IncidentRole::Commander
            ? tr("%1 offers you command of %2").arg(from, number)
            : tr("%1 offers you a role of %2: %3").arg(from, number, texts::role(handover.role));
    setWindowTitle(title);
    auto* badge = new ImpactBadge(theme, ImpactBadge::Form::Word, this);
    auto* name = new TextLabel(theme, TextStyle::DialogTitle, Paint::TextPrimary, title, this);
    name->setWordWrap(true);
    QString about = tr("%1 keeps it until you accept.").arg(from);
    if (incident) {
        badge->setImpact(incident->value.impact);
        about = tr("%1, %2. %3")
                    .arg(QString::fromStdString(incident->value.title), texts::status(incident->value.status),
                         about);
    }
    auto* meta = new TextLabel(theme, TextStyle::Meta, Paint::TextSecondary, about, this);
    meta->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(theme.px(2));
    words->addWidget(name);
    words->addWidget(meta);
    auto* clock = new QVBoxLayout;
    clock->setSpacing(0);
    m_leftCaption->setAlignment(Qt::AlignRight);
    clock->addWidget(m_leftCaption);
    clock->addWidget(m_left, 0, Qt::AlignRight);
    m_left->setReserve(QStringLiteral("00:00"));
    auto* row = new QHBoxLayout;
    row->setSpacing(theme.px(12));
    row->addWidget(badge, 0, Qt::AlignVCenter);
    row->addLayout(words, 1);
    row->addLayout(clock);
    m_headEnd = new Hairline(theme, Qt::Horizontal, this);
    auto* column = new QVBoxLayout;
    column->setSpacing(theme.px(10));
    column->addLayout(row);
    column->addWidget(m_headEnd);
    return column;
}

QLayout* AcceptDialog::briefing(const Handover& handover)
{
    Theme& theme = m_context.theme;
    QWidget* page = m_scroll->page();
    auto* parts = new QVBoxLayout;
    parts->setSpacing(theme.px(6));
    const auto add = [&](const QString& title, const std::string& text) {
        auto* read = new QCheckBox(title, page);
        read->setFont(theme.font(TextStyle::Strong));
        const QString said = text.empty() ? tr("Nothing was written here.") : QString::fromStdString(text);
        read->setAccessibleName(tr("%1, read").arg(title));
        read->setAccessibleDescription(said);
        auto* words = new TextLabel(theme, TextStyle::Body, Paint::TextSecondary, said, page);
        words->setWordWrap(true);
        words->setIndent(theme.px(26));
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        parts->addWidget(read);
        parts->addWidget(words);
        parts->addSpacing(theme.px(6));
        m_parts.push_back(read);
        connect(read, &QCheckBox::toggled, this, &AcceptDialog::refresh);
        connect(read, &QCheckBox::clicked, this, [this, read, words](bool ticked) {
            if (!ticked || wasInSight(*words))
                return;
            read->setChecked(false);
            m_note->setText(tr("Read on: there was more of it than could be seen."));
        });
    };
    add(tr("Conditions"), handover.briefing.conditions);
    add(tr("Actions"), handover.briefing.actions);
    add(tr("Needs"), handover.briefing.needs);
    if (!handover.briefing.decisions.empty())
        add(tr("Decisions you take over"), handover.briefing.decisions);
    parts->addStretch(1);
    return parts;
}

/// What has not been in sight has not been read: the first press brings it there.
bool AcceptDialog::wasInSight(const QWidget& words)
{
    QScrollBar* bar = m_scroll->verticalScrollBar();
    const int end = words.mapTo(m_scroll->page(), QPoint(0, words.height())).y();
    const int shown = bar->value() + m_scroll->viewport()->height();
    m_seenTo = std::max(m_seenTo, shown);
    if (end <= m_seenTo)
        return true;
    // By less than a page at a time, so that no line of a long part is passed over.
    bar->setValue(bar->value() +
                  std::min(end - shown, m_scroll->viewport()->height() - m_context.theme.px(40)));
    return false;
}

QLayout* AcceptDialog::answer(const Handover& handover)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(m_context.theme.px(6));
    const QString ask = tr("Say back: what will you do first?");
    auto* caption = new TextLabel(m_context.theme, TextStyle::Strong, Paint::TextPrimary, ask, this);
    m_sayBack->setAccessibleName(ask);
    m_sayBack->setMaxLength(500);
    m_sayBack->setPlaceholderText(
        tr("%1 and the timeline see it").arg(QString::fromStdString(handover.from)));
    m_reason->setAccessibleName(tr("Why you decline"));
    m_reason->setPlaceholderText(tr("Why you decline"));
    m_reason->setMaxLength(500);
    m_reason->hide();
    column->addWidget(caption);
    column->addWidget(m_sayBack);
    column->addWidget(m_reason);
    return column;
}

QLayout* AcceptDialog::side(const Handover& handover)
{
    Theme& theme = m_context.theme;
    auto* column = new QVBoxLayout;
    column->setSpacing(theme.px(12));
    column->addWidget(new ClockList(m_context, handover.incidentId, tr("Clocks you take over"), this));
    const auto block = [&](const QString& title, const QString& text) {
        if (text.isEmpty())
            return;
        column->addWidget(new Hairline(theme, Qt::Horizontal, this));
        column->addWidget(new TextLabel(theme, TextStyle::Strong, Paint::TextPrimary, title, this));
        auto* words = new TextLabel(theme, TextStyle::Body, Paint::TextSecondary, text, this);
        words->setWordWrap(true);
        column->addWidget(words);
    };
    block(tr("Your load"), load(handover));
    block(tr("Since it was offered"), since(handover));
    column->addStretch(1);
    return column;
}

QString AcceptDialog::load(const Handover& handover) const
{
    const std::string me = m_context.changes.session().name;
    QStringList held;
    QStringList here;
    for (const auto& role : m_context.repositories.roleAssignments.all()) {
        if (role.value.person != me)
            continue;
        const auto incident = m_context.repositories.incidents.find(role.value.incidentId);
        if (!incident || incident->value.status == IncidentStatus::Resolved)
            continue;
        if (incident->id == handover.incidentId)
            here << texts::role(role.value.role);
        else
            held << tr("You are %1 of %2.")
                        .arg(texts::role(role.value.role), texts::incidentNumber(incident->value));
    }
    if (!here.isEmpty())
        held.prepend(tr("Your roles here: %1. You keep them with command.").arg(inList(here)));
    return held.join(QLatin1Char('\n'));
}

QString AcceptDialog::since(const Handover& handover) const
{
    std::vector<TimelineEvent> events;
    for (const auto& event : m_context.repositories.timelineEvents.of(handover.incidentId.uuid()))
        if (event.value.at > handover.offeredAt && !event.value.type.starts_with("page.") &&
            !event.value.type.starts_with("engagement."))
            events.push_back(event.value);
    std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.at > b.at; });
    events.resize(std::min(latestEvents, events.size()));
    QStringList lines;
    for (const TimelineEvent& event : events)
        lines << tr("%1: %2").arg(timeText(event.at, m_context.zone), texts::event(event));
    return lines.join(QLatin1Char('\n'));
}

QLayout* AcceptDialog::footer()
{
    m_decline->setKind(CommandButton::Kind::Quiet);
    m_decline->setAutoDefault(false);
    m_ask->setAutoDefault(false);
    m_accept->setKind(CommandButton::Kind::Filled);
    m_accept->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_accept->setAutoDefault(false);
    m_note->setWordWrap(true);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* row = new QHBoxLayout;
    row->setSpacing(m_context.theme.px(8));
    row->addWidget(m_decline);
    row->addWidget(m_note, 1);
    row->addWidget(m_ask);
    row->addWidget(m_accept);
    return row;
}

/// Before an answer: what earlier ones came to is no news of it.
void AcceptDialog::sending()
{
    for (const OutboxItem& item : m_context.repositories.outbox.items())
        m_before = std::max(m_before, item.id);
    m_sent = true;
}

/// What became of an answer that was sent.
QString AcceptDialog::sendProblem(const QString& from) const
{
    for (const OutboxItem& item : m_context.repositories.outbox.items()) {
        if (item.kind != Kind::Handover || item.record != m_id.uuid() || item.id <= m_before)
            continue;
        if (item.state == OutboxItem::State::Refused && item.error)
            return texts::error(*item.error);
        if (item.state == OutboxItem::State::Expired)
            return tr("Your answer was NOT delivered. Call %1.").arg(from);
    }
    return {};
}

void AcceptDialog::refresh()
{
    const auto record = m_context.repositories.handovers.find(m_id);
    const bool open = record && record->value.state == HandoverState::Offered &&
                      record->value.expiresAt > m_context.clock.now();
    if (m_sent && record && record->value.state == HandoverState::Accepted) {
        accept();
        return;
    }
    if (m_sent && record && record->value.state == HandoverState::Declined) {
        reject();
        return;
    }
    const bool online = isOnline(m_context.changes.syncState());
    const auto unread = std::count_if(m_parts.begin(), m_parts.end(),
                                      [](const QCheckBox* part) { return !part->isChecked(); });
    const bool said = !m_sayBack->text().trimmed().isEmpty();
    const QString from = record ? QString::fromStdString(record->value.from) : QString();
    const QString problem = m_sent ? sendProblem(from) : QString();
    m_accept->setEnabled(open && online && unread == 0 && said && (!m_sent || !problem.isEmpty()));
    m_decline->setEnabled(open && online && (!m_sent || !problem.isEmpty()));
    const bool command = !record || record->value.role == IncidentRole::Commander;
    m_accept->setText(command ? tr("Accept command") : tr("Accept the role"));
    m_ask->setText(tr("Ask %1 first…").arg(from.section(QLatin1Char(' '), 0, 0)));
    m_ask->setEnabled(open && online);
    m_ask->setVisible(record && contactNamed(m_context, record->value.incidentId, from));
    m_note->setRole(open && problem.isEmpty() ? Paint::TextSecondary : Paint::StateFail);
    m_note->setText(!open                ? tr("This offer is over. Nothing has changed.")
                    : !problem.isEmpty() ? problem
                    : m_sent             ? tr("Sending your answer")
                    : !online            ? tr("%1: answering needs the service. Call %2.")
                                    .arg(withoutConnection(m_context.changes.syncState()), from)
                    : unread > 0 ? tr("%n part(s) not read yet", nullptr, static_cast<int>(unread))
                    : !said      ? tr("Say what you do first.")
                                 : tr("All parts are read."));
    showTime();
}

void AcceptDialog::showTime()
{
    const auto record = m_context.repositories.handovers.find(m_id);
    const bool open = record && record->value.state == HandoverState::Offered;
    const auto left =
        open ? duration_cast<seconds>(record->value.expiresAt - m_context.clock.now()) : seconds(0);
    // What is not heard from any more may have been taken back: no clock runs down on it.
    const QString age = asOf(m_context);
    const bool counts = !open || age.isEmpty();
    m_leftCaption->setText(counts ? tr("Offer ends in") : tr("Offer ends at (%1)").arg(age));
    m_left->setText(counts ? countdownText(std::max(seconds(0), left))
                           : timeText(record->value.expiresAt, m_context.zone));
    m_left->setRole(counts ? Paint::StateWait : Paint::TextSecondary);
    if (open && left <= seconds(0) && m_accept->isEnabled())
        refresh();
}

void AcceptDialog::take()
{
    if (!m_accept->isEnabled())
        return;
    sending();
    m_context.repositories.effects.accept(m_id, m_sayBack->text().trimmed().toStdString());
    refresh();
}

void AcceptDialog::ask()
{
    const auto record = m_context.repositories.handovers.find(m_id);
    if (!record)
        return;
    const QString from = QString::fromStdString(record->value.from);
    if (const auto contact = contactNamed(m_context, record->value.incidentId, from))
        openAsking(m_context, record->value.incidentId, *contact, tr("Before I accept: "), Question::Begun,
                   this);
}

void AcceptDialog::refuse()
{
    if (m_reason->isHidden()) {
        m_reason->show();
        m_reason->setFocus();
        m_decline->setText(tr("Decline"));
        return;
    }
    const QString why = m_reason->text().trimmed();
    if (why.isEmpty()) {
        m_reason->setFocus();
        return;
    }
    sending();
    m_context.repositories.effects.decline(m_id, why.toStdString());
    refresh();
}

void AcceptDialog::paintEvent(QPaintEvent* event)
{
    QDialog::paintEvent(event);
    QPainter painter(this);
    const QRect head(0, 0, width(), m_headEnd->y());
    painter.fillRect(head, m_context.theme.colour(Paint::StateWaitBg));
    painter.fillRect(QRect(0, 0, 3, head.height()), m_context.theme.colour(Paint::StateWait));
}

} // namespace matoi::widgets
