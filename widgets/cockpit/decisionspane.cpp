#include "widgets/cockpit/decisionspane.h"

#include "widgets/cockpit/cockpitdialogs.h"
#include "widgets/cockpit/decideline.h"
#include "widgets/cockpit/noterow.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/sectionheader.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

QString text(const std::string& value)
{
    return QString::fromStdString(value).simplified();
}

bool isOpen(const std::optional<Record<Decision>>& record)
{
    return record && !record->value.decidedAt;
}

} // namespace

DecisionsPane::DecisionsPane(const PanelContext& with, QWidget* parent)
    : CockpitPane(with, parent)
    , m_line(new DecideLine(with, this))
{
    adder().setIconName(Icon::Gavel);
    adder().setKey(Qt::Key_D);
    setFoot(m_line);
    refresh();
}

bool DecisionsPane::concerns(Kind kind) const
{
    return kind == Kind::Decision || kind == Kind::TimelineEvent;
}

/// Open ones by their deadline, then the others, newest first.
std::vector<DecisionsPane::Entry> DecisionsPane::entries() const
{
    std::vector<Entry> all;
    if (incident().isNil())
        return all;
    for (const auto& decision : context().repositories.decisions.of(incident().uuid()))
        all.push_back({decision.id.uuid(),
                       decision,
                       {},
                       decision.value.decidedAt.value_or(decision.value.dueAt.value_or(Time::max()))});
    for (const auto& event : context().repositories.timelineEvents.of(incident().uuid()))
        if (event.value.eventKind == EventKind::Decision && event.value.type.empty())
            all.push_back({event.id.uuid(), std::nullopt, event.value, event.value.at});
    std::stable_sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) {
        if (isOpen(a.record) != isOpen(b.record))
            return isOpen(a.record);
        return isOpen(a.record) ? a.at < b.at : a.at > b.at;
    });
    return all;
}

/// A row is one decision's: what is pressed is what was read, whatever comes in between.
DecisionsPane::Row DecisionsPane::makeRow(Uuid id)
{
    auto* widget = new NoteRow(context(), this);
    auto* decide = widget->addAction(tr("Decide now"));
    connect(decide, &QAbstractButton::clicked, this, [this, id] {
        const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                        [&](const Entry& candidate) { return candidate.id == id; });
        if (entry != m_entries.end() && isOpen(entry->record))
            cockpit::openDecide(context(), incident(), this, entry->record);
    });
    return {id, widget, decide};
}

const DecisionsPane::Row& DecisionsPane::rowOf(Uuid id)
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [&](const Row& row) { return row.id == id; });
    return found != m_lines.end() ? *found : m_lines.emplace_back(makeRow(id));
}

void DecisionsPane::showEntry(const Row& row, const Entry& entry) const
{
    const QTimeZone& zone = context().zone;
    const bool open = isOpen(entry.record);
    row.decide->setVisible(open);
    row.decide->setText(tr("Decide now"));
    row.widget->setWaiting(open);
    row.widget->setIcon(open ? Icon::Hourglass : Icon::Gavel,
                        open ? widgets::Role::StateWait : widgets::Role::AccentText);
    if (!entry.record) {
        row.widget->setLead(timeText(entry.event.at, zone));
        row.widget->setTitle(text(entry.event.text));
        row.widget->setLines({text(entry.event.details)});
        row.widget->setMeta(text(entry.event.author), {});
        return;
    }
    const Decision& decision = entry.record->value;
    row.widget->setTitle(text(decision.what));
    row.widget->setLines({text(decision.because), decision.insteadOf.empty()
                                                      ? QString()
                                                      : tr("Not chosen: %1").arg(text(decision.insteadOf))});
    if (open) {
        const bool late = decision.dueAt && *decision.dueAt < context().clock.now();
        row.widget->setLead(!decision.dueAt ? QString()
                            : late          ? tr("late, %1").arg(timeText(*decision.dueAt, zone))
                                            : tr("by %1").arg(timeText(*decision.dueAt, zone)));
        row.widget->setMeta(
            tr("asked %1 by %2").arg(timeText(decision.askedAt, zone), text(decision.askedBy)), {});
        return;
    }
    row.widget->setLead(timeText(*decision.decidedAt, zone));
    row.widget->setMeta(
        text(decision.decidedBy),
        decision.checkAgainAt ? tr("check again %1").arg(timeText(*decision.checkAgainAt, zone)) : QString());
}

void DecisionsPane::refresh()
{
    header().setTitle(tr("Decision log"));
    adder().setText(tr("Decide"));
    m_line->setIncident(incident());
    m_entries = entries();
    showEmpty(m_entries.empty(),
              tr("Nothing decided yet. Example: roll back, because the deploy fits the time, "
                 "instead of scaling out."));
    std::erase_if(m_lines, [this](const Row& row) {
        const bool gone = std::none_of(m_entries.begin(), m_entries.end(),
                                       [&](const Entry& entry) { return entry.id == row.id; });
        if (gone) {
            row.widget->hide(); // it may hold the button whose press brought us here
            row.widget->deleteLater();
        }
        return gone;
    });
    int at = 0;
    for (const Entry& entry : m_entries) {
        const Row& row = rowOf(entry.id);
        if (rows().indexOf(row.widget) != at)
            rows().insertWidget(at, row.widget);
        row.widget->show();
        showEntry(row, entry);
        ++at;
    }
}

void DecisionsPane::tick()
{
    for (const Entry& entry : m_entries)
        if (isOpen(entry.record))
            showEntry(rowOf(entry.id), entry);
}

} // namespace matoi::widgets
