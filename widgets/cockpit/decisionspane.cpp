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
        all.push_back(
            {decision, {}, decision.value.decidedAt.value_or(decision.value.dueAt.value_or(Time::max()))});
    for (const auto& event : context().repositories.timelineEvents.of(incident().uuid()))
        if (event.value.eventKind == EventKind::Decision && event.value.type.empty())
            all.push_back({std::nullopt, event.value, event.value.at});
    std::stable_sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) {
        if (isOpen(a.record) != isOpen(b.record))
            return isOpen(a.record);
        return isOpen(a.record) ? a.at < b.at : a.at > b.at;
    });
    return all;
}

DecisionsPane::Row DecisionsPane::makeRow()
{
    auto* widget = new NoteRow(context(), this);
    auto* decide = widget->addAction(tr("Decide now"));
    rows().addWidget(widget);
    connect(decide, &QAbstractButton::clicked, this, [this, at = m_lines.size()] {
        if (at < m_entries.size() && isOpen(m_entries[at].record))
            cockpit::openDecide(context(), incident(), this, m_entries[at].record);
    });
    return {widget, decide};
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
    while (m_lines.size() < m_entries.size())
        m_lines.push_back(makeRow());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].widget->setVisible(i < m_entries.size());
        if (i < m_entries.size())
            showEntry(m_lines[i], m_entries[i]);
    }
}

void DecisionsPane::tick()
{
    for (std::size_t i = 0; i < m_entries.size() && isOpen(m_entries[i].record); ++i)
        showEntry(m_lines[i], m_entries[i]);
}

} // namespace matoi::widgets
