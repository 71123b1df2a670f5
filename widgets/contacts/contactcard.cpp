#include "widgets/contacts/contactcard.h"

#include "models/domain/ports/online.h"
#include "widgets/common/avatar.h"
#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/contacts/calllist.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::seconds;
using Paint = widgets::Role;

namespace {

constexpr int firstRow = 3; ///< under name, title and standing

bool wasSent(PageState state)
{
    return state == PageState::Sent || state == PageState::Delivered || state == PageState::Read;
}

} // namespace

ContactCard::ContactCard(const PanelContext& context, Id<Contact> id, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_id(id)
    , m_avatar(new Avatar(context.theme, {}, this))
    , m_name(new ElidedLabel(context.theme, TextStyle::Medium, Paint::TextPrimary, {}, this))
    , m_about(new ElidedLabel(context.theme, TextStyle::Meta, Paint::TextTertiary, {}, this))
    , m_tag(new Tag(context.theme, {}, Tag::Tone::Neutral, Icon::None, this))
    , m_grid(new QGridLayout(this))
    , m_phoneIcon(new TextLabel(context.theme, TextStyle::Body, Paint::TextSecondary, {}, this))
    , m_phone(new ElidedLabel(context.theme, TextStyle::Body, Paint::TextSecondary, {}, this))
    , m_edit(new CommandButton(context.theme, {}, Icon::None, this))
{
    const Theme& theme = context.theme;
    m_edit->setKind(CommandButton::Kind::Link);
    m_edit->setSmall(true);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.px(8));
    m_grid->setVerticalSpacing(theme.px(1));
    m_grid->addWidget(m_avatar, 0, 0, 2, 1, Qt::AlignVCenter);
    m_grid->addWidget(m_name, 0, 1, 1, 2);
    m_grid->addWidget(m_about, 1, 1, 1, 2);
    m_grid->addWidget(m_tag, 2, 0, 1, 3, Qt::AlignLeft);
    m_grid->setRowMinimumHeight(2, theme.px(26));
    m_grid->setColumnStretch(1, 1);
    connect(m_edit, &QAbstractButton::clicked, this, [this] { openPhone(m_context, m_id, this); });
    refresh();
}

void ContactCard::setIncident(Id<Incident> incident)
{
    m_incident = incident;
    refresh();
}

QString ContactCard::about(const Contact& contact) const
{
    QStringList parts;
    for (const auto& role : m_context.repositories.roleAssignments.of(m_incident.uuid()))
        if (!contact.name.empty() && role.value.person == contact.name)
            parts << texts::role(role.value.role);
    if (!contact.title.empty())
        parts << QString::fromStdString(contact.title);
    const Time now = m_context.clock.now();
    const auto at = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC);
    const QTimeZone zone(QByteArray::fromStdString(contact.timeZone));
    if (zone.isValid() && zone.offsetFromUtc(at) != m_context.zone.offsetFromUtc(at))
        parts << tr("it is %1 there").arg(timeText(now, zone));
    return parts.join(isJapanese() ? QStringLiteral("、") : QStringLiteral(", "));
}

void ContactCard::refresh()
{
    const auto contact = m_context.repositories.contacts.find(m_id);
    if (!contact)
        return;
    const QString name = QString::fromStdString(contact->value.name);
    m_avatar->setPersonName(name);
    m_name->setText(name);
    m_about->setText(about(contact->value));
    m_standing = standing();
    showStanding();
    showChannels();
    const QString phone = QString::fromStdString(contact->value.phone);
    const Theme& theme = m_context.theme;
    m_phoneIcon->setPixmap(
        theme.pixmap(Icon::Phone, theme.iconSize(14), Paint::TextSecondary, devicePixelRatioF()));
    m_phoneIcon->setAccessibleName(tr("Call by hand"));
    m_phone->setText(phone.isEmpty() ? tr("no number to call") : phone);
    m_phone->setRole(phone.isEmpty() ? Paint::TextTertiary : Paint::TextSecondary);
    m_edit->setText(phone.isEmpty() ? tr("Add") : tr("Edit"));
    m_edit->setAccessibleName(phone.isEmpty() ? tr("Add the number of %1").arg(name)
                                              : tr("Edit the number of %1").arg(name));
}

/// The best news of all engagements: an answer counts more than a page that still waits elsewhere.
ContactCard::Standing ContactCard::standing() const
{
    Standing best;
    const auto contact = m_context.repositories.contacts.find(m_id);
    const auto pages = m_context.repositories.pages.of(m_incident.uuid());
    for (const auto& engagement : m_context.repositories.engagements.of(m_incident.uuid())) {
        const Engagement& value = engagement.value;
        const bool mine = contact && value.endedBy == contact->value.name;
        if (value.state == EngagementState::Acknowledged && mine && value.endedAt)
            return {Standing::Kind::Acknowledged, *value.endedAt};
        if (value.state != EngagementState::Running)
            continue;
        for (const auto& page : pages) {
            if (page.value.engagementId != engagement.id || page.value.contactId != m_id)
                continue;
            const bool sent = wasSent(page.value.state);
            const Time at = sent ? page.value.sentAt.value_or(page.value.dueAt) : page.value.dueAt;
            if (sent && (best.kind != Standing::Kind::Waiting || at < best.at))
                best = {Standing::Kind::Waiting, at};
            else if (page.value.state == PageState::Error && best.kind != Standing::Kind::Waiting)
                best = {Standing::Kind::Failed, page.value.failedAt.value_or(at)};
            else if (page.value.state == PageState::Pending &&
                     (best.kind == Standing::Kind::None ||
                      (best.kind == Standing::Kind::Next && at < best.at)))
                best = {Standing::Kind::Next, at};
        }
    }
    return best;
}

void ContactCard::showStanding()
{
    const QTimeZone& zone = m_context.zone;
    m_tag->setVisible(m_standing.kind != Standing::Kind::None);
    switch (m_standing.kind) {
    case Standing::Kind::None: break;
    case Standing::Kind::Acknowledged:
        m_tag->setTag(tr("Acknowledged %1").arg(timeText(m_standing.at, zone)), Tag::Tone::Ok, Icon::Check);
        break;
    case Standing::Kind::Waiting: {
        if (!isCurrent(m_context.changes.syncState())) {
            const QString until = knownUntilText(m_context);
            m_tag->setTag(until.isEmpty() ? tr("No answer known") : tr("No answer by %1").arg(until),
                          Tag::Tone::Neutral, Icon::Hourglass);
            break;
        }
        const auto since = duration_cast<seconds>(m_context.clock.now() - m_standing.at);
        m_tag->setTag(tr("No answer, %1").arg(countdownText(std::max(seconds(0), since))), Tag::Tone::Wait,
                      Icon::Hourglass);
        break;
    }
    case Standing::Kind::Next:
        m_tag->setTag(tr("Next, at %1").arg(timeWithSecondsText(m_standing.at, zone)), Tag::Tone::Neutral,
                      Icon::Clock);
        break;
    case Standing::Kind::Failed:
        m_tag->setTag(tr("Not delivered %1").arg(timeText(m_standing.at, zone)), Tag::Tone::Fail,
                      Icon::TriangleAlert);
        break;
    }
}

void ContactCard::tick()
{
    if (m_standing.kind == Standing::Kind::Waiting)
        showStanding();
}

ContactCard::ChannelRow ContactCard::makeRow()
{
    Theme& theme = m_context.theme;
    return {new TextLabel(theme, TextStyle::Body, Paint::TextSecondary, {}, this),
            new ElidedLabel(theme, TextStyle::Body, Paint::TextSecondary, {}, this),
            new TextLabel(theme, TextStyle::Meta, Paint::StateOk, {}, this),
            new TextLabel(theme, TextStyle::Meta, Paint::TextSecondary, {}, this)};
}

void ContactCard::showChannels()
{
    const Theme& theme = m_context.theme;
    const auto channels = m_context.repositories.contactChannels.of(m_id.uuid());
    const auto place = [&](const ChannelRow& row, int at) {
        auto* state = new QHBoxLayout;
        state->setSpacing(theme.px(4));
        state->addWidget(row.stateIcon);
        state->addWidget(row.state);
        m_grid->addWidget(row.icon, at, 0, Qt::AlignCenter);
        m_grid->addWidget(row.address, at, 1);
        m_grid->addLayout(state, at, 2, Qt::AlignRight | Qt::AlignVCenter);
    };
    while (m_rows.size() < channels.size()) {
        m_rows.push_back(makeRow());
        place(m_rows.back(), firstRow + static_cast<int>(m_rows.size()) - 1);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const ChannelRow& row = m_rows[i];
        for (QWidget* part : {static_cast<QWidget*>(row.icon), static_cast<QWidget*>(row.address),
                              static_cast<QWidget*>(row.stateIcon), static_cast<QWidget*>(row.state)})
            part->setVisible(i < channels.size());
        if (i >= channels.size())
            continue;
        const ContactChannel& channel = channels[i].value;
        const QString word = texts::channel(channel.channelKind);
        row.icon->setPixmap(theme.pixmap(texts::channelIcon(channel.channelKind), theme.iconSize(14),
                                         Paint::TextSecondary, devicePixelRatioF()));
        row.icon->setAccessibleName(word);
        row.address->setText(channel.address.empty() ? word : QString::fromStdString(channel.address));
        row.stateIcon->setPixmap(
            theme.pixmap(channel.active ? Icon::Check : Icon::TriangleAlert, theme.iconSize(13),
                         channel.active ? Paint::StateOk : Paint::StateWait, devicePixelRatioF()));
        row.state->setText(channel.active ? tr("Active") : tr("Not active"));
        row.stateIcon->setAccessibleName(row.state->text());
        row.state->setRole(channel.active ? Paint::TextSecondary : Paint::StateWait);
    }
    const int last = firstRow + static_cast<int>(m_rows.size());
    m_grid->addWidget(m_phoneIcon, last, 0, Qt::AlignCenter);
    m_grid->addWidget(m_phone, last, 1);
    m_grid->addWidget(m_edit, last, 2, Qt::AlignRight);
}

} // namespace matoi::widgets
