#include "widgets/overview/engagementpane.h"

#include "models/domain/ports/online.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/overview/engagementrow.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/question.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <set>

namespace matoi::widgets {

using namespace domain;

EngagementPane::EngagementPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_rows(new QVBoxLayout)
    , m_foot(new QWidget(this))
    , m_coming(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, m_foot))
    , m_acknowledge(new CommandButton(context.theme, {}, Icon::None, m_foot))
    , m_reason(new TextLabel(context.theme, TextStyle::Meta, Role::StateLocal, {}, m_foot))
{
    const Theme& theme = context.theme;
    m_coming->setTextFormat(Qt::RichText);
    m_coming->setWordWrap(true);
    m_reason->setWordWrap(true);
    m_acknowledge->setSmall(true);
    auto* foot = new QGridLayout(m_foot);
    foot->setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0);
    foot->setHorizontalSpacing(theme.px(12));
    foot->setVerticalSpacing(theme.px(4));
    foot->addWidget(m_coming, 0, 0);
    foot->addWidget(m_acknowledge, 0, 1, Qt::AlignTop);
    foot->addWidget(m_reason, 1, 0, 1, 2);
    foot->setColumnStretch(0, 1);
    m_rows->setSpacing(0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme.px(12));
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_empty);
    column->addLayout(m_rows);
    column->addWidget(m_foot);
    column->addStretch(1);
    connect(m_empty, &EmptyState::actionTriggered, this, &EngagementPane::pageRequested);
    connect(m_acknowledge, &QAbstractButton::clicked, this, &EngagementPane::askToAcknowledge);
    connect(&context.ticker, &Ticker::tick, this, &EngagementPane::tick);
    m_subscriptions.push_back(context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return (record.kind == Kind::Engagement || record.kind == Kind::Page) &&
                   record.parent == m_id.uuid();
        });
        if (ours)
            refresh();
    }));
    m_subscriptions.push_back(context.changes.onSyncState([this](const SyncState&) {
        tick();
        for (EngagementRow* line : m_lines)
            line->update();
        showConnection();
    }));
    refresh();
}

void EngagementPane::setIncident(Id<Incident> id)
{
    m_id = id;
    refresh();
}

void EngagementPane::refresh()
{
    m_header->setTitle(tr("Engagement"));
    m_empty->setSentence(tr("Nobody paged."));
    m_page = m_empty->setAction(tr("Page someone"), Icon::PhoneCall);
    std::vector<Record<Engagement>> engagements;
    std::vector<Record<Page>> pages;
    if (!m_id.isNil()) {
        engagements = m_context.repositories.engagements.of(m_id.uuid());
        pages = m_context.repositories.pages.of(m_id.uuid());
    }
    std::stable_sort(engagements.begin(), engagements.end(),
                     [](const auto& a, const auto& b) { return a.value.startedAt < b.value.startedAt; });
    while (m_lines.size() < engagements.size()) {
        auto* line = new EngagementRow(m_context, this);
        connect(line, &QAbstractButton::clicked, this, &EngagementPane::contactsRequested);
        m_rows->addWidget(line);
        m_lines.push_back(line);
    }
    std::set<QString> people;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i]->setVisible(i < engagements.size());
        if (i >= engagements.size()) {
            m_lines[i]->setView({});
            continue;
        }
        m_lines[i]->setView(engagementView(engagements[i], pages));
        people.insert(m_lines[i]->view().person);
    }
    m_empty->setVisible(engagements.empty());
    m_count = engagements.empty() ? QString() : tr("%n person(s)", nullptr, static_cast<int>(people.size()));
    tick();
    showConnection();
}

const EngagementView* EngagementPane::waiting() const
{
    for (const EngagementRow* line : m_lines)
        if (line->view().waiting)
            return &line->view();
    return nullptr;
}

void EngagementPane::tick()
{
    const EngagementView* view = waiting();
    m_foot->setVisible(view != nullptr);
    if (view == nullptr)
        return;
    for (EngagementRow* line : m_lines)
        line->tick();
    m_coming->setText(isCurrent(m_context.changes.syncState()) ? view->comingSentence(m_context.clock.now())
                                                               : view->plannedSentence(m_context.zone));
    // Text of the button and of its question name the same person.
    m_acknowledge->setText(tr("Acknowledge for %1…").arg(view->person.section(QLatin1Char(' '), 0, 0)));
    m_acknowledge->setAccessibleName(tr("Acknowledge for %1").arg(view->person));
}

void EngagementPane::showConnection()
{
    const SyncState state = m_context.changes.syncState();
    const bool possible = isOnline(state);
    const QString age = m_count.isEmpty() ? QString() : asOf(m_context);
    m_header->setMeta(age.isEmpty() ? m_count : tr("%1, %2").arg(m_count, age));
    m_acknowledge->setEnabled(possible);
    m_reason->setVisible(!possible);
    m_reason->setRole(state.connection == SyncState::Connection::Offline ? Role::StateLocal
                                                                         : Role::TextSecondary);
    m_reason->setText(tr("Answering stops pages, which only the service can. %1").arg(possibleAgain(state)));
    const QString why = whyNobodyIsPaged(state);
    m_page->setEnabled(possible);
    m_page->setToolTip(why);
    m_page->setAccessibleDescription(why);
    m_acknowledge->setToolTip(possible ? QString() : m_reason->text());
    m_acknowledge->setAccessibleDescription(possible ? QString() : m_reason->text());
}

void EngagementPane::askToAcknowledge()
{
    const EngagementView* view = waiting();
    if (view == nullptr)
        return;
    const int pages = static_cast<int>(view->coming.size());
    ask(this,
        {tr("Acknowledge"), tr("Acknowledge for %1?").arg(view->person),
         pages > 0 ? tr("%n page(s) to come are not sent, and nobody else is called for this. The timeline "
                        "will say that you did it.",
                        nullptr, pages)
                   : tr("Nobody else is called for this. The timeline will say that you did it."),
         pages > 0 ? tr("Acknowledge and stop %n page(s)", nullptr, pages) : tr("Acknowledge")},
        [this, id = view->id] { m_context.repositories.effects.acknowledge(id); });
}

void EngagementPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
