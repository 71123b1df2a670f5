#include "widgets/incidents/startpreview.h"

#include "models/domain/ports/online.h"
#include "models/domain/ports/recentincidents.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/joinedtext.h"
#include "widgets/common/noteblock.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/contacts/calllist.h"
#include "widgets/contacts/engagementlanes.h"
#include "widgets/contacts/pagingpreview.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/panel/texts.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

constexpr std::size_t duplicatesShown = 2;

} // namespace

StartPreview::StartPreview(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_heading(new TextLabel(context.theme, TextStyle::Strong, widgets::Role::TextPrimary, {}, this))
    , m_people(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextTertiary, {}, this))
    , m_lanes(new EngagementLanes(context.theme, this))
    , m_stops(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextSecondary, {}, this))
    , m_offline(new NoteBlock(context.theme, NoteBlock::Tone::Local, this))
    , m_numbers(new CallList(context, m_offline))
    , m_warning(new NoteBlock(context.theme, NoteBlock::Tone::Wait, this))
    , m_alsoBox(new QWidget(this))
    , m_also(new TextLabel(context.theme, TextStyle::Body, widgets::Role::TextSecondary, {}, m_alsoBox))
    , m_duplicates(new QVBoxLayout)
{
    Theme& theme = context.theme;
    const int side = theme.px(16);
    m_lanes->setCompact(true);
    m_stops->setWordWrap(true);
    m_also->setWordWrap(true);
    m_offline->addWidget(m_numbers);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(side, theme.px(14), side, 0);
    head->addWidget(m_heading);
    head->addStretch();
    head->addWidget(m_people);
    const auto inset = [&](QWidget* widget) {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(side, 0, side, 0);
        row->addWidget(widget);
        return row;
    };
    auto* also = new QVBoxLayout(m_alsoBox);
    also->setContentsMargins(side, 0, side, 0);
    also->setSpacing(theme.px(4));
    also->addWidget(
        new TextLabel(theme, TextStyle::Strong, widgets::Role::TextPrimary, tr("Also starts"), m_alsoBox));
    also->addWidget(m_also);
    m_duplicates->setSpacing(theme.px(8));
    m_duplicates->setContentsMargins(0, 0, 0, 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme.px(14));
    column->setSpacing(theme.px(10));
    column->addLayout(head);
    column->addLayout(inset(m_lanes));
    column->addLayout(inset(m_stops));
    column->addWidget(m_offline);
    column->addWidget(m_warning);
    column->addWidget(m_alsoBox);
    column->addLayout(m_duplicates);
    column->addStretch();
}

void StartPreview::show(const Plan& plan)
{
    showPaging(plan);
    showAlso(plan);
    showDuplicates(plan);
}

/// "It is 06:07 for Daniel Reyes": of those whose clock differs from here.
QString StartPreview::localTimes(const std::vector<Id<Contact>>& people) const
{
    const Time now = m_context.clock.now();
    const auto at = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC);
    QStringList times;
    for (const Id<Contact> id : people) {
        const auto contact = m_context.repositories.contacts.find(id);
        const QTimeZone zone(contact ? QByteArray::fromStdString(contact->value.timeZone) : QByteArray());
        if (zone.isValid() && zone.offsetFromUtc(at) != m_context.zone.offsetFromUtc(at))
            times << tr("It is %1 for %2.")
                         .arg(timeText(now, zone), QString::fromStdString(contact->value.name));
    }
    return times.join(QLatin1Char(' '));
}

/// Beside the heading: whether anybody's telephone rings when the button is pressed.
QString StartPreview::peopleText(const Plan& plan, bool anybody) const
{
    if (plan.drill)
        return tr("a drill pages nobody");
    if (!anybody)
        return tr("nobody is paged");
    if (m_pagesLater)
        return tr("nobody now");
    return m_atOnce > 0 ? tr("%n person(s) at once", nullptr, m_atOnce) : tr("nobody at once");
}

QString StartPreview::stopsText(const Plan& plan, const std::vector<Id<Contact>>& people) const
{
    const SyncState state = m_context.changes.syncState();
    if (people.empty())
        return plan.drill  ? QString()
               : plan.plan ? tr("This plan pages nobody. Page people from the incident.")
                           : tr("Without a plan nobody is paged. Page people from the incident.");
    QStringList lines{tr("Stops as soon as one of them acknowledges.")};
    if (const QString times = localTimes(people); !times.isEmpty())
        lines << times;
    if (!isOnline(state) && state.syncedAt)
        lines << tr("Who is called is as this computer knew it at %1.")
                     .arg(dateTimeText(*state.syncedAt, m_context.clock.now(), m_context.zone));
    return inSentences(lines);
}

void StartPreview::showPaging(const Plan& plan)
{
    const auto contacts =
        plan.plan && !plan.drill ? plan.plan->value.engagements : std::vector<Id<Contact>>();
    PagingPreview paging = previewPaging(m_context, contacts);
    const auto people = peopleBehind(m_context, contacts);
    const bool offline = !isOnline(m_context.changes.syncState());
    m_atOnce = offline ? 0 : paging.atOnce;
    m_pagesLater = offline && !paging.lanes.empty();
    m_heading->setText(m_pagesLater ? tr("Who gets paged once you are online, and when")
                                    : tr("Who gets paged, and when"));
    m_people->setText(peopleText(plan, !paging.lanes.empty()));
    m_lanes->setVisible(!paging.lanes.empty());
    const QString stops = stopsText(plan, people);
    m_stops->setText(stops);
    m_stops->setVisible(!stops.isEmpty());
    m_numbers->setPeople(people);
    if (offline && !plan.drill)
        m_offline->setTexts(tr("Nobody will be paged until you are online"),
                            people.empty()
                                ? tr("The incident starts on this computer and is sent later.")
                                : tr("The incident starts on this computer. When you are online again it is "
                                     "sent, and its plan pages people then. Call by hand now:"));
    else
        m_offline->setTexts({}, {});
    // Without a connection nothing goes out by any channel: one warning says that.
    const QString warning = offline ? QString() : warningOf(paging);
    m_warning->setTexts(warning.isEmpty()              ? QString()
                        : paging.unreachable.isEmpty() ? tr("Not every channel is active")
                                                       : tr("Not everybody can be reached"),
                        warning);
    m_lanes->setPlan(std::move(paging.stages), std::move(paging.lanes));
}

void StartPreview::showAlso(const Plan& plan)
{
    QStringList also;
    if (plan.plan && plan.plan->value.updateIntervalMinutes) {
        const auto every = std::chrono::minutes(*plan.plan->value.updateIntervalMinutes);
        also << tr("Update every %1, first due %2")
                    .arg(minutesText(every), timeText(m_context.clock.now() + every, m_context.zone));
    }
    if (plan.plan && !plan.plan->value.checklist.empty())
        also << tr("Checklist with %n row(s)", nullptr, static_cast<int>(plan.plan->value.checklist.size()));
    m_also->setText(also.join(QLatin1Char('\n')));
    m_alsoBox->setVisible(!also.isEmpty());
}

void StartPreview::showDuplicates(const Plan& plan)
{
    rules::StartingIncident starting;
    starting.title = plan.title.toStdString();
    if (plan.plan) {
        starting.planId = plan.plan->id;
        starting.service = plan.plan->value.service;
    }
    auto found = plan.drill
                     ? std::vector<rules::LikelyDuplicate>()
                     : rules::likelyDuplicates(starting, openIncidents(m_context.repositories.incidents));
    if (found.size() > duplicatesShown)
        found.resize(duplicatesShown);
    std::vector<Id<Incident>> ids;
    for (const auto& duplicate : found)
        ids.push_back(duplicate.incident.id);
    if (ids == m_shownDuplicates)
        return; // a link under the pointer stays what it is while somebody types
    m_shownDuplicates = ids;
    while (QLayoutItem* old = m_duplicates->takeAt(0)) {
        old->widget()->hide();
        old->widget()->deleteLater();
        delete old;
    }
    for (const auto& duplicate : found)
        m_duplicates->addWidget(duplicateRow(duplicate));
}

QWidget* StartPreview::duplicateRow(const rules::LikelyDuplicate& duplicate)
{
    Theme& theme = m_context.theme;
    const Incident& incident = duplicate.incident.value;
    auto* box = new QWidget(this);
    auto* badge = new ImpactBadge(theme, ImpactBadge::Form::Square, box);
    badge->setImpact(incident.impact);
    auto* title =
        new TextLabel(theme, TextStyle::Strong, widgets::Role::TextPrimary,
                      tr("Could this be the same? %1").arg(QString::fromStdString(incident.title)), box);
    title->setWordWrap(true);
    const QString open =
        tr("%1, open %2")
            .arg(texts::incidentNumber(incident),
                 durationText(duration_cast<seconds>(m_context.clock.now() - incident.startedAt)));
    const QString why = duplicate.samePlan      ? tr("%1, same plan").arg(open)
                        : duplicate.sameService ? tr("%1, same service").arg(open)
                                                : tr("%1, a title much like this").arg(open);
    auto* instead = new CommandButton(theme, tr("Open that one instead"), Icon::None, box);
    instead->setKind(CommandButton::Kind::Link);
    instead->setSmall(true);
    instead->setAccessibleName(tr("Open %1 instead").arg(texts::incidentNumber(incident)));
    connect(instead, &QAbstractButton::clicked, this,
            [this, id = duplicate.incident.id] { Q_EMIT chosen(id); });
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    grid->setHorizontalSpacing(theme.px(10));
    grid->setVerticalSpacing(0);
    grid->addWidget(badge, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(title, 0, 1, 1, 2);
    grid->addWidget(new TextLabel(theme, TextStyle::Meta, widgets::Role::TextSecondary, why, box), 1, 1);
    grid->addWidget(instead, 1, 2, Qt::AlignLeft);
    grid->setColumnStretch(2, 1);
    return box;
}

} // namespace matoi::widgets
