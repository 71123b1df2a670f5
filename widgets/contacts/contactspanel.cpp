#include "widgets/contacts/contactspanel.h"

#include "models/domain/ports/online.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/joinedtext.h"
#include "widgets/common/noteblock.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/theme.h"
#include "widgets/common/verticalscroll.h"
#include "widgets/contacts/calllist.h"
#include "widgets/contacts/contactcard.h"
#include "widgets/contacts/engagementblock.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <set>
#include <tuple>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr int cardWidth = 262; ///< px at 100 % that a card wants

} // namespace

ContactsPanel::ContactsPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_blocks(new QVBoxLayout)
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_peopleHeader(new SectionHeader(context.theme, {}, this))
    , m_page(m_peopleHeader->addAction({}, Icon::UserPlus))
    , m_people(new QWidget(this))
    , m_grid(new QGridLayout(m_people))
    , m_offline(new NoteBlock(context.theme, NoteBlock::Tone::Local, this))
    , m_numbers(new CallList(context, m_offline))
{
    const Theme& theme = context.theme;
    m_grid->setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(16));
    m_grid->setHorizontalSpacing(theme.px(24));
    m_grid->setVerticalSpacing(theme.px(16));
    m_offline->addWidget(m_numbers);
    auto* scroll = new VerticalScroll(this);
    QWidget* content = scroll->page();
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    m_blocks->setSpacing(0);
    inner->addWidget(m_offline);
    inner->addWidget(m_empty);
    inner->addLayout(m_blocks);
    inner->addWidget(m_peopleHeader);
    inner->addWidget(m_people);
    inner->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);

    connect(m_page, &CommandButton::clicked, this, &ContactsPanel::pageRequested);
    connect(m_empty, &EmptyState::actionTriggered, this, &ContactsPanel::pageRequested);
    connect(&context.ticker, &Ticker::tick, this, [this] {
        for (EngagementBlock* block : m_shown)
            block->tick();
        for (ContactCard* card : m_cards)
            card->tick();
    });
    m_subscriptions.push_back(context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.kind == Kind::Contact || record.kind == Kind::ContactChannel ||
                   (record.kind == Kind::RoleAssignment && record.parent == m_id.uuid()) ||
                   ((record.kind == Kind::Engagement || record.kind == Kind::Page) &&
                    record.parent == m_id.uuid());
        });
        if (ours)
            refresh();
    }));
    m_subscriptions.push_back(context.changes.onSyncState([this](const SyncState&) {
        for (EngagementBlock* block : m_shown)
            block->refresh();
        for (ContactCard* card : m_cards)
            card->tick();
        showOffline();
    }));
    refresh();
}

void ContactsPanel::setIncident(Id<Incident> id)
{
    if (m_id == id)
        return;
    m_id = id;
    for (EngagementBlock* block : m_shown)
        block->deleteLater();
    m_shown.clear();
    refresh();
}

void ContactsPanel::refresh()
{
    auto engagements = m_context.repositories.engagements.of(m_id.uuid());
    std::stable_sort(engagements.begin(), engagements.end(), [](const auto& a, const auto& b) {
        const bool runsA = a.value.state == EngagementState::Running;
        const bool runsB = b.value.state == EngagementState::Running;
        return runsA != runsB ? runsA : b.value.startedAt < a.value.startedAt;
    });
    // Blocks stay the same objects: a button under the pointer must not be replaced while it is pressed.
    for (std::size_t i = 0; i < engagements.size(); ++i) {
        const auto found = std::find_if(m_shown.begin(), m_shown.end(), [&](const EngagementBlock* block) {
            return block->id() == engagements[i].id;
        });
        EngagementBlock* block = nullptr;
        if (found == m_shown.end()) {
            block = new EngagementBlock(m_context, engagements[i].id, this);
            m_shown.push_back(block);
        } else {
            block = *found;
            block->refresh();
        }
        if (m_blocks->indexOf(block) != static_cast<int>(i))
            m_blocks->insertWidget(static_cast<int>(i), block);
    }
    m_empty->setVisible(engagements.empty());
    m_empty->setSentence(tr("Nobody was paged for this incident."));
    m_empty->setAction(tr("Page someone…"), Icon::PhoneCall);
    m_peopleHeader->setTitle(tr("People on this incident"));
    m_page->setText(tr("Page someone…"));
    showPeople();
}

/// Those of the engagements in the order in which they are paged, then whoever has a role.
std::vector<Id<Contact>> ContactsPanel::people() const
{
    std::vector<Id<Contact>> out;
    std::set<Id<Contact>> seen;
    const auto add = [&](Id<Contact> id) {
        if (seen.insert(id).second && m_context.repositories.contacts.find(id))
            out.push_back(id);
    };
    for (const auto& engagement : m_context.repositories.engagements.of(m_id.uuid()))
        for (const EngagementStep& step : engagement.value.steps)
            add(step.contactId);
    const auto roles = m_context.repositories.roleAssignments.of(m_id.uuid());
    for (const auto& contact : m_context.repositories.contacts.all())
        if (contact.value.contactKind == ContactKind::Personal &&
            std::any_of(roles.begin(), roles.end(),
                        [&](const auto& role) { return role.value.person == contact.value.name; }))
            add(contact.id);
    return out;
}

void ContactsPanel::showPeople()
{
    const auto shown = people();
    m_peopleHeader->setVisible(!shown.empty() || m_empty->isHidden()); // nothing twice
    m_people->setVisible(!shown.empty());
    m_peopleHeader->setCount(shown.empty() ? QString() : QString::number(shown.size()));
    std::vector<ContactCard*> cards;
    for (const Id<Contact> id : shown) {
        const auto found = std::find_if(m_cards.begin(), m_cards.end(),
                                        [&](const ContactCard* card) { return card->id() == id; });
        auto* card = found == m_cards.end() ? new ContactCard(m_context, id, m_people) : *found;
        card->setIncident(m_id);
        cards.push_back(card);
    }
    for (ContactCard* old : m_cards)
        if (std::find(cards.begin(), cards.end(), old) == cards.end()) {
            old->hide(); // its own form may be open
            old->deleteLater();
        }
    m_cards = std::move(cards);
    m_columns = 0;
    placeCards();
    showOffline();
}

void ContactsPanel::placeCards()
{
    const int columns = std::clamp(width() / m_context.theme.px(cardWidth), 1, 4);
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const int at = static_cast<int>(i);
        m_grid->addWidget(m_cards[i], at / columns, at % columns, Qt::AlignTop);
        m_cards[i]->show();
    }
    for (int i = 0; i < 4; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
}

/// Without a connection nobody is paged: whom to call instead, in the order in which they would have been.
void ContactsPanel::showOffline()
{
    const SyncState state = m_context.changes.syncState();
    const bool online = isOnline(state);
    const QString why = whyNobodyIsPaged(state);
    m_page->setEnabled(online);
    m_page->setToolTip(why);
    m_page->setAccessibleDescription(why);
    if (online) {
        m_offline->setTexts({}, {});
        return;
    }
    const auto callable = whomToCall();
    m_numbers->setPeople(callable);
    const QString known = knownUntilText(m_context);
    m_offline->setTone(state.connection == SyncState::Connection::Offline   ? NoteBlock::Tone::Local
                       : state.connection == SyncState::Connection::Refused ? NoteBlock::Tone::Fail
                                                                            : NoteBlock::Tone::Wait);
    QStringList lines;
    if (!callable.empty())
        lines << tr("Call by hand. Those who have not answered come first.");
    if (!known.isEmpty())
        lines << tr("Last contact state %1.").arg(known);
    m_offline->setTexts(tr("%1: nobody can be paged from here now").arg(withoutConnection(state)),
                        inSentences(lines));
}

/// Who was never reached, who has not answered, who would be paged next, and the rest: without oneself, and
/// without those who have answered.
std::vector<Id<Contact>> ContactsPanel::whomToCall() const
{
    using Kind = ContactCard::Standing::Kind;
    const auto rank = [](Kind kind) {
        switch (kind) {
        case Kind::Failed: return 0;
        case Kind::Waiting: return 1;
        case Kind::Next: return 2;
        case Kind::None:
        case Kind::Acknowledged: break;
        }
        return 3;
    };
    const Session me = m_context.changes.session();
    const auto isMe = [&](const Record<Contact>& contact) {
        return contact.id == me.contactId || contact.value.name == me.name;
    };
    struct Ranked
    {
        int rank;
        Time at;
        Id<Contact> id;
    };
    std::vector<Ranked> ranked;
    for (const ContactCard* card : m_cards) {
        const auto contact = m_context.repositories.contacts.find(card->id());
        if (contact && !isMe(*contact) && card->stands().kind != Kind::Acknowledged)
            ranked.push_back({rank(card->stands().kind), card->stands().at, card->id()});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        return std::tie(a.rank, a.at) < std::tie(b.rank, b.at);
    });
    std::vector<Id<Contact>> out;
    for (const Ranked& one : ranked)
        out.push_back(one.id);
    if (m_cards.empty())
        for (const auto& contact : m_context.repositories.contacts.all())
            if (contact.value.contactKind == ContactKind::Personal && !contact.value.drill &&
                !contact.value.phone.empty() && !isMe(contact))
                out.push_back(contact.id);
    return out;
}

void ContactsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeCards();
}

void ContactsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
