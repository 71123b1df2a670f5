#include "widgets/cockpit/cockpitpane.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/theme.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using domain::ChangedRecord;

CockpitPane::CockpitPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_add(m_header->addAction({}))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_rows(new QVBoxLayout)
{
    m_rows->setSpacing(0);
    auto* page = new QWidget;
    auto* inner = new QVBoxLayout(page);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_empty);
    inner->addLayout(m_rows);
    inner->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, context.theme.px(2), 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(scroll, 1);
    connect(m_add, &QAbstractButton::clicked, this, &CockpitPane::addRequested);
    connect(&context.ticker, &Ticker::tick, this, [this] { tick(); });
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return concerns(record.kind) && (record.parent == m_id.uuid() || record.id == m_id.uuid());
        });
        if (ours)
            refresh();
    });
}

void CockpitPane::setIncident(domain::Id<domain::Incident> id)
{
    m_id = id;
    refresh();
}

void CockpitPane::showEmpty(bool empty, const QString& example)
{
    m_empty->setSentence(example);
    m_empty->setVisible(empty);
}

void CockpitPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
