#include "widgets/overview/latestpane.h"

#include "models/domain/ports/timelines.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/theme.h"
#include "widgets/overview/eventline.h"

#include <QtCore/QEvent>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr int shown = 6;

} // namespace

LatestPane::LatestPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_all(m_header->addAction({}))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_rows(new QVBoxLayout)
{
    m_all->setKind(CommandButton::Kind::Link);
    m_rows->setSpacing(0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, context.theme.px(2), 0, context.theme.px(8));
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_empty);
    column->addLayout(m_rows);
    column->addStretch(1);
    connect(m_all, &QAbstractButton::clicked, this, &LatestPane::timelineRequested);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.kind == Kind::TimelineEvent && record.parent == m_id.uuid();
        });
        if (ours)
            refresh();
    });
    refresh();
}

void LatestPane::setIncident(Id<Incident> id)
{
    m_id = id;
    refresh();
}

void LatestPane::refresh()
{
    m_header->setTitle(tr("Latest timeline"));
    m_empty->setSentence(tr("Nothing recorded yet. Press N."));
    const Timelines& timelines = m_context.repositories.timelines;
    const auto events = m_id.isNil() ? std::vector<Record<TimelineEvent>>() : timelines.latest(m_id, shown);
    m_all->setText(tr("All %n event(s)", nullptr, m_id.isNil() ? 0 : timelines.count(m_id)));
    m_all->setVisible(!events.empty());
    m_empty->setVisible(events.empty());
    const std::size_t count = events.size();
    while (m_lines.size() < count) {
        auto* line = new EventLine(m_context, this);
        connect(line, &QAbstractButton::clicked, this, &LatestPane::timelineRequested);
        m_rows->addWidget(line);
        m_lines.push_back(line);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i]->setVisible(i < count);
        if (i < count)
            m_lines[i]->setEvent(events[i]);
    }
}

void LatestPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
