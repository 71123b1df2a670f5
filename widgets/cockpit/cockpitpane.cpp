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
    , m_scroll(new QScrollArea(this))
    , m_page(new QWidget(m_scroll->viewport()))
    , m_column(new QVBoxLayout(this))
    , m_rows(new QVBoxLayout)
{
    m_rows->setSpacing(0);
    auto* inner = new QVBoxLayout(m_page);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_empty);
    inner->addLayout(m_rows);
    inner->addStretch(1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_page);
    m_column->setContentsMargins(0, context.theme.px(2), 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_header);
    m_column->addWidget(m_scroll, 1);
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

void CockpitPane::setWhole(bool whole)
{
    if (whole == m_scroll->isHidden())
        return;
    m_scroll->setVisible(!whole);
    if (whole) {
        m_column->insertWidget(2, m_scroll->takeWidget());
        m_page->show();
    } else {
        m_scroll->setWidget(m_page);
    }
}

void CockpitPane::setFoot(QWidget* foot)
{
    m_column->addWidget(foot);
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
