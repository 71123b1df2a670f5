#include "widgets/contacts/contactspanel.h"

#include "widgets/common/avatar.h"
#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/contacts/engagementblock.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <set>

namespace matoi::widgets {

using namespace domain;

ContactsPanel::ContactsPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_blocks(new QVBoxLayout)
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_peopleHeader(new SectionHeader(context.theme, {}, this))
    , m_page(m_peopleHeader->addAction({}, Icon::UserPlus))
    , m_people(new QWidget(this))
{
    auto* content = new QWidget(this);
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    m_blocks->setSpacing(0);
    inner->addWidget(m_empty);
    inner->addLayout(m_blocks);
    inner->addWidget(m_peopleHeader);
    inner->addWidget(m_people);
    inner->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);

    connect(m_page, &CommandButton::clicked, this, &ContactsPanel::pageRequested);
    connect(m_empty, &EmptyState::actionTriggered, this, &ContactsPanel::pageRequested);
    connect(&context.ticker, &Ticker::tick, this, [this] {
        for (EngagementBlock* block : m_shown)
            block->tick();
    });
    m_subscriptions.push_back(context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.kind == Kind::Contact || record.kind == Kind::ContactChannel ||
                   ((record.kind == Kind::Engagement || record.kind == Kind::Page) &&
                    record.parent == m_id.uuid());
        });
        if (ours)
            refresh();
    }));
    m_subscriptions.push_back(context.changes.onSyncState([this](const SyncState&) {
        for (EngagementBlock* block : m_shown)
            block->refresh();
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

void ContactsPanel::showPeople()
{
    std::vector<Record<Contact>> people;
    std::set<Id<Contact>> seen;
    for (const auto& engagement : m_context.repositories.engagements.of(m_id.uuid()))
        for (const EngagementStep& step : engagement.value.steps)
            if (seen.insert(step.contactId).second)
                if (auto contact = m_context.repositories.contacts.find(step.contactId))
                    people.push_back(std::move(*contact));
    m_peopleHeader->setCount(people.empty() ? QString() : QString::number(people.size()));
    if (QLayout* old = m_people->layout()) {
        for (QWidget* child : m_people->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
            child->deleteLater();
        delete old;
    }
    auto* grid = new QGridLayout(m_people);
    const Theme& theme = m_context.theme;
    grid->setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(16));
    grid->setHorizontalSpacing(theme.px(24));
    grid->setVerticalSpacing(theme.px(16));
    for (std::size_t i = 0; i < people.size(); ++i)
        grid->addWidget(card(people[i]), static_cast<int>(i / 3), static_cast<int>(i % 3), Qt::AlignTop);
    for (int columnIndex = 0; columnIndex < 3; ++columnIndex)
        grid->setColumnStretch(columnIndex, 1);
}

QWidget* ContactsPanel::card(const Record<Contact>& contact)
{
    Theme& theme = m_context.theme;
    auto* box = new QWidget(m_people);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.px(8));
    grid->setVerticalSpacing(theme.px(4));
    const QString name = QString::fromStdString(contact.value.name);
    grid->addWidget(new Avatar(theme, name, box), 0, 0, 2, 1, Qt::AlignVCenter);
    grid->addWidget(new TextLabel(theme, TextStyle::Medium, Role::TextPrimary, name, box), 0, 1, 1, 2);
    const auto now =
        QDateTime::fromMSecsSinceEpoch(m_context.clock.now().time_since_epoch().count(), Qt::UTC);
    const QTimeZone zone(QByteArray::fromStdString(contact.value.timeZone));
    QString about = QString::fromStdString(contact.value.title);
    if (zone.isValid() && zone.offsetFromUtc(now) != m_context.zone.offsetFromUtc(now)) {
        const QString there = tr("it is %1 there").arg(timeText(m_context.clock.now(), zone));
        about = about.isEmpty() ? there : about + QStringLiteral(", ") + there;
    }
    grid->addWidget(new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, about, box), 1, 1, 1, 2);
    int row = 2;
    for (const auto& channel : m_context.repositories.contactChannels.of(contact.id.uuid())) {
        auto* icon = new TextLabel(theme, TextStyle::Meta, Role::TextSecondary, {}, box);
        icon->setPixmap(theme.pixmap(texts::channelIcon(channel.value.channelKind), theme.iconSize(14),
                                     Role::TextSecondary, devicePixelRatioF()));
        grid->addWidget(icon, row, 0, Qt::AlignCenter);
        const QString address = channel.value.address.empty() ? texts::channel(channel.value.channelKind)
                                                              : QString::fromStdString(channel.value.address);
        auto* label = new ElidedLabel(theme, TextStyle::Body, Role::TextSecondary, address, box);
        grid->addWidget(label, row, 1);
        auto* state = channel.value.active
                          ? new Tag(theme, tr("Active"), Tag::Tone::Neutral, Icon::Check, box)
                          : new Tag(theme, tr("Not active"), Tag::Tone::Wait, Icon::TriangleAlert, box);
        grid->addWidget(state, row, 2, Qt::AlignRight);
        ++row;
    }
    grid->setColumnStretch(1, 1);
    return box;
}

void ContactsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
