#include "widgets/related/linkedpane.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/common/verticalscroll.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"
#include "widgets/related/linkedrow.h"
#include "widgets/related/relatedforms.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

int rank(const RelatedItem& item)
{
    if (item.relatedKind != RelatedKind::Alarm)
        return 2;
    return item.alarmState == AlarmState::Firing ? 0 : 1;
}

} // namespace

std::vector<Record<RelatedItem>> linkedItems(const Repositories& repositories, Id<Incident> incident)
{
    auto items = repositories.relatedItems.of(incident.uuid());
    std::erase_if(items, [](const auto& item) { return item.value.refused; });
    std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
        if (rank(a.value) != rank(b.value))
            return rank(a.value) < rank(b.value);
        return a.value.startedIt && !b.value.startedIt;
    });
    return items;
}

LinkedPane::LinkedPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_link(m_header->addAction({}, Icon::Plus))
    , m_problem(new TextLabel(context.theme, TextStyle::Body, widgets::Role::StateFail, {}, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_rows(new QVBoxLayout)
{
    m_link->setKind(CommandButton::Kind::Normal);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(context.theme.px(16), 0, context.theme.px(16), context.theme.px(6));
    m_problem->hide();
    m_rows->setSpacing(0);
    auto* scroll = new VerticalScroll(this);
    QWidget* page = scroll->page();
    auto* inner = new QVBoxLayout(page);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_empty);
    inner->addLayout(m_rows);
    inner->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, context.theme.px(2), 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_problem);
    column->addWidget(scroll, 1);
    connect(m_link, &QAbstractButton::clicked, this, &LinkedPane::link);
    m_syncState = context.changes.onSyncState([this](const SyncState&) { refresh(); });
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& one) {
            return one.kind == Kind::Incident || (one.kind == Kind::RelatedItem && one.parent == m_id.uuid());
        });
        if (ours)
            refresh();
    });
    refresh();
}

void LinkedPane::setIncident(Id<Incident> id)
{
    m_id = id;
    m_problem->hide();
    refresh();
}

void LinkedPane::link()
{
    related::openLink(m_context, m_id, this, related::clipboardUrl());
}

LinkedRow* LinkedPane::makeRow()
{
    auto* row = new LinkedRow(m_context, this);
    m_rows->addWidget(row);
    connect(row, &LinkedRow::incidentRequested, this, &LinkedPane::incidentRequested);
    connect(row, &LinkedRow::failed, this, [this](const Error& error) {
        m_problem->setText(texts::error(error));
        m_problem->show();
    });
    return row;
}

void LinkedPane::refresh()
{
    m_header->setTitle(tr("Linked"));
    m_link->setText(tr("Link…"));
    m_empty->setSentence(tr("Nothing linked. Paste the address of a dashboard, a ticket or a chat with "
                            "Ctrl+V; alarms of a detector appear by themselves."));
    const auto items =
        m_id.isNil() ? std::vector<Record<RelatedItem>>() : linkedItems(m_context.repositories, m_id);
    m_header->setCount(items.empty() ? QString() : QString::number(items.size()));
    m_header->setMeta(items.empty() ? QString() : asOf(m_context));
    m_empty->setVisible(items.empty());
    while (m_lines.size() < items.size())
        m_lines.push_back(makeRow());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i]->setVisible(i < items.size());
        if (i < items.size())
            m_lines[i]->setItem(items[i]);
    }
}

void LinkedPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
