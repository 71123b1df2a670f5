#include "widgets/cockpit/reportspane.h"

#include "models/domain/ports/online.h"
#include "widgets/cockpit/cockpitdialogs.h"
#include "widgets/cockpit/noterow.h"
#include "widgets/cockpit/people.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/sectionheader.h"
#include "widgets/contacts/asking.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/panel/connectionwords.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::minutes;

namespace {

QString text(const std::string& value)
{
    return QString::fromStdString(value).simplified();
}

} // namespace

ReportsPane::ReportsPane(const PanelContext& with, QWidget* parent)
    : CockpitPane(with, parent)
{
    adder().setIconName(Icon::Plus);
    m_syncState = with.changes.onSyncState([this](const SyncState&) { refresh(); });
    refresh();
}

bool ReportsPane::concerns(Kind kind) const
{
    return kind == Kind::Report || kind == Kind::RoleAssignment || kind == Kind::Task ||
           kind == Kind::Engagement;
}

std::vector<ReportsPane::Entry> ReportsPane::entries() const
{
    std::vector<Entry> all;
    if (incident().isNil())
        return all;
    for (const auto& report : newestReports(context(), incident()))
        all.push_back({report.value.person, report.value});
    std::stable_sort(all.begin(), all.end(),
                     [](const Entry& a, const Entry& b) { return a.report->at > b.report->at; });
    for (const std::string& person : ledPeopleOf(context(), incident()))
        if (std::none_of(all.begin(), all.end(), [&](const Entry& entry) { return entry.person == person; }))
            all.push_back({person, std::nullopt});
    return all;
}

ReportsPane::Row ReportsPane::makeRow()
{
    auto* widget = new NoteRow(context(), this);
    auto* ask = widget->addAction({});
    auto* write = widget->addAction({});
    rows().addWidget(widget);
    connect(ask, &QAbstractButton::clicked, this, [this, at = m_lines.size()] {
        const QString person = at < m_entries.size() ? text(m_entries[at].person) : QString();
        if (const auto contact = contactNamed(context(), incident(), person))
            openAsking(context(), incident(), *contact,
                       tr("Report to the commander: conditions, actions, needs."), Question::Whole, this);
    });
    connect(write, &QAbstractButton::clicked, this, [this, at = m_lines.size()] {
        if (at < m_entries.size())
            cockpit::openReport(context(), incident(), this, text(m_entries[at].person));
    });
    return {widget, ask, write};
}

void ReportsPane::showEntry(const Row& row, const Entry& entry) const
{
    row.widget->setPerson(text(entry.person));
    row.widget->setTitle(text(entry.person));
    row.write->setText(tr("Write down"));
    row.write->setVisible(!entry.report);
    // Whoever has just reported is not asked again.
    const SyncState state = context().changes.syncState();
    const bool fresh = entry.report && context().clock.now() - entry.report->at <= reportFresh;
    row.ask->setText(tr("Ask…"));
    row.ask->setAccessibleName(tr("Ask %1 for a report").arg(text(entry.person)));
    const bool me = entry.person == context().changes.session().name;
    row.ask->setVisible(!fresh && !me && contactNamed(context(), incident(), text(entry.person)));
    row.ask->setEnabled(isOnline(state));
    row.ask->setToolTip(whyNobodyIsPaged(state));
    if (!entry.report) {
        row.widget->setLines({});
        row.widget->setAside(tr("no report yet"), true);
        return;
    }
    const Report& report = *entry.report;
    const auto age = context().clock.now() - report.at;
    const bool old = age > reportFresh;
    // Conditions, actions and needs: the header says so.
    row.widget->setLines({text(report.conditions), text(report.actions),
                          report.needs.empty() ? tr("nothing") : text(report.needs)},
                         report.needs.empty() ? -1 : 2, {tr("C"), tr("A"), tr("N")});
    const auto whole = duration_cast<minutes>(age);
    row.widget->setAside(whole < minutes(1) ? tr("just now") : tr("%1 old").arg(minutesText(whole)), old);
}

/// Ages grow by the minute; nothing else of a row changes without a record.
void ReportsPane::tick()
{
    const Time now = context().clock.now();
    if (now - m_agesAt < std::chrono::seconds(15))
        return;
    m_agesAt = now;
    for (std::size_t i = 0; i < std::min(m_lines.size(), m_entries.size()); ++i)
        showEntry(m_lines[i], m_entries[i]);
}

void ReportsPane::refresh()
{
    header().setTitle(tr("Last reports"));
    header().setMeta(tr("conditions, actions, needs"));
    adder().setText(tr("Report"));
    m_entries = entries();
    showEmpty(
        m_entries.empty(),
        tr("No report yet. Example: C 5 of 12 replaced, A watching batch 4, N somebody for the shop team."));
    while (m_lines.size() < m_entries.size())
        m_lines.push_back(makeRow());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].widget->setVisible(i < m_entries.size());
        if (i < m_entries.size())
            showEntry(m_lines[i], m_entries[i]);
    }
}

} // namespace matoi::widgets
