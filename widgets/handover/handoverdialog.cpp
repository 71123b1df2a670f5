#include "widgets/handover/handoverdialog.h"

#include "models/domain/ports/online.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/joinedtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/common/verticalscroll.h"
#include "widgets/handover/clocklist.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"

#include <QtGui/QShortcut>
#include <QtGui/QTextCursor>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <set>
#include <utility>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr QChar partEnd(0x1e); // between the parts of a draft
constexpr int shownLines = 9;  // of a part; a longer one scrolls

} // namespace

HandoverDialog::HandoverDialog(const PanelContext& context, Id<Incident> incident, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_id(incident)
    , m_to(new QComboBox(this))
    , m_about(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextSecondary, {}, this))
    , m_fromRecord(partCount, false)
    , m_steps(new TextLabel(context.theme, TextStyle::Body, widgets::Role::TextSecondary, {}, this))
    , m_note(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextTertiary, {}, this))
    , m_offer(new CommandButton(context.theme, {}, Icon::Hand, this))
{
    Theme& theme = context.theme;
    const auto record = context.repositories.incidents.find(incident);
    const QString number = record ? texts::incidentNumber(record->value) : QString();
    setWindowTitle(tr("Hand over command of %1").arg(number));
    setAttribute(Qt::WA_DeleteOnClose);
    // The page scrolls where the text is large and the window low; the buttons stay in sight.
    auto* scroll = new VerticalScroll(this);
    auto* panes = new QHBoxLayout(scroll->page());
    panes->setContentsMargins(0, 0, 0, 0);
    panes->setSpacing(theme.px(16));
    panes->addLayout(form(), 5);
    panes->addWidget(new Hairline(theme, Qt::Vertical, scroll->page()));
    panes->addLayout(side(), 3);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    column->setSpacing(theme.px(12));
    column->addWidget(
        new TextLabel(theme, TextStyle::DialogTitle, widgets::Role::TextPrimary, windowTitle(), this));
    column->addWidget(scroll, 1);
    column->addLayout(footer());
    const QSize room = parent != nullptr ? parent->window()->size() : QSize(1440, 900);
    resize(QSize(theme.px(980), theme.px(600)).boundedTo(room * 0.96));

    fillPeople();
    fillParts();
    connect(m_to, &QComboBox::currentTextChanged, this, &HandoverDialog::showSuccessor);
    connect(m_offer, &CommandButton::clicked, this, &HandoverDialog::offer);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            &HandoverDialog::offer);
    m_meant = isOnline();
    m_subscription = context.changes.onSyncState([this](const SyncState&) { showSuccessor(); });
    showSuccessor();
    scroll->growWindow(qRound(room.height() * 0.96));
    m_to->setFocus();
}

QLayout* HandoverDialog::form()
{
    Theme& theme = m_context.theme;
    m_to->setEditable(true);
    m_to->setInsertPolicy(QComboBox::NoInsert);
    m_to->setAccessibleName(tr("Successor"));
    m_to->lineEdit()->setAccessibleName(tr("Successor"));
    m_about->setWordWrap(true);
    auto* column = new QVBoxLayout;
    column->setSpacing(theme.px(4));
    auto* to = new TextLabel(theme, TextStyle::Strong, widgets::Role::TextPrimary, tr("To"), this);
    to->setBuddy(m_to); // what a screen reader calls a box of choices, whose own name is what is chosen
    column->addWidget(to);
    column->addWidget(m_to);
    column->addWidget(m_about);
    column->addSpacing(theme.px(6));
    column->addWidget(makePart(Conditions, tr("Conditions"), tr("what is true now")), 3);
    column->addWidget(makePart(Actions, tr("Actions"), tr("what is being done, by whom")), 3);
    column->addWidget(makePart(Needs, tr("Needs"), tr("what they must get or decide")), 2);
    column->addWidget(makePart(Decisions, tr("Open decisions"), tr("they go to the successor")), 2);
    return column;
}

QWidget* HandoverDialog::makePart(Part part, const QString& title, const QString& hint)
{
    Theme& theme = m_context.theme;
    auto* whole = new QWidget(this);
    auto* heading = new QHBoxLayout;
    heading->setSpacing(theme.px(8));
    heading->addWidget(new TextLabel(theme, TextStyle::Strong, widgets::Role::TextPrimary, title, whole));
    heading->addWidget(new TextLabel(theme, TextStyle::Meta, widgets::Role::TextTertiary, hint, whole), 1);
    auto* edit = new QPlainTextEdit(whole);
    // It wishes for more than a screen has: what it needs is its least height.
    edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    edit->setAccessibleName(title);
    edit->setAccessibleDescription(hint);
    edit->setTabChangesFocus(true);
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(4));
    column->addLayout(heading);
    column->addWidget(edit, 1);
    m_parts.push_back(edit);
    connect(edit, &QPlainTextEdit::textChanged, this, [this, edit, part] {
        if (m_filling)
            return;
        if (m_fromRecord[part]) {
            m_fromRecord[part] = false;
            m_filling = true;
            QTextCursor all(edit->document());
            all.select(QTextCursor::Document);
            all.setCharFormat({});
            edit->setCurrentCharFormat({});
            m_filling = false;
        }
        keepDraft();
        showConnection();
    });
    return whole;
}

QLayout* HandoverDialog::side()
{
    Theme& theme = m_context.theme;
    m_steps->setWordWrap(true);
    auto* column = new QVBoxLayout;
    column->setSpacing(theme.px(12));
    column->addWidget(new ClockList(m_context, m_id, tr("Clocks that go with it"), this));
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(
        new TextLabel(theme, TextStyle::Strong, widgets::Role::TextPrimary, tr("What happens"), this));
    column->addWidget(m_steps);
    column->addStretch(1);
    return column;
}

QLayout* HandoverDialog::footer()
{
    m_offer->setKind(CommandButton::Kind::Filled);
    m_offer->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    auto* cancel = new CommandButton(m_context.theme, tr("Cancel"), Icon::None, this);
    cancel->setKey(Qt::Key_Escape);
    cancel->setAutoDefault(false);
    m_note->setWordWrap(true);
    connect(cancel, &CommandButton::clicked, this, &QDialog::reject);
    auto* row = new QHBoxLayout;
    row->setSpacing(m_context.theme.px(8));
    row->addWidget(m_note, 1);
    row->addWidget(cancel);
    row->addWidget(m_offer);
    return row;
}

/// Those of this incident first: they know it.
void HandoverDialog::fillPeople()
{
    std::set<std::string> known;
    for (const auto& role : m_context.repositories.roleAssignments.of(m_id.uuid()))
        known.insert(role.value.person);
    for (const auto& engagement : m_context.repositories.engagements.of(m_id.uuid()))
        if (engagement.value.state == EngagementState::Acknowledged)
            known.insert(engagement.value.endedBy);
    const auto incident = m_context.repositories.incidents.find(m_id);
    const Session me = m_context.changes.session();
    auto contacts = m_context.repositories.contacts.all();
    std::erase_if(contacts, [&](const Record<Contact>& contact) {
        return contact.value.contactKind != ContactKind::Personal || contact.id == me.contactId ||
               contact.value.name == me.name || !incident || contact.value.drill != incident->value.drill;
    });
    std::stable_partition(contacts.begin(), contacts.end(),
                          [&](const Record<Contact>& contact) { return known.contains(contact.value.name); });
    for (const auto& contact : contacts)
        m_to->addItem(m_context.theme.icon(Icon::User), QString::fromStdString(contact.value.name),
                      QString::fromStdString(contact.id.toString()));
    m_to->setCurrentIndex(contacts.empty() ? -1 : 0);
}

void HandoverDialog::chooseSuccessor(const QString& name)
{
    const int known = m_to->findText(name);
    if (known >= 0)
        m_to->setCurrentIndex(known);
    else
        m_to->setEditText(name);
}

std::string HandoverDialog::draftKey() const
{
    return "handover:" + m_id.toString();
}

void HandoverDialog::fillParts()
{
    m_filling = true;
    if (const auto draft = m_context.repositories.drafts.draft(draftKey())) {
        const QStringList parts = QString::fromStdString(*draft).split(partEnd);
        for (std::size_t i = 0; i < m_parts.size(); ++i)
            m_parts[i]->setPlainText(parts.value(static_cast<qsizetype>(i)));
    }
    if (wasAccepted()) {
        m_context.repositories.drafts.setDraft(draftKey(), {});
        for (QPlainTextEdit* part : m_parts)
            part->clear();
    }
    if (!m_context.repositories.drafts.draft(draftKey())) {
        const Briefing record = briefingFromRecord(m_context, m_id);
        const std::string texts[] = {record.conditions, record.actions, record.needs, record.decisions};
        QTextCharFormat fromRecord;
        fromRecord.setUnderlineStyle(QTextCharFormat::DashUnderline);
        fromRecord.setUnderlineColor(m_context.theme.colour(widgets::Role::TextTertiary));
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            m_parts[i]->textCursor().insertText(QString::fromStdString(texts[i]), fromRecord);
            m_fromRecord[i] = true;
        }
    }
    m_filling = false;
    for (QPlainTextEdit* part : m_parts) {
        const int lines = std::clamp(part->blockCount() + 1, 2, shownLines);
        part->setMinimumHeight(lines * m_context.theme.lineHeight(TextStyle::Body) + m_context.theme.px(16));
    }
}

/// Whether what stands here is a briefing that a successor has accepted: it has come to what it was for.
bool HandoverDialog::wasAccepted() const
{
    const auto all = m_context.repositories.handovers.of(m_id.uuid());
    return std::any_of(all.begin(), all.end(), [now = briefing()](const Record<Handover>& handover) {
        return handover.value.state == HandoverState::Accepted && handover.value.briefing == now;
    });
}

void HandoverDialog::keepDraft()
{
    QStringList parts;
    for (const QPlainTextEdit* part : m_parts)
        parts << part->toPlainText();
    m_context.repositories.drafts.setDraft(draftKey(), parts.join(partEnd).toStdString());
}

QString HandoverDialog::successor() const
{
    return m_to->currentText().trimmed();
}

std::optional<Record<Contact>> HandoverDialog::contact() const
{
    const int row = m_to->findText(successor(), Qt::MatchExactly);
    const auto id = row < 0 ? std::nullopt : Id<Contact>::parse(m_to->itemData(row).toString().toStdString());
    return id ? m_context.repositories.contacts.find(*id) : std::nullopt;
}

/// Whether they lead something already.
QString HandoverDialog::loadOf(const Record<Contact>& contact) const
{
    QStringList led;
    for (const auto& role : m_context.repositories.roleAssignments.all()) {
        if (role.value.role != IncidentRole::Commander || role.value.person != contact.value.name)
            continue;
        const auto incident = m_context.repositories.incidents.find(role.value.incidentId);
        if (incident && incident->value.status != IncidentStatus::Resolved && incident->id != m_id)
            led << texts::incidentNumber(incident->value);
    }
    return led.isEmpty() ? tr("not in command anywhere") : tr("in command of %1").arg(inList(led));
}

void HandoverDialog::showSuccessor()
{
    const auto whom = contact();
    QStringList about;
    if (whom) {
        if (!whom->value.title.empty())
            about << QString::fromStdString(whom->value.title);
        for (const auto& role : m_context.repositories.roleAssignments.of(m_id.uuid()))
            if (role.value.person == whom->value.name)
                about << texts::role(role.value.role);
        const QTimeZone zone(QByteArray::fromStdString(whom->value.timeZone));
        if (zone.isValid())
            about << tr("%1 there (%2)")
                         .arg(timeText(m_context.clock.now(), zone),
                              QString::fromStdString(whom->value.timeZone));
        about << loadOf(*whom);
    } else if (!successor().isEmpty()) {
        about << (isOnline()
                      ? tr("No contact of this name: nobody is paged. Tell them to look at the console.")
                      : tr("No contact of this name."));
    }
    m_about->setText(inList(about));
    m_steps->setText((isOnline() ? stepsOfAnOffer() : stepsByVoice()).join(QStringLiteral("\n\n")));
    showConnection();
}

QStringList HandoverDialog::stepsOfAnOffer() const
{
    const QString name = successor().isEmpty() ? tr("The successor") : successor();
    return {contact() ? tr("1  %1 is paged with this briefing.").arg(name)
                      : tr("1  %1 sees the offer in the console.").arg(name),
            tr("2  You stay commander until they accept. They must say back their first step."),
            tr("3  No answer in 5 min: the offer ends, you are told, nothing changes."),
            tr("4  The briefing and the answer are on the timeline.")};
}

/// Without the service nobody rings: whoever reads this must not go before they have spoken to somebody.
QStringList HandoverDialog::stepsByVoice() const
{
    const auto whom = contact();
    const QString name = successor().isEmpty() ? tr("The successor") : successor();
    const QString phone = whom ? QString::fromStdString(whom->value.phone) : QString();
    return {phone.isEmpty() ? tr("1  Nobody is paged. Tell %1 yourself, by voice.").arg(name)
                            : tr("1  Nobody is paged. Call %1 yourself: %2.").arg(name, phone),
            tr("2  You stay commander until you have written it down here. From then on it is %1.").arg(name),
            tr("3  The briefing at the left stands on the timeline as what you told them."),
            tr("4  Others see both when this computer is online again.")};
}

bool HandoverDialog::isOnline() const
{
    return domain::isOnline(m_context.changes.syncState());
}

void HandoverDialog::showConnection()
{
    const bool online = isOnline();
    const QString name = successor();
    m_offer->setText(!online          ? tr("Handed over by voice: write it down")
                     : name.isEmpty() ? tr("Offer command")
                                      : tr("Offer command to %1").arg(name));
    const bool ready = !name.isEmpty() && !m_parts[Conditions]->toPlainText().trimmed().isEmpty();
    m_offer->setEnabled(ready);
    m_note->setText(!online ? tr("%1: nobody can be offered anything. Say it by voice, then write it down.")
                                  .arg(withoutConnection(m_context.changes.syncState()))
                    : ready          ? tr("Kept as a draft on this computer until you offer it.")
                    : name.isEmpty() ? tr("Choose who takes over.")
                                     : tr("Say what is true now."));
}

std::string HandoverDialog::textOf(Part part) const
{
    return m_parts[part]->toPlainText().trimmed().toStdString();
}

void HandoverDialog::offer()
{
    if (!m_offer->isEnabled())
        return;
    // The same key means something else once the connection comes or goes: what is meant is said first.
    if (std::exchange(m_meant, isOnline()) != isOnline()) {
        m_note->setText(
            isOnline()
                ? tr("The connection is back. Press again to offer command, which pages %1.").arg(successor())
                : tr("The connection is gone: nobody is paged. Press again to write down that you handed "
                     "over by voice."));
        return;
    }
    // Kept until it has come to something: an offer may expire, be refused or be declined.
    keepDraft();
    if (isOnline()) {
        HandoverOffer what;
        what.to = successor().toStdString();
        if (const auto whom = contact())
            what.contactId = whom->id;
        what.briefing = briefing();
        m_context.repositories.effects.offer(m_id, what);
    } else if (const auto written = writeDown(); !written) {
        m_note->setText(texts::error(written.error()));
        return;
    }
    accept();
}

Briefing HandoverDialog::briefing() const
{
    return {textOf(Conditions), textOf(Actions), textOf(Needs), textOf(Decisions)};
}

/// Handed over by voice: who leads, and on the timeline what they were told.
Result<void> HandoverDialog::writeDown()
{
    const QString name = successor();
    if (const auto taken = m_context.incidents.takeRole(m_id, IncidentRole::Commander, name.toStdString(),
                                                        tr("handed over by voice").toStdString());
        !taken)
        return taken;
    QStringList lines{tr("Command handed over by voice to %1").arg(name)};
    for (std::size_t part = 0; part < m_parts.size(); ++part)
        if (const QString text = m_parts[part]->toPlainText().trimmed(); !text.isEmpty())
            lines << QStringLiteral("**%1**\n\n%2\n").arg(m_parts[part]->accessibleName(), text);
    const auto logged =
        m_context.timeline.log(m_id, lines.join(u'\n').toStdString(), EventKind::Communication);
    if (!logged)
        return tl::make_unexpected(logged.error());
    m_context.repositories.drafts.setDraft(draftKey(), {});
    return {};
}

} // namespace matoi::widgets
